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
# by what was debited: what the step moved. Entries are chosen first, so that a page reads the lines of a page.
_CHOSEN = (
    "WITH e AS (SELECT id, number, entry_on, kind, narrative, key, reverses_id FROM ledger_entries"
    " WHERE scholarship_account_id = :account {condition})"
    " SELECT e.id, e.number, e.entry_on, e.kind, e.narrative, e.key, e.reverses_id,"
    " coalesce(-sum(l.amount) FILTER (WHERE a.scholarship_account_id = :account), 0)::bigint AS own,"
    " coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0)::bigint AS moved"
    " FROM e JOIN ledger_lines l ON l.entry_id = e.id"
    " LEFT JOIN ledger_accounts a ON a.id = l.account_id AND a.scholarship_account_id = :account"
    " GROUP BY e.id, e.number, e.entry_on, e.kind, e.narrative, e.key, e.reverses_id"
    " ORDER BY e.entry_on {order}, e.number {order}"
)
_PAGE = text(_CHOSEN.format(condition="ORDER BY entry_on DESC, number DESC LIMIT :limit", order="DESC"))
_PAGE_AFTER = text(
    _CHOSEN.format(
        condition="AND (entry_on, number) < (:day, :number) ORDER BY entry_on DESC, number DESC LIMIT :limit",
        order="DESC",
    )
)
_SPAN = text(_CHOSEN.format(condition="AND entry_on BETWEEN :first AND :last", order="ASC"))
_ONE = text(_CHOSEN.format(condition="AND number = :number", order="ASC"))
# One row for what came before the span, with no month, and one for each month of it.
_MONTHS = text(
    "SELECT month, sum(own) FILTER (WHERE own > 0), -sum(own) FILTER (WHERE own < 0) FROM ("
    "SELECT CASE WHEN e.entry_on >= :first THEN date_trunc('month', e.entry_on)::date END AS month,"
    " -sum(l.amount) AS own FROM ledger_accounts a"
    " JOIN ledger_lines l ON l.organization_id = a.organization_id AND l.account_id = a.id"
    " JOIN ledger_entries e ON e.id = l.entry_id"
    " WHERE a.scholarship_account_id = :account AND e.entry_on <= :last GROUP BY e.id) moved GROUP BY month"
)
_BEFORE = text(
    "SELECT coalesce(-sum(l.amount), 0)::bigint FROM ledger_accounts a"
    " JOIN ledger_lines l ON l.organization_id = a.organization_id AND l.account_id = a.id"
    " JOIN ledger_entries e ON e.id = l.entry_id"
    " WHERE a.scholarship_account_id = :account AND (e.entry_on, e.number) < (:day, :number)"
)
_NOW = text("SELECT coalesce(-sum(balance), 0)::bigint FROM ledger_accounts WHERE scholarship_account_id = :account")
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
    values: dict[str, Any] = {"account": account_id, "limit": limit}
    if before is not None:
        values |= {"day": before[0], "number": before[1]}
    return [_movement(row) for row in tx.execute(_PAGE if before is None else _PAGE_AFTER, values)]


def movements_in(tx: Session, account_id: uuid.UUID, first: date, last: date) -> Sequence[Movement]:
    """Return an account's movements of a span, the earliest first."""
    return [_movement(row) for row in tx.execute(_SPAN, {"account": account_id, "first": first, "last": last})]


def held_before(tx: Session, account_id: uuid.UUID, before: tuple[date, int] | None) -> Money:
    """Return what an account held before a (day, number), all that it holds without one."""
    values: dict[str, Any] = {"account": account_id}
    if before is not None:
        values |= {"day": before[0], "number": before[1]}
    return Money(int(tx.scalar(_NOW if before is None else _BEFORE, values) or 0))


def months(tx: Session, account_id: uuid.UUID, first: date, last: date) -> Sequence[tuple[date | None, Money, Money]]:
    """Return (month, in, out) of an account over a span that begins with a month; no month is what came before."""
    found = tx.execute(_MONTHS, {"account": account_id, "first": first, "last": last})
    return [(month, Money(int(came or 0)), Money(int(went or 0))) for month, came, went in found]


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
    found = tx.execute(_ONE, {"account": account_id, "number": number}).first()
    return None if found is None else _movement(found)


def number_of_entry(tx: Session, entry_id: uuid.UUID, *, reversal: bool) -> int | None:
    """Return an entry's number in the books, or with `reversal` that of the entry that took it back."""
    column = "reverses_id" if reversal else "id"
    found = tx.scalar(text(f"SELECT number FROM ledger_entries WHERE {column} = :entry"), {"entry": entry_id})
    return None if found is None else int(found)
