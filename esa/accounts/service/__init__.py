"""Scholarship accounts: opened by the release of a run, filled by deposits where agreement and enrolment stand."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from esa.accounts.domain import (
    AccountStanding,
    DepositStanding,
    Granted,
    Hold,
    account_number,
    hold_of,
    installments,
    split_over_sources,
)
from esa.accounts.models import Deposit, ScholarshipAccount
from esa.accounts.service.control import control as control
from esa.accounts.store import deposits as store
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, scholarship, scholarship_chart
from esa.ledger.domain.entry import Entry, credit, debit
from esa.platform.pages import Slice
from esa.platform.work import Work


def open_and_schedule(work: Work, organization_id: uuid.UUID, year: SchoolYear, grants: Sequence[Granted]) -> int:
    """Open an account for each student who has none and plan the deposits of each grant; return how many deposits.

    Each installment is split over the sources so that installments and sources both sum to the cent (CAP-12, G57).
    """
    work.authorize(Permission.AWARD_RELEASE)
    opened = opened_for(work, organization_id, grants)
    store.keep_signed(work.connection, [account_id for account_id, _ in opened.values()], year)
    planned = (row for each in grants for row in _planned(organization_id, year, each, opened[each.student_id][0]))
    return store.schedule(work.connection, planned)


def opened_for(
    work: Work, organization_id: uuid.UUID, grants: Sequence[Granted]
) -> dict[uuid.UUID, tuple[uuid.UUID, str]]:
    """Open an account, also in the books, for each student who has none; return (account id, number) by student."""
    rows = (
        (
            new_id(), account_number(organization_id, each.student_id), organization_id, each.household_id,
            each.student_id, work.now, each.application_id, each.payment_plan, AccountStanding.OPEN.value,
            each.agreement_on, each.enrolled_on, each.school_id,
        )
        for each in grants
    )  # fmt: skip
    opened = store.open_many(work.connection, rows)
    charts = [
        scholarship_chart(opened[each.student_id][1], Source(source), opened[each.student_id][0], each.household_id)
        for each in grants
        for source, _ in each.sources
    ]
    ledger.ensure_accounts(work, organization_id, charts)
    return opened


def _planned(
    organization_id: uuid.UUID, year: SchoolYear, grant: Granted, account_id: uuid.UUID
) -> Iterable[tuple[object, ...]]:
    plan = installments(Money(grant.amount), year, four=grant.payment_plan == "four")
    for installment, parts in split_over_sources(plan, [(source, Money(cents)) for source, cents in grant.sources]):
        for source, amount in parts:
            yield (
                new_id(), organization_id, grant.household_id, account_id, grant.grant_id, installment.number, source,
                installment.due_on, amount.cents, DepositStanding.SCHEDULED.value,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posted:
    """What a day's deposits came to: posted, still held, and the dollars posted."""

    posted: int
    held: int
    amount: Money


def post_due_deposits(work: Work, organization_id: uuid.UUID | None = None, on: date | None = None) -> Posted:
    """Post the deposits due by the day where agreement and enrolment both stand; hold the others, saying why.

    A deposit that was held is posted the next time this runs once its dates are there.
    """
    work.authorize(Permission.DEPOSIT_POST)
    owner, day = organization_id or work.actor.require_organization(), on or work.today
    work.tx.flush()
    due = store.due(work.connection, owner, day)
    judged = [(row, hold_of(row[5], row[6])) for row in due]
    ready = [row for row, hold in judged if hold is None]
    held = [(row[0], hold.value, row[7]) for row, hold in judged if hold is not None]
    entries = [_deposit_entry(owner, day, row) for row in ready]
    ids = ledger.post_many(work, entries) if entries else {}
    posted = [(row[0], ids[entry.key]) for row, entry in zip(ready, entries, strict=True)]
    fresh = [(deposit_id, hold) for deposit_id, hold, known in held if hold != known]
    store.settle(work.connection, posted, fresh, work.now)
    amount = Money(sum(row[3] for row in ready))
    detail = {"posted": len(posted), "held": len(held), "amount": amount.to_wire()}
    audit.record(work, "deposits.posted", subject_kind="organization", subject_id=str(owner), detail=detail)
    return Posted(len(posted), len(held), amount)


