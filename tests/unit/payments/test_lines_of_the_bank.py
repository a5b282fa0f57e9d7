"""The bank's file: each line known again, what it shows, and what is asked about when nothing shows it."""

from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.payments.domain.bank_file import Booked, Expected, explain, read_bank_file, signed
from esa.payments.domain.events import PaidOut
from esa.payments.domain.reconciling import BANK_PATIENCE, PATIENCE, Both, Open, Question, processor_questions
from esa.payments.domain.words import OVER

DAY = date(2025, 12, 2)
HEADER = b"booked_on,amount,description,reference\n"
GIFT = b"2025-12-02,500.00,Gift,R1\n"


def test_a_line_is_read_with_its_day_amount_and_words():
    first, second = read_bank_file(HEADER + GIFT + b'2025-12-03,"-1,000.05",Fee,\n')
    assert (first.on, first.amount, first.description, first.reference) == (DAY, Money(50_000), "Gift", "R1")
    assert (second.on, second.amount, second.description, second.reference) == (
        date(2025, 12, 3), Money(-100_005), "Fee", "",
    )  # fmt: skip


def test_a_line_that_a_later_file_repeats_is_one_and_two_equal_lines_are_two():
    first = read_bank_file(HEADER + GIFT + GIFT)
    later = read_bank_file(HEADER + b"2025-12-01,1.00,Other,R0\n" + GIFT + GIFT + GIFT)
    marks = [each.fingerprint for each in first]
    assert len(set(marks)) == 2
    assert [each.fingerprint for each in later][1:3] == marks
    assert len({each.fingerprint for each in later}) == 4


@pytest.mark.parametrize("other", [b"2025-12-03,500.00,Gift,R1\n", b"2025-12-02,500.01,Gift,R1\n", b"2025-12-02,500.00,Gifts,R1\n", b"2025-12-02,500.00,Gift,R2\n"])  # fmt: skip
def test_lines_that_differ_anywhere_are_two(other):
    (first,), (second,) = read_bank_file(HEADER + GIFT), read_bank_file(HEADER + other)
    assert first.fingerprint != second.fingerprint


def test_the_mark_of_a_line_is_the_same_for_good():
    """It is kept with what a line was taken for: were it made otherwise, a line brought again would count twice."""
    (line,) = read_bank_file(HEADER + GIFT)
    assert line.fingerprint == "f94d76e672fc8657ea67478bc0dec20924be8b2aab5c50b74b9a62dd873dd290"
    assert [each.name for each in fields(Booked)] == ["on", "amount", "description", "reference", "fingerprint"]


def test_a_bad_line_is_told_by_its_number():
    with pytest.raises(Invalid) as refused:
        read_bank_file(HEADER + GIFT + b"soon,1.00,x,\n2025-12-02,,x,\n2025-12-02,ten,x,\n")
    assert [(each.field, each.message) for each in refused.value.grounds][1:] == [
        ("line 4, amount", "must not be empty"), ("line 5, amount", "must be an amount like 1250.00 or -3.50"),
    ]  # fmt: skip
    assert refused.value.grounds[0].field == "line 3, booked_on"


def test_an_amount_that_is_no_amount_is_named():
    with pytest.raises(ValueError, match=r"^amount: must be an amount like 1250\.00 or -3\.50$"):
        signed("12.5")


def line(amount, mark="m", on=DAY, description="", reference=""):
    return Booked(on, Money(amount), description, reference, mark)


def expected(amount, name="p", on=DAY, words=()):
    return Expected("payout", name, Money(amount), on, words)


def found(lines, awaited):
    return {mark: each.id for mark, each in explain(lines, awaited).items()}


def test_earlier_lines_are_explained_first_and_lines_before_the_day_count_too():
    awaited = [expected(500, "a", date(2025, 12, 1)), expected(500, "b", date(2025, 12, 12))]
    assert found([line(500, "late", date(2025, 12, 8)), line(500, "early", DAY)], awaited) == {
        "early": "a",
        "late": "b",
    }
    assert found([line(500, on=date(2025, 11, 24))], awaited) == {"m": "a"}
    assert found([line(500, on=date(2025, 11, 23))], awaited) == {}


def test_a_name_in_either_text_counts_whatever_its_case_and_an_empty_word_names_nothing():
    awaited = [expected(500, "a", words=("", "po_A")), expected(500, "b", words=("", "po_B"))]
    assert found([line(500, reference="PO_B")], awaited) == {"m": "b"}
    assert found([line(500, description="po_a")], awaited) == {"m": "a"}
    assert found([line(500, description="po_a", reference="po_b")], awaited) == {}
    assert found([line(500, description="po", reference="_b")], awaited) == {}


def test_one_thing_that_fits_needs_no_name():
    assert found([line(500, description="something else")], [expected(500, words=("po_A",)), expected(400, "x")]) == {
        "m": "p"
    }


def test_a_line_that_shows_nothing_does_not_stop_the_others():
    lines = [line(-3, "fee", date(2025, 12, 1)), line(0, "nothing", date(2025, 12, 1)), line(500, "gift")]
    assert found(lines, [expected(500)]) == {"gift": "p"}
    assert found([line(-500, "a"), line(-500, "b", date(2025, 12, 3))], [expected(-500)]) == {"a": "p"}


def test_every_question_is_a_word_of_the_pages_and_the_record():
    assert [each.value for each in Question] == [
        "no_movement", "amount_differs", "held", "refund_failed", "payout_not_at_bank", "deposit_not_at_bank",
        "batch_not_at_bank", "return_not_at_bank", "line_not_explained", "books_differ",
    ]  # fmt: skip
    assert Open(Question.HELD, "B", Money(5), DAY).why == ""
    assert {"failed", "expired", "returned"} == OVER
    paid = PaidOut(organization_id=UUID(int=1), payout="po", amount=Money(5), on=DAY)
    assert paid.comes_back is False


def test_a_payment_is_asked_about_with_its_day_and_its_difference():
    rows = [Both("B", Money(5), Money(0), 0, DAY), Both("C", Money(5), Money(7), 1, DAY)]
    assert processor_questions(rows, date(2025, 12, 5)) == [
        Open(Question.NO_MOVEMENT, "B", Money(5), DAY), Open(Question.AMOUNT_DIFFERS, "C", Money(2), DAY),
    ]  # fmt: skip
    assert processor_questions([], date(2025, 12, 5)) == []
    young = Both("A", Money(5), Money(0), 0, date(2025, 12, 4))
    assert [each.about for each in processor_questions([young, *rows], date(2025, 12, 5))] == ["B", "C"]
    assert (timedelta(days=3), timedelta(days=7)) == (PATIENCE, BANK_PATIENCE)
