"""Queries of closed periods and of the trial balance of a day."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from esa.kernel.money import Money
from esa.ledger.models import LedgerClosing, LedgerEntry

_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(CAST(:owner AS text), 20251125))")
# Students' accounts are one row a source: the journal has them one by one.
_TRIAL = text(
    "SELECT CASE WHEN a.path LIKE 'Liabilities:Account:%'"
    " THEN 'Liabilities:Account:All:' || split_part(a.path, ':', 4) ELSE a.path END, sum(l.amount)::bigint"
    " FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id JOIN ledger_accounts a ON a.id = l.account_id"
    " WHERE e.organization_id = :owner AND e.entry_on <= :last GROUP BY 1"
)


def hold_alone(tx: Session, owner: uuid.UUID) -> None:
    """Hold an EAO's books alone until the end of this transaction: no entry is posted meanwhile."""
    tx.execute(_ALONE, {"owner": str(owner)})


def trial(tx: Session, owner: uuid.UUID, last: date) -> list[tuple[str, Money]]:
    """Return (path, balance) over all entries up to a day."""
    found = tx.execute(_TRIAL, {"owner": owner, "last": last})
    return [(path, Money(cents)) for path, cents in found]


def entries_up_to(tx: Session, owner: uuid.UUID, last: date) -> int:
    """Return how many entries are dated up to a day."""
    rows = select(func.count()).where(LedgerEntry.organization_id == owner, LedgerEntry.entry_on <= last)
    return int(tx.scalar(rows) or 0)


def first_entry_on(tx: Session, owner: uuid.UUID) -> date | None:
    """Return the day of the first entry."""
    return tx.scalar(select(func.min(LedgerEntry.entry_on)).where(LedgerEntry.organization_id == owner))


def closings(tx: Session, owner: uuid.UUID | None) -> Sequence[LedgerClosing]:
    """Return the closings of an EAO, or of all in reach, the latest period first."""
    rows = select(LedgerClosing).order_by(LedgerClosing.last_on.desc(), LedgerClosing.closed_at.desc())
    return tx.scalars(rows if owner is None else rows.where(LedgerClosing.organization_id == owner)).all()


def closing(tx: Session, closing_id: uuid.UUID) -> LedgerClosing | None:
    """Return a closing, held until the end of this transaction."""
    return tx.get(LedgerClosing, closing_id, with_for_update=True)


def latest(tx: Session, owner: uuid.UUID) -> LedgerClosing | None:
    """Return the latest closing that holds."""
    rows = select(LedgerClosing).where(LedgerClosing.organization_id == owner, LedgerClosing.reopened_at.is_(None))
    return tx.scalar(rows.order_by(LedgerClosing.last_on.desc()).limit(1))
