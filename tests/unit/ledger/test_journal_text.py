"""The journal as text, letter by letter: what hledger and beancount are given to read."""

from datetime import date

import pytest

from esa.kernel.money import Money
from esa.ledger.domain.journal import JournalEntry, JournalLine, Writer, account_name

ACCOUNTS = ("Assets:Heron:Bank", "Equity:Heron:Fund")
ENTRY = JournalEntry(
    1, date(2025, 8, 1), 'A"gift";of\nMay', "gift:(1)", "heron",
    [JournalLine("Assets:Bank", Money(500)), JournalLine("Equity:Fund", Money(-500))],
)  # fmt: skip
BROUGHT = {"Assets:Heron:Bank": Money(100), "Equity:Heron:Fund": Money(-100)}


def text(kind, entries=(ENTRY,), accounts=ACCOUNTS, opening=None, opening_on=None):
    return "".join(Writer(kind, accounts, opening or {}, opening_on).text(entries))


def test_an_account_has_its_EAO_after_its_kind():
    assert account_name("blue-heron", "Assets:Bank:TaxCredit") == "Assets:Blue-heron:Bank:TaxCredit"


def test_the_journal_of_hledger():
    assert text("hledger") == (
        "commodity 1000.00 USD\n\n"
        "account Assets:Heron:Bank\naccount Equity:Heron:Fund\n\n"
        "2025-08-01 * (gift:(1 ) A gift of May\n"
        "  Assets:Heron:Bank  5.00 USD\n  Equity:Heron:Fund  -5.00 USD\n\n"
        "2025-08-01 * Balances of all accounts\n"
        "  Assets:Heron:Bank  0.00 USD = 5.00 USD\n  Equity:Heron:Fund  0.00 USD = -5.00 USD\n"
    )


def test_the_journal_of_beancount():
    assert text("beancount") == (
        'option "operating_currency" "USD"\n\n'
        "2021-08-28 open Assets:Heron:Bank USD\n2021-08-28 open Equity:Heron:Fund USD\n\n"
        '2025-08-01 * "A gift of May"\n  key: "gift:(1)"\n'
        "  Assets:Heron:Bank  5.00 USD\n  Equity:Heron:Fund  -5.00 USD\n\n"
        "2025-08-02 balance Assets:Heron:Bank  5.00 ~ 0.001 USD\n"
        "2025-08-02 balance Equity:Heron:Fund  -5.00 ~ 0.001 USD\n"
    )


def test_balances_brought_forward_stand_first_and_count_at_the_end():
    made = text("hledger", opening={**BROUGHT, "Assets:Heron:Old": Money(0)}, opening_on=date(2025, 7, 1))
    assert (
        "2025-07-01 * (opening) Balances brought forward\n  Assets:Heron:Bank  1.00 USD\n  Equity:Heron:Fund  -1.00 USD\n\n"
        in made
    )
    assert "Old" not in made
    assert made.endswith("0.00 USD = 6.00 USD\n  Equity:Heron:Fund  0.00 USD = -6.00 USD\n")


def test_without_entries_the_last_day_is_that_of_the_opening_or_of_the_program():
    assert "2025-07-01 * Balances of all" in text("hledger", (), opening=BROUGHT, opening_on=date(2025, 7, 1))
    assert "2021-08-28 * Balances of all accounts\n  Assets:Heron:Bank  0.00 USD = 0.00 USD\n" in text("hledger", ())
    assert "brought forward" not in text("hledger", (), opening=BROUGHT)


def test_the_last_day_is_the_latest_whatever_the_order():
    earlier = JournalEntry(2, date(2024, 8, 1), "Before", "gift:2", "heron", ENTRY.lines)
    assert "2025-08-01 * Balances" in text("hledger", (ENTRY, earlier))


@pytest.mark.parametrize("kind", ["hledger", "beancount"])
def test_without_accounts_nothing_is_asserted(kind):
    assert "alance" not in text(kind, (), ())
