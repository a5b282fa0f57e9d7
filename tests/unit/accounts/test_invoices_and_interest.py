"""Invoices of payees, line by line, and interest shared among accounts to the cent."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from esa.accounts.domain.expenses.words import LineStanding
from esa.accounts.domain.interest import Daily, InterestPlan, cent_days, shares
from esa.accounts.domain.invoices import CATEGORIES_OF, MOST_LINES, Asked, Invoice, Item, Term, deciding_sentence
from esa.kernel.money import ZERO, Money
from esa.law.expense_facts import CATEGORIES
from esa.schools.domain.payees import PayeeKind

AT = datetime(2025, 11, 25, tzinfo=UTC)
BOOKS = Item(1, "textbooks", " Algebra ", Money(1))
INVOICE = Invoice(number="17", term=Term.FIRST, items=(BOOKS,))
OF_SCHOOL = {"tuition", "textbooks", "exam_fee", "testing", "summer_program", "after_school_program"}
OF_PROVIDER = {"therapy", "tutoring", "curriculum", "exam_fee", "testing", "summer_program", "after_school_program"}


def said(invoice, kind=PayeeKind.SCHOOL, *, is_fpe=False):
    return [(each.field, each.message) for each in invoice.grounds(kind, is_fpe=is_fpe)]


def test_each_kind_of_payee_asks_for_what_it_may_be_paid_for():
    assert {kind.value: set(names) for kind, names in CATEGORIES_OF.items()} == {
        "school": OF_SCHOOL, "public_school": {*OF_SCHOOL, "public_school_service"}, "virtual_school": {*OF_SCHOOL, "virtual_tuition"},
        "individual": OF_PROVIDER, "firm": {*OF_PROVIDER, "management_fee"},
    }  # fmt: skip
    assert {name for names in CATEGORIES_OF.values() for name in names} <= set(CATEGORIES)
    assert MOST_LINES == 4, "the form has so many rows"


def test_every_fault_of_an_invoice_is_named_by_its_row():
    assert said(INVOICE) == []
    assert said(replace(INVOICE, items=())) == [("category_1", "Fill in one line at least.")]
    purpose, amount = "Choose what the line is for.", "Enter an amount like 1250.00."
    bad = (Item(2, "therapy", "", None), Item(3, "testing", "", ZERO), replace(BOOKS, amount=Money(-1)))
    assert said(replace(INVOICE, items=bad)) == [
        ("category_2", purpose), ("amount_2", amount), ("amount_3", amount), ("amount_1", amount)
    ]  # fmt: skip


def test_FPE_4_an_FPE_school_asks_for_no_tuition():
    tuition = replace(INVOICE, items=(BOOKS, replace(BOOKS, row=2, category="tuition")))
    told = "An FPE school takes no pay for teaching (RSMo 167.013.1(3)), so no tuition can be asked for."
    assert said(tuition, is_fpe=True) == [("category_2", told)]
    assert said(tuition) == []


@pytest.mark.parametrize(
    ("term", "words"),
    [("first", "first semester"), ("second", "second semester"), ("year", "whole year"), ("summer", "summer")],
)
def test_a_line_is_kept_under_its_words_term_and_number(term, words):
    assert replace(INVOICE, term=Term(term)).description(BOOKS) == f"Algebra ({words}, invoice 17)"
    assert INVOICE.description(replace(BOOKS, what="")) == "first semester, invoice 17"


def test_how_much_an_account_holds_is_told_to_nobody_else():
    line = Asked(
        reference="E-1", account="AC-1", given_name="Leo", family_name="Ruiz", category="tuition", description="", amount=ZERO,
        standing=LineStanding.DENIED, standing_at=AT, asked_at=AT, promised_on=None, return_code="", outcome="deny",
        rule="BALANCE", cite="", because="", reason="", missing=(), remittance="", paid_on=None, refunded=ZERO,
    )  # fmt: skip
    assert line.is_short_of_money
    assert not replace(line, rule="EXP-a").is_short_of_money
    assert not replace(line, standing=LineStanding.WAITING).is_short_of_money
    assert line.child == "Leo Ruiz"
    findings = [
        {"rule": "EXP-a", "because": "so"},
        {"rule": "EXP-b", "because": "not so"},
        {"rule": "BALANCE", "because": "5.00"},
    ]
    assert [deciding_sentence(rule, findings) for rule in ("EXP-b", "EXP-z", "BALANCE")] == ["not so", "", ""]


def test_the_balance_at_the_end_of_each_day_counts():
    first, last = date(2025, 11, 1), date(2025, 11, 30)
    assert cent_days(Money(10), [], first, last) == 300
    assert cent_days(Money(10), [(last, Money(5)), (first, Money(-1))], first, last) == 300 + 5 - 30
    assert cent_days(Money(10), [], first, first) == 10


def daily(number, days):
    return Daily(uuid.UUID(int=int(number)), number, uuid.UUID(int=9), days)


def test_interest_is_shared_to_the_cent_and_of_equal_remainders_the_earlier_number_is_served():
    accounts = [daily("3", 0), daily("2", 100), daily("1", 100)]
    assert shares(Money(5), accounts) == [(accounts[2], Money(3)), (accounts[1], Money(2))]
    assert shares(Money(1), accounts) == [(accounts[2], Money(1))]
    with pytest.raises(ValueError, match=r".*"):
        shares(Money(5), [daily("3", 0)])


def test_nothing_else_is_shared_than_what_a_person_has_seen():
    rows = shares(Money(5), [daily("2", 100), daily("1", 100)])
    plan = InterestPlan("2025-11", AT.date(), AT.date(), Money(5), rows)
    others = [
        replace(plan, period="2025-10"), replace(plan, amount=Money(6)), replace(plan, rows=rows[:1]), replace(plan, rows=rows[::-1]),
        replace(plan, rows=[(replace(rows[0][0], cent_days=1), rows[0][1]), rows[1]]),
        replace(plan, rows=[(rows[0][0], Money(1)), rows[1]]),
    ]  # fmt: skip
    assert len({plan.seen, *(each.seen for each in others)}) == 7
