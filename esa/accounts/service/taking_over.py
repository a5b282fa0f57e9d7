"""Opening accounts that come from an earlier system: what was deposited and spent there, what is still to come."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from esa.accounts.domain import DepositStanding, Granted, Installment, installments, split_over_sources
from esa.accounts.models import Deposit, OpeningBalance
from esa.accounts.service import opened_for
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money, total
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Chart, Source, awarded, bank, fund, scholarship, spent_before
from esa.ledger.domain.entry import Entry, Line, credit, debit
from esa.ledger.domain.kinds import Kind
from esa.platform.work import Work

# The deposit by which what an earlier system had deposited stands here; planned deposits begin with 1.
BEFORE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """A grant whose account comes from an earlier system; `parts` are (source, granted, deposited, spent)."""

    grant: Granted
    parts: tuple[tuple[Source, Money, Money, Money], ...]


def take_over(work: Work, owner: uuid.UUID, year: SchoolYear, taken: Sequence[TakenOver]) -> None:
    """Open the accounts, book what was deposited and spent before, plan what of each grant is still to come.

    The money that is not spent must be in the EAO's bank by now: that is what the books say afterwards.
    """
    work.authorize(Permission.AWARD_RELEASE)
    opened = opened_for(work, owner, [each.grant for each in taken])
    ledger.ensure_accounts(work, owner)
    ledger.ensure_accounts(work, owner, [Chart(spent_before(each), each.value) for each in Source])
    for each in taken:
        account_id, number = opened[each.grant.student_id]
        for entry in _entries(owner, number, work.today, each):
            posted = ledger.post(work, entry)
            if entry.kind == Kind.DEPOSIT.value:
                _keep_deposits(work, owner, account_id, each, posted)
        work.tx.add_all(_planned(owner, account_id, year, each, work.today))
    work.tx.flush()


def _entries(owner: uuid.UUID, number: str, on: date, each: TakenOver) -> Iterator[Entry]:
    """Yield the entries in their order: the money, the award, what was deposited, what was spent of it."""
    opening: list[Line] = []
    steps: dict[str, list[Line]] = {"award": [], Kind.DEPOSIT.value: [], Kind.SPENT_BEFORE.value: []}
    for source, granted, deposited, spent in each.parts:
        pairs = (
            ("award", granted, fund(source), awarded(source)),
            (Kind.DEPOSIT.value, deposited, awarded(source), scholarship(number, source)),
            (Kind.SPENT_BEFORE.value, spent, scholarship(number, source), spent_before(source)),
        )
        if granted > spent:
            opening.append(debit(bank(source), granted - spent))
        if spent:
            opening.append(debit(spent_before(source), spent))
        opening.append(credit(fund(source), granted))
        for kind, amount, taken_from, given_to in pairs:
            if amount:
                steps[kind] += [debit(taken_from, amount), credit(given_to, amount)]
    said = {
        "opening": f"Account {number} taken over", "award": f"Grant of account {number}, taken over",
        Kind.DEPOSIT.value: f"Deposited to account {number} before it was taken over",
        Kind.SPENT_BEFORE.value: f"Spent from account {number} before it was taken over",
    }  # fmt: skip
    for kind, lines in (("opening", opening), *steps.items()):
        if lines:
            yield Entry(
                organization_id=owner, on=on, kind=kind, narrative=said[kind], lines=tuple(lines),
                key=f"taken_over:{kind}:{each.grant.grant_id}",
                account_number="" if kind in ("opening", "award") else number,
            )  # fmt: skip


def _keep_deposits(work: Work, owner: uuid.UUID, account_id: uuid.UUID, each: TakenOver, entry_id: uuid.UUID) -> None:
    for source, _, deposited, spent in each.parts:
        if not deposited:
            continue
        work.tx.add(
            Deposit(
                id=new_id(), organization_id=owner, household_id=each.grant.household_id, account_id=account_id,
                grant_id=each.grant.grant_id, installment=BEFORE, source=source.value, due_on=work.today,
                amount=deposited, standing=DepositStanding.POSTED, posted_at=work.now, entry_id=entry_id,
            )
        )  # fmt: skip
        work.tx.add(
            OpeningBalance(
                id=new_id(), organization_id=owner, household_id=each.grant.household_id, account_id=account_id,
                grant_id=each.grant.grant_id, source=source.value, deposited=deposited, spent=spent,
            )
        )  # fmt: skip


def _planned(
    owner: uuid.UUID, account_id: uuid.UUID, year: SchoolYear, each: TakenOver, today: date
) -> Iterator[Deposit]:
    """Yield the deposits that are still to come, on the days of the plan that are still to come, else today."""
    left = [(source.value, granted - deposited) for source, granted, deposited, _ in each.parts if granted > deposited]
    amount = total([part for _, part in left])
    if not amount:
        return
    days = [one.due_on for one in installments(amount, year, four=each.grant.payment_plan == "four")]
    coming = [day for day in days if day >= today] or [today]
    plan = [
        Installment(number, day, part)
        for number, (day, part) in enumerate(zip(coming, amount.split(len(coming)), strict=True), start=1)
        if part > ZERO
    ]
    for installment, parts in split_over_sources(plan, left):
        for source, part in parts:
            yield Deposit(
                id=new_id(), organization_id=owner, household_id=each.grant.household_id, account_id=account_id,
                grant_id=each.grant.grant_id, installment=installment.number, source=source, due_on=installment.due_on,
                amount=part,
            )  # fmt: skip
