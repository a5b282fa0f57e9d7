"""Queries of what happened to accounts, and of the money that an act moves."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.accounts.domain import AccountStanding
from esa.accounts.models import AccountHappening, Deposit, ScholarshipAccount
from esa.kernel.money import Money

_WAITING = ("scheduled", "held")


def locked(tx: Session, number: str) -> ScholarshipAccount | None:
    """Return the account of that number, locked against another act on it until the transaction ends."""
    rows = select(ScholarshipAccount).where(ScholarshipAccount.number == number).with_for_update()
    return tx.scalar(rows.execution_options(populate_existing=True))


def locked_by_id(tx: Session, account_id: uuid.UUID) -> ScholarshipAccount | None:
    """Return an account, locked as by its number."""
    rows = select(ScholarshipAccount).where(ScholarshipAccount.id == account_id).with_for_update()
    return tx.scalar(rows.execution_options(populate_existing=True))


def coming(tx: Session, account_id: uuid.UUID) -> Sequence[Deposit]:
    """Return the deposits of an account that are not posted and not cancelled."""
    rows = select(Deposit).where(Deposit.account_id == account_id, Deposit.standing.in_(_WAITING))
    return tx.scalars(rows.order_by(Deposit.due_on, Deposit.source)).all()


def cancel(tx: Session, account_id: uuid.UUID) -> dict[uuid.UUID, Money]:
    """Cancel what is still to come; return how much of each grant that was."""
    rows = text(
        "WITH gone AS (UPDATE deposits SET standing = 'cancelled', hold = NULL WHERE account_id = :account"
        " AND standing IN ('scheduled', 'held') RETURNING grant_id, amount)"
        " SELECT grant_id, sum(amount)::bigint FROM gone GROUP BY 1"
    )
    return {grant: Money(int(cents)) for grant, cents in tx.execute(rows, {"account": account_id})}


def happenings(tx: Session, account_id: uuid.UUID) -> Sequence[AccountHappening]:
    """Return what happened to an account, the newest first."""
    rows = select(AccountHappening).where(AccountHappening.account_id == account_id)
    return tx.scalars(rows.order_by(AccountHappening.at.desc(), AccountHappening.id.desc())).all()


def over(tx: Session, organization_id: uuid.UUID | None, day: date, limit: int) -> Sequence[ScholarshipAccount]:
    """Return held accounts whose last day has passed, the longest first."""
    rows = select(ScholarshipAccount).where(
        ScholarshipAccount.standing == AccountStanding.HELD, ScholarshipAccount.held_until < day
    )
    if organization_id is not None:
        rows = rows.where(ScholarshipAccount.organization_id == organization_id)
    return tx.scalars(rows.order_by(ScholarshipAccount.held_until, ScholarshipAccount.number).limit(limit)).all()


def closed_sums(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[uuid.UUID, str, str, Money]]:
    """Return (organization, account number, source, what its closing took out of the account)."""
    rows = text(
        "SELECT h.organization_id, a.number, m.of, sum(m.cents)::bigint FROM account_happenings h"
        " JOIN scholarship_accounts a ON a.id = h.account_id"
        " CROSS JOIN LATERAL jsonb_to_recordset(h.moves) AS m(of text, cents bigint, deposited boolean)"
        " WHERE m.deposited AND (CAST(:organization AS uuid) IS NULL OR h.organization_id = :organization)"
        " GROUP BY 1, 2, 3"
    )
    found = tx.execute(rows, {"organization": organization_id})
    return [(owner, number, source, Money(int(cents))) for owner, number, source, cents in found]
