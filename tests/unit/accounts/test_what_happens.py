"""What happens to an account: what must be told, what the law rules, where every cent goes (ACC-6, ACC-7, MOC-11)."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from esa.accounts.domain.happenings import (
    CHOICES,
    Act,
    Foreseen,
    Move,
    Told,
    entries_of,
    foresee,
    refuse,
    returns_to,
    to_wire,
)
from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import ZERO, Money
from esa.law import Law
from esa.ledger.domain.chart import Source
from esa.ledger.domain.entry import Entry, Line

LAW, TODAY = Law.load(), date(2025, 11, 25)
TOMORROW = date(2025, 11, 26)
NEEDS_DAY = ("on", "Enter the day on which it happened, like 2025-11-01.")
HELD = Told(act=Act.HELD, on=TODAY, reason="asked", until=TOMORROW)
HOLDS = {Source.TAX_CREDIT: Money(100), Source.GENERAL_REVENUE: Money(40), Source.RETURNED: ZERO}
COMING = {Source.TAX_CREDIT: Money(30), Source.INTEREST: ZERO}


def said(told, held=False):
    return [(each.field, each.message) for each in told.grounds(TODAY, held=held)]


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_its_day_and_none_is_still_to_come(act):
    whole = Told(act=act, on=TODAY, reason="so", school_id=uuid.UUID(int=1), until=TOMORROW)
    assert said(whole, held=True) == []
    assert said(replace(whole, on=None), held=True) == [NEEDS_DAY]
    assert said(replace(whole, on=TOMORROW), held=True) == [("on", "This day has not come yet.")]


def test_everything_that_is_missing_is_said_at_once():
    assert said(Told(act=Act.MOVED)) == [NEEDS_DAY, ("school_id", "Choose the new school.")]
    until = ("until", "Enter a last day that is still to come. A hold has an end.")
    assert said(Told(act=Act.HELD, reason=" ")) == [NEEDS_DAY, until, ("reason", "Say why.")]
    assert said(replace(HELD, until=TODAY)) == [until]
    assert said(Told(act=Act.RELEASED, on=TODAY)) == [("reason", "Say why."), ("act", "This account is not held.")]
    assert said(Told(act=Act.WITHDREW, on=TODAY)) == [("reason", "Say why.")]
    for act in (Act.GRADUATED, Act.DISENROLLED, Act.DISQUALIFIED):
        assert said(Told(act=act, on=TODAY)) == []


def test_AUD_2_a_person_at_the_EAO_disqualifies_nobody():
    assert set(Act) - set(CHOICES) == {Act.DISQUALIFIED}


def outcome(act, **more):
    ruling = Told(act=act, on=TODAY, reason="so", **more).ruling(Money(100), TODAY, LAW)
    return None if ruling is None else ruling.outcome


def test_ACC_6_the_law_rules_on_every_act_but_the_end_of_a_hold():
    assert outcome(Act.RELEASED) is None
    assert outcome(Act.MOVED) == "open"
    assert {outcome(act) for act in (Act.WITHDREW, Act.GRADUATED, Act.DISQUALIFIED)} == {"closed"}


def test_AUD_6_a_hold_has_a_reason_and_an_end():
    kept = HELD.ruling(ZERO, TODAY, LAW)
    assert kept is not None
    assert kept.outcome != "refused"
    for bad in (replace(HELD, reason=" "), replace(HELD, until=None)):
        assert bad.ruling(ZERO, TODAY, LAW) != kept


def test_ACC_7_an_account_without_a_school_closes_after_its_time():
    fresh = Told(act=Act.DISENROLLED, on=TODAY).ruling(Money(100), TODAY, LAW)
    old = Told(act=Act.DISENROLLED, on=date(2022, 11, 1)).ruling(Money(100), TODAY, LAW)
    assert fresh is not None
    assert old is not None
    assert (fresh.outcome == "closed", old.outcome == "closed") == (False, True)


def closing(holds=HOLDS, coming=COMING, act=Act.GRADUATED):
    told = Told(act=act, on=TODAY, school_id=uuid.UUID(int=1))
    return foresee(told, told.ruling(Money(140), TODAY, LAW), holds, coming)


def test_FUND_3_state_money_goes_back_apart_and_all_else_is_returned_money():
    assert {each.value: returns_to(each).value for each in Source} == {
        "tax_credit": "returned", "interest": "returned", "returned": "returned", "general_revenue": "general_revenue",
    }  # fmt: skip


def test_a_closed_account_gives_back_what_it_holds_and_what_is_still_to_come():
    found = closing()
    assert found.closes
    assert found.moves == (
        Move(Source.TAX_CREDIT, Source.RETURNED, Money(100), True),
        Move(Source.GENERAL_REVENUE, Source.GENERAL_REVENUE, Money(40), True),
        Move(Source.TAX_CREDIT, Source.TAX_CREDIT, Money(30), False),
    )
    assert (found.balance, found.from_account, found.not_deposited) == (Money(140), Money(140), Money(30))
    assert to_wire(found.moves)[0] == {"of": "tax_credit", "to": "returned", "cents": 100, "deposited": True}
    assert to_wire(found.moves)[2] == {"of": "tax_credit", "to": "tax_credit", "cents": 30, "deposited": False}


def test_an_account_that_stays_open_gives_nothing_back():
    moved = closing(act=Act.MOVED)
    assert (moved.closes, moved.moves, moved.balance, moved.from_account) == (False, (), Money(140), ZERO)
    released = foresee(Told(act=Act.RELEASED, on=TODAY), None, HOLDS, COMING)
    assert (released.closes, released.moves) == (False, ())


def test_nothing_else_is_done_than_what_a_person_has_seen():
    first = closing()
    assert first.seen == closing().seen
    others = [
        closing(holds={Source.TAX_CREDIT: Money(140)}), closing(coming={}), closing(act=Act.MOVED),
        replace(first, balance=Money(1)), replace(first, ruling=None), replace(first, told=replace(first.told, reason="x")),
        replace(first, moves=tuple(replace(each, deposited=False) for each in first.moves)),
        replace(first, moves=tuple(replace(each, to=Source.INTEREST) for each in first.moves)),
        replace(first, moves=tuple(replace(each, of=Source.INTEREST) for each in first.moves)),
    ]  # fmt: skip
    assert len({first.seen, *(each.seen for each in others)}) == 10
    assert isinstance(first, Foreseen)


def test_ACC_7_the_books_of_a_closed_account():
    owner, happening = uuid.UUID(int=1), uuid.UUID(int=2)
    shut, undone = entries_of(closing(), owner, "AC-12345-67890", TODAY, happening)
    assert shut == Entry(
        organization_id=owner, on=TODAY, kind="close", narrative="Balance of account AC-12345-67890 to the fund",
        key=f"close:{happening}", account_number="AC-12345-67890",
        lines=(
            Line("Liabilities:Account:AC1234567890:TaxCredit", Money(100)), Line("Equity:Fund:Returned", Money(-100)),
            Line("Assets:Bank:Returned", Money(100)), Line("Assets:Bank:TaxCredit", Money(-100)),
            Line("Liabilities:Account:AC1234567890:GeneralRevenue", Money(40)), Line("Equity:Fund:GeneralRevenue", Money(-40)),
        ),
    )  # fmt: skip
    assert undone == Entry(
        organization_id=owner, on=TODAY, kind="award_given_back",
        narrative="Deposits of account AC-12345-67890 that will not come", key=f"award_given_back:{happening}",
        account_number="AC-12345-67890",
        lines=(Line("Liabilities:Awarded:TaxCredit", Money(30)), Line("Equity:Fund:TaxCredit", Money(-30))),
    )  # fmt: skip
    assert len(entries_of(closing(coming={}), owner, "AC-1", TODAY, happening)) == 1
    assert entries_of(closing(holds={}, coming={}), owner, "AC-1", TODAY, happening) == []


def test_grounds_are_refused_together_and_none_is_no_refusal():
    refuse([])
    with pytest.raises(Invalid, match=r"^This cannot be recorded yet\.$") as refused:
        refuse([Ground("a", "b"), Ground("c", "d")])
    assert len(refused.value.grounds) == 2
