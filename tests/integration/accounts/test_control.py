"""What the deposits say of the money, and what the books say, is held against each other to the cent."""

from datetime import date

import pytest

from esa.accounts import service as accounts
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, fund, scholarship
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import auditor, finance
from tests.integration.awards.test_award_run import filed, give, river, run_of

__all__ = ["filed", "river"]


def differing(house, organization_id=None):
    with house.begin(auditor(), read_only=True) as work:
        return accounts.control(work, ledger.self_check(work, organization_id), organization_id)


@pytest.fixture
def granted(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(1_500_000))
    give(house, filed, Source.GENERAL_REVENUE, Money(1_500_000))
    run_of(house, filed)
    with house.begin(finance(filed)) as work:
        accounts.post_due_deposits(work)
    return filed


def test_ACC_1_deposits_and_books_agree_after_a_release_and_a_posting(house, granted):
    assert differing(house) == ()
    assert differing(house, granted) == ()


def test_money_that_reaches_a_students_account_without_a_deposit_is_found(house, granted):
    with house.begin(finance(granted)) as work:
        number = next(each.account.number for each in accounts.accounts(work) if each.balance)
        path = scholarship(number, Source.TAX_CREDIT)
        lines = (debit(awarded(Source.TAX_CREDIT), Money(1)), credit(path, Money(1)))
        ledger.post(work, an_entry(granted, lines))
    assert differing(house) == (path, awarded(Source.TAX_CREDIT))


def test_an_award_in_the_books_alone_is_found(house, granted):
    with house.begin(finance(granted)) as work:
        lines = (debit(fund(Source.GENERAL_REVENUE), Money(1)), credit(awarded(Source.GENERAL_REVENUE), Money(1)))
        ledger.post(work, an_entry(granted, lines))
    assert differing(house, granted) == (awarded(Source.GENERAL_REVENUE),)


def an_entry(owner, lines):
    return Entry(
        organization_id=owner, on=date(2025, 11, 25), kind="mistake", narrative="A slip", key=str(new_id()), lines=lines
    )
