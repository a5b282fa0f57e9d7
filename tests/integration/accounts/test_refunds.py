"""Refunds go back to the account by the sources that had paid, by a day; only two people give one up (ACC-5)."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.accounts.domain.expenses.words import LineStanding, Outcome
from esa.accounts.domain.happenings import Act, Told
from esa.accounts.domain.refunds import Known, RefundStanding, WentTo, shares
from esa.accounts.service import expenses, happenings, refunds
from esa.accounts.service.expenses import Judged
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, fund
from esa.payments.domain.paying import Item, PaidOut, Released
from tests.builders import finance, manager
from tests.spending import a_home, a_line

TODAY = date(2025, 11, 25)
BOTH = ((Source.TAX_CREDIT, 6_000), (Source.GENERAL_REVENUE, 94_000))


@pytest.fixture
def home(house, settings):
    return a_home(house, settings, sources=BOTH)


@pytest.fixture
def line(home):
    """A line of $100.00 that was paid out of both sources."""
    [asked] = home.ask(a_line(payee=home.listed()))
    if home.line(asked.reference).line.standing is LineStanding.WAITING:
        with home.house.begin(manager(home.eao)) as work:
            expenses.judge(work, asked.reference, Judged(outcome=Outcome.ALLOW))
    kept = home.line(asked.reference).line
    item = Item(
        reference=kept.reference, turn=1, organization_id=home.eao, payee=new_id(), payee_name="Tutor Tess",
        amount=kept.amount, parts={name: Money(cents) for name, cents in kept.parts.items()},
        account_number=home.number, household_id=home.household, narrative="Tutoring",
    )  # fmt: skip
    for event in (Released, PaidOut):
        with home.house.begin(finance(home.eao)) as work:
            work.emit(event(batch="B-1", on=TODAY, items=(item,)))
    return kept.reference


def known(cents=6_000, went_to=WentTo.ACCOUNT, **more):
    return Known(
        amount=Money(cents), told_on=more.get("told_on", TODAY), went_to=went_to, reason=more.get("reason", "x")
    )


def expect(home, line, **more):
    with home.house.begin(manager(home.eao)) as work:
        return refunds.expect(work, line, known(**more)).reference


def receive(home, reference, cents, proof="Wire 9"):
    with home.house.begin(finance(home.eao)) as work:
        return refunds.receive(work, reference, Money(cents), TODAY, proof)


def seen(home, reference):
    with home.house.begin(finance(home.eao)) as work:
        return refunds.refund(work, reference)


def test_ACC_5_a_refund_comes_back_to_the_account_by_the_sources_that_had_paid(home, line):
    before = home.balance()
    reference = expect(home, line)
    assert home.balance() == before  # nothing moves before the money is there
    made = receive(home, reference, 6_000)
    assert home.balance() == before + Money(6_000)
    assert made.standing is RefundStanding.RECEIVED
    assert sum(seen(home, reference).receipts[0].parts.values()) == 6_000
    assert home.differing() == ()


def test_ACC_5_parts_that_come_one_by_one_add_up_to_the_line_source_by_source(home, line):
    first, second = expect(home, line, cents=3_333), expect(home, line, cents=6_667)
    receive(home, first, 1_111)
    receive(home, first, 2_222)
    receive(home, second, 6_667)
    with home.house.begin(finance(home.eao)) as work:
        came = [each.parts for name in (first, second) for each in refunds.refund(work, name).receipts]
        kept = home.line(line).line.parts
    assert {name: sum(each.get(name, 0) for each in came) for name in kept} == kept
    assert home.differing() == ()


def test_G52_a_refund_to_the_parent_is_a_violation_and_owed_to_the_account(home, line):
    """The school refunds $60.00 to the parent."""
    reference = expect(home, line, went_to=WentTo.PARENT)
    finding = seen(home, reference).refund.findings[0]
    assert (finding["rule"], finding["holds"]) == ("ACC-5", False)
    receive(home, reference, 6_000)
    assert home.differing() == ()


def test_ACC_5_the_clock_runs_and_says_when_it_is_late(home, line, clock):
    reference = expect(home, line)
    assert not seen(home, reference).is_late
    clock.move_to(clock.now().replace(year=2026))
    assert seen(home, reference).is_late
    with home.house.begin(finance(home.eao)) as work:
        assert [each.refund.reference for each in refunds.refunds(work)] == [reference]
        assert refunds.refunds(work, is_open=False) == []


def test_ACC_5_no_more_is_refunded_than_was_paid(home, line):
    expect(home, line, cents=9_000)
    with pytest.raises(Invalid) as refused:
        expect(home, line, cents=1_001, told_on=date(2025, 11, 26), reason=" ")
    assert [each.field for each in refused.value.grounds] == ["amount", "told_on", "reason"]
    with pytest.raises(ValueError, match="more is refunded"):
        shares({"tax_credit": 10}, {"tax_credit": 5}, Money(6))


def test_only_what_was_paid_is_refunded(home):
    [asked] = home.ask(a_line())
    with pytest.raises(Conflict) as refused:
        expect(home, asked.reference)
    assert refused.value.code == "not_paid"
    with pytest.raises(NotFound):
        expect(home, "EX-NONE")


def test_what_came_names_its_proof_and_is_no_more_than_expected(home, line):
    reference = expect(home, line)
    with pytest.raises(Invalid) as refused:
        receive(home, reference, 6_001, proof=" ")
    assert [each.field for each in refused.value.grounds] == ["proof", "amount"]
    receive(home, reference, 6_000)
    with pytest.raises(Conflict) as refused:
        receive(home, reference, 1)
    assert refused.value.code == "refund_over"


def test_a_refund_is_given_up_by_two_people_only(home, line):
    reference, one = expect(home, line), manager(home.eao)
    with home.house.begin(one) as work, pytest.raises(Invalid):
        refunds.give_up(work, reference, "")
    with home.house.begin(one) as work:
        assert refunds.give_up(work, reference, "The tutor has left.").standing is RefundStanding.GIVING_UP
        with pytest.raises(Conflict) as refused:
            refunds.give_up(work, reference, "")
    assert refused.value.code == "second_person_needed"
    update = "UPDATE expected_refunds SET standing = 'given_up', given_up_by = proposed_by WHERE reference = :r"
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), home.house.begin(one) as work:
        work.tx.execute(sa.text(update), {"r": reference})
    with home.house.begin(finance(home.eao)) as work:
        assert refunds.give_up(work, reference, "").standing is RefundStanding.GIVEN_UP
    assert expect(home, line) != reference  # what was given up may be expected again


def close(home, act=Act.GRADUATED):
    told = Told(act=act, on=TODAY, reason="x")
    with home.house.begin(finance(home.eao)) as work:
        return happenings.carry_out(work, home.number, told, happenings.foresee(work, home.number, told)[1].seen)


def test_ACC_7_a_refund_for_a_closed_account_goes_to_the_fund(home, line):
    reference = expect(home, line)
    close(home)
    with home.house.begin(SYSTEM) as work:
        before = [ledger.balance(work, home.eao, fund(each)) for each in Source]
    receive(home, reference, 6_000)
    with home.house.begin(SYSTEM) as work:
        after = [ledger.balance(work, home.eao, fund(each)) for each in Source]
    assert sum(each.cents for each in before) - sum(each.cents for each in after) == 6_000
    assert home.differing() == ()


def test_ACC_6_an_account_is_not_closed_while_requests_are_open(home):
    home.ask(a_line(payee=home.listed()))
    with pytest.raises(Conflict) as refused:
        close(home)
    assert refused.value.code == "requests_open"
    with home.house.begin(finance(home.eao)) as work, pytest.raises(Conflict) as refused:
        happenings.foresee(work, home.number, Told(act=Act.SWEPT, on=TODAY, reason="x"))
    assert refused.value.code == "account_open"


def test_ACC_6_what_reaches_a_closed_account_is_swept_to_the_fund(home):
    """The Treasurer's decision closes an account whatever is on its way; what comes back later goes to the fund."""
    [asked] = home.ask(a_line(payee=home.listed()))
    with home.house.begin(SYSTEM) as work:
        happenings.close_disqualified(work, home.number, "DQ-1")
    if home.line(asked.reference).line.standing is LineStanding.WAITING:
        with home.house.begin(manager(home.eao)) as work:
            expenses.judge(work, asked.reference, Judged(outcome=Outcome.DENY, reason="The account is closed."))
    assert home.balance() > ZERO
    made = close(home, Act.SWEPT)
    assert made.from_account == Money(10_000)
    assert home.balance() == ZERO
    assert home.differing() == ()
    with home.house.begin(finance(home.eao)) as work:
        assert accounts.account(work, home.number).account.standing.value == "closed"
