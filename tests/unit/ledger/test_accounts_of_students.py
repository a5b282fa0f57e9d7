"""The accounts of students in the books: who reads them, which are followed, in which order money is drawn."""

import uuid

import pytest

from esa.ledger.domain import chart
from esa.ledger.domain.chart import Chart, Source
from esa.ledger.domain.kinds import Kind


def test_a_students_account_is_never_overdrawn_and_read_by_its_household():
    account, household = uuid.UUID(int=1), uuid.UUID(int=2)
    assert chart.scholarship_chart("AC-12345-67890", Source.RETURNED, account, household) == Chart(
        "Liabilities:Account:AC1234567890:Returned", "returned", credit_only=True, debit_only=False,
        scholarship_account_id=account, household_id=household,
    )  # fmt: skip


@pytest.mark.parametrize("source", list(Source))
def test_what_follows_from_deposits_and_expenses_is_followed(source):
    steps = (chart.awarded, chart.held, chart.payable, chart.in_transit)
    assert all(chart.is_followed(step(source)) for step in steps)
    assert chart.is_followed(chart.scholarship("AC-1", source))
    assert not chart.is_followed(chart.fund(source))
    assert not chart.is_followed(chart.bank(source))
    assert not any(chart.is_owed(step(source)) for step in steps[1:])


def test_AMB_16_gifts_are_drawn_first_and_state_money_last():
    assert chart.DRAWN == (Source.TAX_CREDIT, Source.INTEREST, Source.RETURNED, Source.GENERAL_REVENUE)


def test_the_kinds_of_entries_are_words_that_the_books_keep():
    kept = "deposit hold let_go approve release pay come_back refund close interest_share reversal"
    assert set(kept.split()) <= {each.value for each in Kind}
