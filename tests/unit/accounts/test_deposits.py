"""Deposits: the calendar of a grant, why one waits, and which source pays which part."""

import uuid
from datetime import date

from esa.accounts.domain import (
    AccountStanding,
    DepositStanding,
    Hold,
    Installment,
    account_number,
    hold_of,
    installments,
    split_over_sources,
)
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money

YEAR = SchoolYear(2025)


def test_CAP_12_a_grant_comes_four_times_a_year_to_the_cent():
    assert installments(Money(1002), YEAR, four=True) == (
        Installment(1, date(2025, 8, 1), Money(251)), Installment(2, date(2025, 11, 1), Money(251)),
        Installment(3, date(2026, 2, 1), Money(250)), Installment(4, date(2026, 5, 1), Money(250)),
    )  # fmt: skip
    assert [each.number for each in installments(Money(2), YEAR, four=True)] == [1, 2]


def test_CAP_12_or_once_at_the_start():
    assert installments(Money(1002), YEAR, four=False) == (Installment(1, date(2025, 8, 1), Money(1002)),)


def test_a_deposit_waits_for_the_agreement_and_the_enrolment():
    day = date(2025, 8, 1)
    assert hold_of(None, None) is Hold.NEITHER
    assert hold_of(None, day) is Hold.NO_AGREEMENT
    assert hold_of(day, None) is Hold.NO_ENROLMENT
    assert hold_of(day, day) is None


def test_a_student_has_one_account_number_with_each_EAO():
    eao, other, student = (uuid.UUID(int=number) for number in (1, 2, 3))
    assert account_number(eao, student) == account_number(eao, student)
    assert account_number(eao, student).startswith("AC-")
    assert account_number(eao, student) != account_number(other, student)
    assert account_number(eao, student) != account_number(eao, other)


def test_the_words_are_those_of_the_database():
    assert [each.value for each in AccountStanding] == ["open", "held", "closed"]
    assert [each.value for each in DepositStanding] == ["scheduled", "held", "posted", "cancelled"]
    assert [each.value for each in Hold] == ["no_agreement", "no_enrolment", "neither"]


def test_sources_are_drawn_in_their_order_and_both_sums_hold():
    plan = installments(Money(1000), YEAR, four=True)
    made = split_over_sources(
        plan, [("tax_credit", Money(400)), ("interest", Money(0)), ("general_revenue", Money(600))]
    )
    assert [parts for _, parts in made] == [
        [("tax_credit", Money(250))],
        [("tax_credit", Money(150)), ("general_revenue", Money(100))],
        [("general_revenue", Money(250))],
        [("general_revenue", Money(250))],
    ]
    assert [installment for installment, _ in made] == list(plan)
