"""A household reads the entries about its own account, with the steps of a payment, and nobody else's."""

from datetime import date

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.kernel.actors import Actor
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, held, payable, scholarship
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.kinds import Kind
from tests.builders import finance
from tests.integration.accounts.test_control import granted
from tests.integration.awards.test_award_run import filed, river

__all__ = ["filed", "granted", "river"]
SOURCE = Source.TAX_CREDIT


@pytest.fixture
def account(house, granted):
    """An account with money of gifts in it."""
    with house.begin(finance(granted)) as work:
        views = accounts.accounts(work)
        for view in views:
            parts = ledger.students_balances(work, [(granted, view.account.number)]).get(view.account.number, {})
            if parts.get(SOURCE, Money(0)) > Money(20_000):
                return view.account
    raise AssertionError("no account was paid out of gifts")


def family(account):
    return Actor(role=Role.FAMILY, household_id=account.household_id)


def step(account, kind, lines, key, number=""):
    return Entry(
        organization_id=account.organization_id, on=date(2025, 11, 25), kind=kind, narrative="Tuition", key=key,
        lines=lines, account_number=number,
    )  # fmt: skip


def asked_and_approved(house, account, bulk):
    """Hold $100 of the account, and approve it: the second entry has no line on the account."""
    amount = Money(10_000)
    entries = [
        step(account, Kind.HOLD, (debit(scholarship(account.number, SOURCE), amount), credit(held(SOURCE), amount)), "h"),
        step(account, Kind.APPROVE, (debit(held(SOURCE), amount), credit(payable(SOURCE), amount)), "a", account.number),
    ]  # fmt: skip
    with house.begin(finance(account.organization_id)) as work:
        if bulk:
            ledger.post_many(work, entries)
        else:
            for each in entries:
                ledger.post(work, each)


@pytest.mark.parametrize("bulk", [False, True])
def test_the_household_follows_its_money_from_the_account_to_its_payee(house, account, bulk):
    before = read(house, account, lambda work: ledger.movements(work, account.id, None, 50))
    asked_and_approved(house, account, bulk)
    page = read(house, account, lambda work: ledger.movements(work, account.id, None, 50))
    approved, asked = page.rows[0], page.rows[1]
    assert [each.kind for each, _ in (approved, asked)] == ["approve", "hold"]
    assert (approved[0].own, approved[0].moved) == (Money(0), Money(10_000))
    assert asked[0].own == Money(-10_000)
    assert approved[1] == asked[1] == before.rows[0][1] - Money(10_000)
    way = read(house, account, lambda work: ledger.way(work, account.id))
    assert (way.held, way.payable, way.in_transit) == (Money(0), Money(10_000), Money(0))


def read(house, account, what):
    with house.begin(family(account), read_only=True) as work:
        return what(work)


def test_what_a_family_reads_of_its_account_is_what_its_EAO_reads(house, account):
    asked_and_approved(house, account, bulk=True)

    def seen(work):
        page = ledger.movements(work, account.id, None, 50)
        return (
            page.rows,
            ledger.way(work, account.id),
            ledger.students_balances(work, [(account.organization_id, account.number)]),
        )

    with house.begin(finance(account.organization_id), read_only=True) as work:
        theirs = seen(work)
    assert read(house, account, seen) == theirs


def test_a_list_of_movements_goes_on_where_it_ended(house, account):
    asked_and_approved(house, account, bulk=True)
    whole = read(house, account, lambda work: ledger.movements(work, account.id, None, 50)).rows
    found, mark = [], None
    while True:
        page = read(house, account, lambda work, mark=mark: ledger.movements(work, account.id, mark, 1))
        found += page.rows
        mark = page.following
        if mark is None:
            break
    assert found == list(whole)
    assert len(found) >= 3


def test_another_household_finds_no_entry_and_no_step_of_it(house, account, granted):
    asked_and_approved(house, account, bulk=False)
    with house.begin(finance(granted)) as work:
        other = next(each for each in accounts.accounts(work) if each.account.household_id != account.household_id)
    with house.begin(family(other.account), read_only=True) as work:
        assert ledger.movements(work, account.id, None, 50).rows == []
        way = ledger.way(work, account.id)
        assert (way.held, way.payable) == (Money(0), Money(0))
        assert ledger.students_balances(work, [(account.organization_id, account.number)]) == {}
        mine = sa.text("SELECT DISTINCT household_id FROM ledger_entries")
        assert set(work.tx.scalars(mine)) <= {other.account.household_id}


def test_a_reversal_is_about_the_same_account(house, account):
    with house.begin(finance(account.organization_id)) as work:
        amount = Money(500)
        lines = (debit(held(SOURCE), amount), credit(payable(SOURCE), amount))
        hold = (debit(scholarship(account.number, SOURCE), amount), credit(held(SOURCE), amount))
        ledger.post(work, step(account, Kind.HOLD, hold, "h2"))
        entry_id = ledger.post(work, step(account, Kind.APPROVE, lines, "a2", account.number))
        ledger.reverse(work, entry_id, "a slip")
    newest = read(house, account, lambda work: ledger.movements(work, account.id, None, 1)).rows[0][0]
    assert (newest.kind, newest.reverses_id) == ("reversal", entry_id)
    one = read(house, account, lambda work: ledger.movement(work, account.id, newest.number))
    assert one.reverses == newest.number - 1
