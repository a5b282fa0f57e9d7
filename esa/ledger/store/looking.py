"""Queries that follow one student's account through the books, under the reach of whoever looks."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from esa.kernel.money import Money
from esa.ledger.domain.movement import Movement, Way

# Lines on the account itself carry its balance; the household reads no other account's name, so others are counted
# by what was debited: what the step moved.
_SUMMED = (
    "SELECT e.id, e.number, e.entry_on, e.kind, e.narrative, e.key, e.reverses_id,"
    " coalesce(-sum(l.amount) FILTER (WHERE a.scholarship_account_id = :account), 0)::bigint AS own,"
    " coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0)::bigint AS moved"
    " FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id"
    " LEFT JOIN ledger_accounts a ON a.id = l.account_id AND a.scholarship_account_id = :account"
    " WHERE e.scholarship_account_id = :account"
)
_PAGE = text(
    f"{_SUMMED} AND (CAST(:day AS date) IS NULL OR (e.entry_on, e.number) < (:day, :number))"
    " GROUP BY e.id ORDER BY e.entry_on DESC, e.number DESC LIMIT :limit"
)
_SPAN = text(f"{_SUMMED} AND e.entry_on BETWEEN :first AND :last GROUP BY e.id ORDER BY e.entry_on, e.number")
_BEFORE = text(
    "SELECT coalesce(-sum(l.amount), 0)::bigint FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id"
    " JOIN ledger_accounts a ON a.id = l.account_id AND a.scholarship_account_id = :account"
    " WHERE e.scholarship_account_id = :account"
    " AND (CAST(:day AS date) IS NULL OR (e.entry_on, e.number) < (:day, :number))"
)
_WAY = text(
    "SELECT split_part(a.path, ':', 2), coalesce(-sum(l.amount), 0)::bigint"
    " FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id JOIN ledger_accounts a ON a.id = l.account_id"
    " WHERE e.scholarship_account_id = :account AND a.path LIKE ANY"
    " (ARRAY['Liabilities:Held:%', 'Liabilities:Payable:%', 'Liabilities:InTransit:%']) GROUP BY 1"
)
_OWN_WAY = text("SELECT step, amount FROM account_way(:account)")
_LINES = text(
    "SELECT a.source, -l.amount FROM ledger_lines l JOIN ledger_accounts a ON a.id = l.account_id"
    " WHERE l.entry_id = :entry AND a.scholarship_account_id = :account ORDER BY l.position"
)


def _movement(row: Any) -> Movement:
    entry_id, number, on, kind, narrative, key, reverses_id, own, moved = row
    return Movement(entry_id, number, on, kind, narrative, key, reverses_id, Money(own), Money(moved))


def movements(tx: Session, account_id: uuid.UUID, before: tuple[date, int] | None, limit: int) -> Sequence[Movement]:
    """Return an account's movements, the newest first, from before a (day, number) on."""
    day, number = before or (None, None)
    found = tx.execute(_PAGE, {"account": account_id, "day": day, "number": number, "limit": limit})
    return [_movement(row) for row in found]


def movements_in(tx: Session, account_id: uuid.UUID, first: date, last: date) -> Sequence[Movement]:
    """Return an account's movements of a span, the earliest first."""
    return [_movement(row) for row in tx.execute(_SPAN, {"account": account_id, "first": first, "last": last})]


def held_before(tx: Session, account_id: uuid.UUID, before: tuple[date, int] | None) -> Money:
    """Return what an account held before a (day, number), all that it holds without one."""
    day, number = before or (None, None)
    return Money(int(tx.scalar(_BEFORE, {"account": account_id, "day": day, "number": number}) or 0))


def way(tx: Session, account_id: uuid.UUID, *, as_family: bool) -> Way:
    """Return what is held, payable and in transit out of an account; a family is told by a narrow function."""
    rows = tx.execute(_OWN_WAY if as_family else _WAY, {"account": account_id})
    sums = {step: Money(cents) for step, cents in rows}
    none = Money(0)
    return Way(sums.get("Held", none), sums.get("Payable", none), sums.get("InTransit", none))


def own_lines(tx: Session, account_id: uuid.UUID, entry_id: uuid.UUID) -> Sequence[tuple[str, Money]]:
    """Return what an entry moved on an account by source, what came in positive."""
    rows = tx.execute(_LINES, {"account": account_id, "entry": entry_id})
    return [(source, Money(cents)) for source, cents in rows]


def movement(tx: Session, account_id: uuid.UUID, number: int) -> Movement | None:
    """Return one movement of an account by its number in the books."""
    row = tx.execute(text(f"{_SUMMED} AND e.number = :number GROUP BY e.id"), {"account": account_id, "number": number})
    found = row.first()
    return None if found is None else _movement(found)


def number_of_entry(tx: Session, entry_id: uuid.UUID, *, reversal: bool) -> int | None:
    """Return an entry's number in the books, or with `reversal` that of the entry that took it back."""
    column = "reverses_id" if reversal else "id"
    found = tx.scalar(text(f"SELECT number FROM ledger_entries WHERE {column} = :entry"), {"entry": entry_id})
    return None if found is None else int(found)
