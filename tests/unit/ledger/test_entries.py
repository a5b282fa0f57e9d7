"""Entries of the books: debits and credits, zero in sum, taken back line by line."""

import uuid
from datetime import date

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import ZERO, Money
from esa.ledger.domain import chart
from esa.ledger.domain.chart import Source
from esa.ledger.domain.entry import Entry, Line, balance_of, credit, debit, reversal_of

ORGANIZATION, FIRST = uuid.UUID(int=1), uuid.UUID(int=2)


def an_entry(*lines):
    return Entry(
        organization_id=ORGANIZATION, on=date(2025, 8, 1), kind="gift", narrative="A gift", key="gift:1", lines=lines
    )


def test_a_debit_is_positive_and_a_credit_negative():
    assert debit("a", Money(5)) == Line("a", Money(5))
    assert credit("a", Money(5)) == Line("a", Money(-5))
    for side in (debit, credit):
        for amount in (ZERO, Money(-1)):
            with pytest.raises(Invalid) as refused:
                side("a", amount)
            assert (refused.value.code, str(refused.value)) == (
                "amount_not_positive",
                "A debit or credit is more than zero.",
            )


@pytest.mark.parametrize(
    "lines",
    [(), (Line("a", ZERO),), (debit("a", Money(5)), credit("b", Money(4))), (debit("a", Money(5)),),
     (debit("a", Money(5)), debit("b", Money(5)))],
)  # fmt: skip
def test_an_entry_that_does_not_sum_to_zero_cannot_be_made(lines):
    with pytest.raises(Invalid) as refused:
        an_entry(*lines)
    assert (refused.value.code, str(refused.value)) == ("entry_not_balanced", "The entry gift:1 does not sum to zero.")


def test_an_entry_may_have_more_than_two_lines():
    entry = an_entry(debit("a", Money(5)), credit("b", Money(3)), credit("c", Money(2)))
    assert balance_of(entry.lines, "b") == Money(-3)
    assert balance_of((*entry.lines, debit("b", Money(1))), "b") == Money(-2)
    assert balance_of(entry.lines, "none") == ZERO
    assert entry.reverses_id is None


def test_a_reversal_takes_every_line_back_on_its_own_day():
    entry = an_entry(debit("a", Money(5)), credit("b", Money(5)))
    back = reversal_of(entry, FIRST, date(2025, 9, 1), "typed twice")
    assert back == Entry(
        organization_id=ORGANIZATION, on=date(2025, 9, 1), kind="reversal", narrative="Reversal: typed twice",
        key=f"reversal:{FIRST}", lines=(Line("a", Money(-5)), Line("b", Money(5))), reverses_id=FIRST,
    )  # fmt: skip


def test_each_account_has_one_name():
    assert chart.bank(Source.TAX_CREDIT) == "Assets:Bank:TaxCredit"
    assert chart.fund(Source.INTEREST) == "Equity:Fund:Interest"
    assert chart.awarded(Source.GENERAL_REVENUE) == "Liabilities:Awarded:GeneralRevenue"
    assert chart.scholarship("AC-2BMV3-S9E89", Source.RETURNED) == "Liabilities:Account:AC2BMV3S9E89:Returned"
    assert chart.TAKEN_BACK == "Assets:Receivable:TakenBack"
    assert chart.PROCESSOR == "Assets:Processor"
    assert chart.held(Source.TAX_CREDIT) == "Liabilities:Held:TaxCredit"
    assert chart.payable(Source.RETURNED) == "Liabilities:Payable:Returned"
    assert chart.in_transit(Source.INTEREST) == "Liabilities:InTransit:Interest"
    assert chart.HELD_FOR_DONORS == "Liabilities:HeldForDonors"
    assert [each.value for each in Source] == ["tax_credit", "interest", "general_revenue", "returned"]
    assert chart.root_of("Equity:Fund:Interest") == "Equity"
    assert chart.root_of("Equity") == "Equity"


def test_what_is_granted_is_owed():
    assert chart.is_owed("Liabilities:Awarded:TaxCredit")
    assert chart.is_owed("Liabilities:Account:AC1:TaxCredit")
    assert not chart.is_owed("Liabilities:TreasurersFund")
    assert not chart.is_owed("Assets:Bank:TaxCredit")


def test_every_EAOs_books_have_their_guards_from_the_first_day():
    rows = {row.path: row for row in chart.opening_chart()}
    assert len(rows) == len(chart.opening_chart()) == 2 + 6 * len(Source)
    state, due = rows["Assets:Receivable:State"], rows["Liabilities:TreasurersFund"]
    assert (state.source, state.credit_only, state.debit_only) == ("general_revenue", False, True)
    assert (due.source, due.credit_only, due.debit_only) == ("", False, False)
    for source in Source:
        bank, fund, awarded = (rows[make(source)] for make in (chart.bank, chart.fund, chart.awarded))
        assert (bank.source, bank.credit_only, bank.debit_only) == (source.value, False, True)
        assert (fund.source, fund.credit_only, fund.debit_only) == (source.value, True, False)
        assert (awarded.source, awarded.credit_only, awarded.debit_only) == (source.value, True, False)
        for step in (chart.held, chart.payable, chart.in_transit):
            assert (rows[step(source)].credit_only, rows[step(source)].debit_only) == (True, False)
