"""What is noticed in requests for expenses, just at its edge and just under it."""

from datetime import date, timedelta
from uuid import UUID

from esa.accounts.domain.alerts import Alert, AlertKind, SeenLine, alerts
from esa.kernel.money import Money

TODAY = date(2025, 11, 25)


def line(number, cents=12_345, *, days=0, payee=1, request=None, account=1, digests=()):
    return SeenLine(
        reference=f"EX-{number}", request_id=UUID(int=request or number), account_id=UUID(int=account),
        payee_id=UUID(int=payee), payee_name=f"Payee {payee}", amount=Money(cents),
        asked_on=TODAY - timedelta(days=days), digests=frozenset(digests),
    )  # fmt: skip


def found(lines, contacts=()):
    return alerts(lines, contacts, TODAY)


def test_one_paper_in_two_requests_is_told_with_both_lines_and_the_accounts():
    lines = [line(1, digests="a"), line(2, account=2, digests="ab"), line(3, digests="b"), line(4, digests="c")]
    assert found(lines) == [
        Alert(AlertKind.SAME_PAPER, "Payee 1", "2", ("EX-1", "EX-2")),
        Alert(AlertKind.SAME_PAPER, "Payee 1", "2", ("EX-2", "EX-3")),
    ]


def test_one_paper_on_two_lines_of_one_request_is_usual():
    assert found([line(1, request=9, digests="a"), line(2, request=9, digests="a")]) == []


def test_round_amounts_are_told_from_four_of_five_on():
    four = [line(number, cents=100_00) for number in range(1, 5)]
    assert found([*four, line(5)]) == [
        Alert(AlertKind.ROUND_AMOUNTS, "Payee 1", "4/5", ("EX-1", "EX-2", "EX-3", "EX-4"))
    ]
    assert found(four) == []  # four lines are too few to say
    assert found([*four[:3], line(5), line(6)]) == []


def test_a_sudden_rise_is_three_times_a_usual_month_and_a_thousand_dollars_more():
    usual = [line(number, cents=50_001, days=31 + 30 * number) for number in range(3)]
    assert [each.kind for each in found([*usual, line(9, cents=150_003)])] == [AlertKind.SUDDEN_RISE]
    assert found([*usual, line(9, cents=150_002)]) == []
    small = [line(number, cents=10_001, days=31 + 30 * number) for number in range(3)]
    assert found([*small, line(9, cents=110_000)]) == []
    assert found([*small, line(9, cents=110_001)])[0].detail == "1100.01"


def test_who_is_new_has_no_usual_month():
    assert found([line(1, cents=900_001)]) == []
    assert found([line(1, cents=900_001, days=40)]) == []


def test_payees_with_one_contact_are_told_by_their_names():
    contacts = [
        ("B Tutor", "One@Example.org"),
        ("A Tutor", "one@example.org "),
        ("C", "two@example.org"),
        ("D", " "),
        ("E", ""),
    ]
    assert found([], contacts) == [Alert(AlertKind.SHARED_CONTACT, "A Tutor, B Tutor", "one@example.org", ())]
