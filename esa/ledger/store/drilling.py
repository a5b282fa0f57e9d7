"""Queries from an account of an EAO's books down to its entries and their lines."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from esa.kernel.money import Money
from esa.ledger.models import LedgerAccount, LedgerEntry, LedgerLine


def account(tx: Session, owner: uuid.UUID, path: str) -> LedgerAccount | None:
    """Return an account of an EAO's books."""
    rows = select(LedgerAccount).where(LedgerAccount.organization_id == owner, LedgerAccount.path == path)
    return tx.scalar(rows)


def entries(
    tx: Session, account: LedgerAccount, before: tuple[date, int] | None, limit: int
) -> Sequence[tuple[LedgerEntry, Money]]:
    """Return the entries on an account with what each moved on it, the newest first, from before a (day, number) on."""
    rows = (
        select(LedgerEntry, LedgerLine.amount)
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .where(LedgerLine.organization_id == account.organization_id, LedgerLine.account_id == account.id)
    )
    if before is not None:
        rows = rows.where(tuple_(LedgerEntry.entry_on, LedgerEntry.number) < tuple_(*before))
    found = tx.execute(rows.order_by(LedgerEntry.entry_on.desc(), LedgerEntry.number.desc()).limit(limit))
    return [(entry, amount) for entry, amount in found]


def entry(tx: Session, owner: uuid.UUID, number: int) -> LedgerEntry | None:
    """Return an entry of an EAO by its number."""
    rows = select(LedgerEntry).where(LedgerEntry.organization_id == owner, LedgerEntry.number == number)
    return tx.scalar(rows)


def lines(tx: Session, entry_id: uuid.UUID) -> Sequence[tuple[str, Any]]:
    """Return an entry's lines as (path, amount), in their order."""
    rows = (
        select(LedgerAccount.path, LedgerLine.amount)
        .join(LedgerAccount, LedgerAccount.id == LedgerLine.account_id)
        .where(LedgerLine.entry_id == entry_id)
        .order_by(LedgerLine.position)
    )
    return [(path, amount) for path, amount in tx.execute(rows)]


def reversed_by(tx: Session, entry_id: uuid.UUID) -> int | None:
    """Return the number of the entry that took this one back."""
    return tx.scalar(select(LedgerEntry.number).where(LedgerEntry.reverses_id == entry_id))


def number_of(tx: Session, entry_id: uuid.UUID) -> int | None:
    """Return an entry's number."""
    return tx.scalar(select(LedgerEntry.number).where(LedgerEntry.id == entry_id))
