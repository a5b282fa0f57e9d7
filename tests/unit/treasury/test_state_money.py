"""General revenue in the books, and the daily self-check of an EAO's books (FUND-3)."""

import uuid
from datetime import date

import pytest

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import ZERO, Money
from esa.ledger.domain.entry import Entry, Line
from esa.treasury.domain.self_check import Check, Held, books_checks, check_of
from esa.treasury.domain.state_money import (
    Appropriated,
    Billable,
    commitment_entry,
    payment_entry,
    refuse,
    return_entry,
    sum_of,
)

OWNER, DAY = uuid.UUID(int=1), date(2025, 11, 25)
STATE, FUND, BANK = "Assets:Receivable:State", "Equity:Fund:GeneralRevenue", "Assets:Bank:GeneralRevenue"


def entry(kind, narrative, *lines):
    return Entry(
        organization_id=OWNER, on=DAY, kind=kind, narrative=narrative, key=f"{kind}:GR-1",
        lines=tuple(Line(path, Money(cents)) for path, cents in lines),
    )  # fmt: skip


def test_FUND_3_a_promise_may_be_awarded_and_is_taken_back_the_other_way():
    assert commitment_entry(OWNER, DAY, Money(500), "GR-1") == entry(
        "state_commitment", "General revenue promised, GR-1", (STATE, 500), (FUND, -500)
    )
    assert commitment_entry(OWNER, DAY, Money(-500), "GR-1") == entry(
        "state_commitment", "Promise of general revenue taken back, GR-1", (FUND, 500), (STATE, -500)
    )


def test_FUND_3_what_the_State_pays_and_what_goes_back_to_it():
    assert payment_entry(OWNER, DAY, Money(5), "GR-1") == entry(
        "state_money", "The State paid GR-1", (BANK, 5), (STATE, -5)
    )
    assert return_entry(OWNER, DAY, Money(5), "GR-1") == entry(
        "state_return", "Back to the State, GR-1", (FUND, 5), (BANK, -5)
    )


def test_what_is_promised_to_nobody_remains():
    assert Appropriated(Money(100), Money(30), Money(20), Money(10), ZERO).remaining == Money(70)
    rows = [Billable(uuid.UUID(int=number), "AC-1", None, DAY, Money(number)) for number in (1, 2)]
    assert sum_of(rows) == Money(3)


def test_all_grounds_are_refused_together_with_the_first_ones_words():
    refuse([])
    with pytest.raises(Invalid, match=r"^first$") as refused:
        refuse([Ground("a", "first"), Ground("b", "second")])
    assert [each.field for each in refused.value.grounds] == ["a", "b"]


def test_books_that_agree_have_no_difference():
    balances = [("Assets:Bank:TaxCredit", Money(70)), ("Liabilities:Account:AC1:TaxCredit", Money(-40)), ("Liabilities:Account:AC2:TaxCredit", Money(-10)),
                ("Liabilities:Awarded:TaxCredit", Money(-8)), ("Liabilities:Held:TaxCredit", Money(-6)),
                ("Liabilities:Payable:TaxCredit", Money(-4)), ("Liabilities:InTransit:TaxCredit", Money(-2))]  # fmt: skip
    found = books_checks(balances, [], [])
    assert [(each.held.value, each.figures) for each in found] == [
        ("zero", {"debits": 70, "credits": 70}), ("lines", {"accounts": 7}), ("accounts", {"books": 50}),
        ("awarded", {"books": 8}), ("held", {"books": 6}), ("payable", {"books": 4}), ("in_transit", {"books": 2}),
    ]  # fmt: skip
    assert all(each.is_good for each in found)


def test_every_difference_stands_with_the_check_that_it_belongs_to():
    differing = ["Assets:Bank:Interest"]
    rows = ["Liabilities:Account:AC1:TaxCredit", "Liabilities:Held:TaxCredit", "Liabilities:Account:AC2:TaxCredit"]
    found = {
        each.held: each for each in books_checks([("Assets:A", Money(5)), ("Equity:B", Money(-3))], differing, rows)
    }
    assert found[Held.ZERO].differing == ("0.02",)
    assert found[Held.LINES].differing == tuple(differing)
    assert found[Held.ACCOUNTS].differing == (rows[0], rows[2])
    assert found[Held.HELD].differing == (rows[1],)
    assert [each.value for each, check in found.items() if check.is_good] == ["awarded", "payable", "in_transit"]


def test_a_check_is_read_as_it_was_kept():
    check = Check(Held.BANK, {"books": 5}, ("a",))
    assert check.to_wire() == {"held": "bank", "figures": {"books": 5}, "differing": ["a"]}
    assert check_of(check.to_wire()) == check
    assert Check(Held.CLOSINGS, {}).differing == ()
    assert [each.value for each in Held] == [
        "zero", "lines", "accounts", "awarded", "held", "payable", "in_transit", "bank", "closings",
    ]  # fmt: skip
