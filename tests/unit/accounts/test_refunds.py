"""Refunds of what an account has paid: how much, back by its sources, in the books (ACC-5)."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from esa.accounts.domain.refunds import Known, WentTo, receipt_entry, shares, summed
from esa.kernel.money import ZERO, Money
from esa.ledger.domain.entry import Entry, Line

TODAY, MOST = date(2025, 11, 25), Money(10_000)
KNOWN = Known(amount=MOST, told_on=TODAY, went_to=WentTo.ACCOUNT, reason="cancelled")
PARTS = {"tax_credit": 100, "general_revenue": 50}
AMOUNT = ("amount", "Enter an amount up to $100.00, which is what was paid.")


def said(known):
    return [(each.field, each.message) for each in known.grounds(TODAY, MOST)]


def test_what_is_missing_of_a_refund_is_said_at_once():
    assert said(KNOWN) == said(replace(KNOWN, amount=Money(1))) == []
    assert said(replace(KNOWN, amount=Money(10_001))) == said(replace(KNOWN, amount=ZERO)) == [AMOUNT]
    bad = replace(KNOWN, amount=Money(-1), told_on=date(2025, 11, 26), reason=" ")
    assert said(bad) == [AMOUNT, ("told_on", "This day has not come yet."), ("reason", "Say why.")]


def test_a_refund_comes_back_by_the_sources_as_the_line_was_paid():
    assert shares(PARTS, {}, Money(150)) == PARTS
    assert shares(PARTS, {}, Money(75)) == {"tax_credit": 50, "general_revenue": 25}
    assert sum(shares(PARTS, {}, Money(7)).values()) == 7
    assert shares(PARTS, {"tax_credit": 100}, Money(50)) == {"general_revenue": 50}
    assert shares(PARTS, {"tax_credit": 75, "general_revenue": 25}, Money(25)) == {
        "tax_credit": 13,
        "general_revenue": 12,
    }
    assert shares({"tax_credit": 1, "returned": 1}, {}, Money(2)) == {"tax_credit": 1, "returned": 1}
    assert shares({"tax_credit": 1000, "returned": 1}, {}, Money(1)) == {"tax_credit": 1}
    with pytest.raises(ValueError, match=r"^more is refunded than was paid$"):
        shares(PARTS, {"tax_credit": 1}, Money(150))


def entry(*, closed):
    return receipt_entry(uuid.UUID(int=1), "AC-12345-67890", TODAY, PARTS, uuid.UUID(int=2), closed=closed)


def test_ACC_5_a_refund_goes_to_the_account_and_of_a_closed_one_to_the_fund():
    plain = Entry(
        organization_id=uuid.UUID(int=1), on=TODAY, kind="refund", narrative="Refund for account AC-12345-67890",
        key=f"refund:{uuid.UUID(int=2)}", account_number="AC-12345-67890",
        lines=(
            Line("Assets:Bank:TaxCredit", Money(100)), Line("Liabilities:Account:AC1234567890:TaxCredit", Money(-100)),
            Line("Assets:Bank:GeneralRevenue", Money(50)), Line("Liabilities:Account:AC1234567890:GeneralRevenue", Money(-50)),
        ),
    )  # fmt: skip
    assert entry(closed=False) == plain
    assert entry(closed=True) == replace(
        plain,
        lines=(
            Line("Assets:Bank:Returned", Money(100)), Line("Equity:Fund:Returned", Money(-100)),
            Line("Assets:Bank:GeneralRevenue", Money(50)), Line("Equity:Fund:GeneralRevenue", Money(-50)),
        ),
    )  # fmt: skip


def test_several_parts_are_one():
    assert summed([]) == {}
    assert summed([{"a": 1, "b": 2}, {"b": 3}]) == {"a": 1, "b": 5}
