"""The chart as a table, what it names and sums; the lines of an entry read from their text."""

import uuid

from esa.kernel.money import ZERO, Money
from esa.ledger.domain.chart import Chart, Source
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.journal import JournalLine, lines_said
from esa.ledger.domain.matrix import Row, matrix_of
from esa.ledger.domain.movement import Way
from tests.unit.ledger.test_entries import an_entry


def test_one_kind_of_money_is_one_row_with_a_column_for_each_source():
    rows = matrix_of(
        [
            ("Equity:Fund:TaxCredit", Money(-5)), ("Liabilities:Account:AC1:GeneralRevenue", Money(-3)),
            ("Liabilities:Account:AC2:GeneralRevenue", Money(-4)), ("Liabilities:Account:AC2:Interest", Money(-1)),
            ("Equity:Fund:Returned", Money(-2)), ("Assets:Receivable:State", Money(15)),
        ]
    )  # fmt: skip
    assert rows == [
        Row("Assets:Receivable:State", {}, Money(15), "Assets:Receivable:State"),
        Row("Equity:Fund", {Source.TAX_CREDIT: Money(-5), Source.RETURNED: Money(-2)}),
        Row("Liabilities:Account", {Source.GENERAL_REVENUE: Money(-7), Source.INTEREST: Money(-1)}),
    ]
    assert [each.sum for each in rows] == [Money(15), Money(-7), Money(-8)]
    assert [each.is_students for each in rows] == [False, False, True]
    assert (Row("x").by_source, Row("x").other, Row("x").path) == ({}, ZERO, "")
    assert matrix_of([]) == []


def test_what_has_no_source_stands_beside_what_has_one():
    (row,) = matrix_of(
        [
            ("Liabilities:Account:AC1", Money(1)),
            ("Liabilities:Account:AC1:TaxCredit", Money(2)),
            ("Liabilities:Account:AC2", Money(4)),
        ]
    )
    assert (row.name, row.other, row.by_source, row.sum) == (
        "Liabilities:Account",
        Money(5),
        {Source.TAX_CREDIT: Money(2)},
        Money(7),
    )


def test_the_lines_of_an_entry_are_read_from_their_text():
    assert lines_said("Assets:A=5|Equity:B=-5") == [
        JournalLine("Assets:A", Money(5)),
        JournalLine("Equity:B", Money(-5)),
    ]
    assert lines_said("odd=name=7") == [JournalLine("odd=name", Money(7))]


def test_an_account_or_an_entry_is_nobodys_unless_it_says_so():
    assert Chart("Assets:A") == Chart(
        "Assets:A", "", credit_only=False, debit_only=False, scholarship_account_id=None, household_id=None
    )
    entry = an_entry(debit("a", Money(5)), credit("b", Money(5)))
    assert isinstance(entry, Entry)
    assert (entry.account_number, entry.reverses_id) == ("", None)
    assert uuid.UUID(int=1) == entry.organization_id


def test_what_is_approved_and_not_paid_is_on_its_way():
    assert Way(held=Money(1), payable=Money(20), in_transit=Money(300)).on_its_way == Money(320)
