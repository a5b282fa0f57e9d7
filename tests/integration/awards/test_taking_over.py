"""Accounts taken over in mid-year: by file, totals and proof, booked by a second person, the books agreeing to the cent."""

from datetime import date

import pytest

from esa.accounts import service as accounts
from esa.applications import service as applications
from esa.awards.domain.takeover import Totals, read
from esa.awards.domain.words import TakeoverStanding
from esa.awards.service import taking_over
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, spent_before
from esa.treasury import service as treasury
from tests.builders import YEAR, auditor, finance, manager, treasurer
from tests.integration.accounts.test_control import differing
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import river

__all__ = ["river"]
HEADER = "application,source,granted,deposited,spent\n"


@pytest.fixture
def numbers(house, river):
    """Two children who qualify, with agreement and enrolment; the second asks for one sum."""
    days = {"agreement_on": "2025-08-01", "enrolled_on": "2025-08-02"}
    data = a_file(a_child(1, **days), a_child(2, given_name="Ben", payment_plan="lump", **days))
    with house.begin(manager(river)) as work:
        applications.bring(work, data, "f.jsonl", YEAR)
        page = applications.listed(work, applications.Listing(school_year=YEAR))
    by_name = {row.given_name: row.reference for row in page.rows}
    return [next(by_name[name] for name in by_name if name != "Ben"), by_name["Ben"]]


def the_file(numbers):
    one, two = numbers
    rows = f"{one},tax_credit,2000.00,1000.00,400.00\n{one},general_revenue,2000.01,1000.00,0.00\n"
    return (HEADER + rows + f"{two},general_revenue,5000.00,5000.00,5000.00\n").encode()


RIGHT = Totals(2, Money(900_001), Money(700_000), Money(540_000))


def propose(house, owner, data, told=RIGHT, proof="Report of 20 November", actor=None):
    with house.begin(actor or manager(owner)) as work:
        return taking_over.propose(work, YEAR, "wallet.csv", data, told, proof)


def book(house, owner, reference, actor=None):
    with house.begin(actor or finance(owner)) as work:
        return taking_over.book(work, reference)


def views(house, owner):
    with house.begin(finance(owner)) as work:
        return {each.account.payment_plan: each for each in accounts.accounts(work)}


def test_ACC_8_accounts_stand_as_the_earlier_system_left_them(house, river, numbers):
    made = propose(house, river, the_file(numbers))
    assert views(house, river) == {}
    assert book(house, river, made.reference).standing is TakeoverStanding.BOOKED
    four, lump = views(house, river)["four"], views(house, river)["lump"]
    assert (four.balance, four.coming) == (Money(160_000), Money(200_001))
    assert (lump.balance, lump.coming) == (ZERO, ZERO)
    assert differing(house) == ()
    with house.begin(finance(river)) as work:
        assert ledger.self_check(work).is_sound
        assert ledger.balance(work, river, bank(Source.GENERAL_REVENUE)) == Money(200_001)
        assert ledger.balance(work, river, bank(Source.TAX_CREDIT)) == Money(160_000)
        assert [ledger.balance(work, river, spent_before(each)) for each in Source] == [ZERO] * 4


def test_CAP_12_what_is_still_to_come_comes_on_the_days_that_are_still_to_come(house, river, numbers):
    book(house, river, propose(house, river, the_file(numbers)).reference)
    coming = [each for each in views(house, river)["four"].deposits if each.standing.value == "scheduled"]
    days = sorted({each.due_on for each in coming})
    assert days == [date(2026, 2, 1), date(2026, 5, 1)]
    by_day = [sum(each.amount.cents for each in coming if each.due_on == day) for day in days]
    assert by_day == [100_001, 100_000]


def test_the_posting_agrees_with_the_books_after_a_takeover(house, river, numbers):
    book(house, river, propose(house, river, the_file(numbers)).reference)
    with house.begin(treasurer()) as work:
        assert treasury.build_posting(work, YEAR, invented=True).digest


def test_every_fault_of_the_file_is_told_by_its_line(house, river, numbers):
    one, two = numbers
    data = HEADER + f"{one},cash,1.00,0.00,0.00\n{one},tax_credit,x,2.00,3.00\nMO-NONE,interest,5.00,5.00,5.00\n"
    data += (
        f"{two},interest,10.00,20.00,30.00\n{two},returned,9999999.00,0.00,0.00\n{two},returned,1.00,0.00,0.00\nshort\n"
    )
    with pytest.raises(Invalid) as refused:
        propose(house, river, data.encode(), proof=" ")
    said = [(each.field, each.message.split(":")[0]) for each in refused.value.grounds]
    assert ("line 2", "source") in said
    assert ("line 3", "granted") in said
    assert ("line 4", "application") in said
    assert ("line 5", "spent may not be more than deposited, nor deposited more than granted") in said
    assert ("line 6", "granted") in said  # over the cap
    assert ("line 7", "source") in said  # twice
    assert ("line 8", "This is no line of five values.") in said
    assert said[-1][0] == "proof"


def test_control_totals_that_differ_are_told_with_both_figures(house, river, numbers):
    wrong = Totals(3, Money(900_001), Money(700_000), Money(1))
    with pytest.raises(Invalid) as refused:
        propose(house, river, the_file(numbers), told=wrong)
    assert [each.field for each in refused.value.grounds] == ["accounts", "spent"]
    assert refused.value.grounds[1].message == "The file comes to $5,400.00, you entered $0.01."


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe", HEADER.encode()])
def test_what_is_no_such_file_is_refused(house, river, data):
    with pytest.raises(Invalid):
        propose(house, river, data, told=Totals(0, ZERO, ZERO, ZERO))
    assert read(data)[0] == []


def test_a_second_person_books_and_only_once(house, river, numbers):
    one = finance(river)
    made = propose(house, river, the_file(numbers), actor=one)
    with pytest.raises(Conflict) as refused:
        book(house, river, made.reference, one)
    assert refused.value.code == "two_people"
    book(house, river, made.reference)
    with pytest.raises(Conflict) as refused:
        book(house, river, made.reference)
    assert refused.value.code == "takeover_over"
    with pytest.raises(Invalid):  # whom it names have their grants now
        propose(house, river, the_file(numbers))


def test_the_same_file_is_sent_once_unless_it_was_taken_back(house, river, numbers):
    made = propose(house, river, the_file(numbers))
    with pytest.raises(Conflict) as refused:
        propose(house, river, the_file(numbers))
    assert refused.value.code == "takeover_known"
    with house.begin(manager(river)) as work:
        assert taking_over.withdraw(work, made.reference).standing is TakeoverStanding.WITHDRAWN
    assert propose(house, river, the_file(numbers)).standing is TakeoverStanding.PROPOSED


def test_another_EAO_finds_nothing_and_the_auditor_changes_nothing(house, river, numbers):
    made = propose(house, river, the_file(numbers))
    with house.begin(finance(new_id())) as work:
        assert taking_over.list_of(work) == []
        with pytest.raises(NotFound):
            taking_over.book(work, made.reference)
    with house.begin(auditor()) as work, pytest.raises(Forbidden):
        taking_over.withdraw(work, made.reference)