def _deposit_entry(owner: uuid.UUID, on: date, row: tuple[Any, ...]) -> Entry:
    deposit_id, number, source, cents, installment = row[:5]
    kind, amount = Source(source), Money(cents)
    return Entry(
        organization_id=owner,
        on=on,
        kind="deposit",
        narrative=f"Deposit {installment} to account {number}",
        key=f"deposit:{number}:{row[8]}:{source}:{deposit_id}",
        lines=(debit(awarded(kind), amount), credit(scholarship(number, kind), amount)),
    )


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with what it holds and its deposits."""

    account: ScholarshipAccount
    balance: Money
    deposits: Sequence[Deposit]

    @property
    def coming(self) -> Money:
        """Return the sum of the deposits that are not posted yet; those that will not come any more are not in it."""
        waiting = (DepositStanding.SCHEDULED, DepositStanding.HELD)
        return total([each.amount for each in self.deposits if each.standing in waiting])

    @property
    def holds(self) -> tuple[Hold, ...]:
        """Return why deposits wait, each reason once."""
        return tuple(dict.fromkeys(each.hold for each in self.deposits if each.hold is not None))


def _views(work: Work, accounts: Sequence[ScholarshipAccount]) -> list[AccountView]:
    deposits = store.deposits(work.tx, [each.id for each in accounts])
    kept = ledger.students_balances(work, [(each.organization_id, each.number) for each in accounts])
    views = []
    for account in accounts:
        mine = [each for each in deposits if each.account_id == account.id]
        views.append(AccountView(account, total(list(kept.get(account.number, {}).values())), mine))
    return views


def accounts_of_household(work: Work, household_id: uuid.UUID) -> list[AccountView]:
    """Return a household's accounts with balance and deposits."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return _views(work, store.of_household(work.tx, household_id))


def accounts(work: Work, after: str = "", limit: int = 50) -> list[AccountView]:
    """Return a page of the EAO's accounts by number."""
    work.authorize(Permission.ACCOUNT_READ)
    return _views(work, store.accounts(work.tx, work.actor.require_organization(), after, limit))


def account(work: Work, number: str) -> AccountView:
    """Return one account, recording the look. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.ACCOUNT_READ)
    found = store.by_number(work.tx, number)
    if found is None:
        raise NotFound("There is no such account.")
    audit.view(work, "account", number, household_id=found.household_id)
    return _views(work, [found])[0]


def deposits(
    work: Work, standing: DepositStanding | None = None, after: str | None = None, limit: int = 50
) -> Slice[tuple[Deposit, str]]:
    """Return a page of the EAO's deposits with their account's number, the earliest first. Raises Invalid."""
    work.authorize(Permission.ACCOUNT_READ)
    mark = None
    if after is not None:
        day, _, deposit_id = after.partition("|")
        try:
            mark = date.fromisoformat(day), uuid.UUID(deposit_id)
        except ValueError:
            said = "is no mark of this list; take it from the page before"
            raise Invalid("The list cannot go on from there.", [Ground("after", said)]) from None
    found = store.deposits_of(work.tx, work.actor.require_organization(), standing, mark, limit + 1)
    if len(found) <= limit:
        return Slice(found, None, None)
    last = found[limit - 1][0]
    return Slice(found[:limit], f"{last.due_on}|{last.id}", None)


def set_dates(work: Work, number: str, agreement_on: date | None, enrolled_on: date | None) -> None:
    """Record the day of the agreement or of the school's confirmation, which a deposit waits for. Raises NotFound."""
    work.authorize(Permission.DEPOSIT_POST)
    found = store.by_number(work.tx, number)
    if found is None:
        raise NotFound("There is no such account.")
    store.set_dates(work.tx, found, agreement_on, enrolled_on)
    audit.record(
        work, "account.dates_set", subject_kind="account", subject_id=number, household_id=found.household_id,
        detail={"agreement_on": str(agreement_on), "enrolled_on": str(enrolled_on)},
    )  # fmt: skip
