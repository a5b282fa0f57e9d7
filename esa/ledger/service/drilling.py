"""From an account of the books down to its entries, and from an entry to its lines."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from esa.kernel.errors import NotFound
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger.models import LedgerAccount, LedgerEntry
from esa.ledger.service.looking import mark_of
from esa.ledger.store import drilling as store
from esa.platform.work import Work

PAGE = 50
_DIGITS = 19


@dataclass(frozen=True, slots=True)
class OnAccount:
    """An account with a page of its entries and what each moved on it, debits positive."""

    account: LedgerAccount
    rows: Sequence[tuple[LedgerEntry, Money]]
    following: str | None


def on_account(work: Work, owner: uuid.UUID, path: str, after: str | None) -> OnAccount:
    """Return a page of an account's entries, the newest first. Raises NotFound, Invalid for a mark of another list."""
    work.authorize(Permission.BOOKS_READ)
    found = store.account(work.tx, owner, path)
    if found is None:
        raise NotFound("The books have no such account.")
    rows = store.entries(work.tx, found, None if after is None else mark_of(after), PAGE + 1)
    last = rows[PAGE - 1][0] if len(rows) > PAGE else None
    return OnAccount(found, rows[:PAGE], None if last is None else f"{last.entry_on}|{last.number}")


@dataclass(frozen=True, slots=True)
class OneEntry:
    """An entry with its lines, and the numbers of the entries that it takes back or that took it back."""

    entry: LedgerEntry
    lines: Sequence[tuple[str, Money]]
    reverses: int | None
    reversed_by: int | None


def one_entry(work: Work, owner: uuid.UUID, number: str) -> OneEntry:
    """Return an entry by its number. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.BOOKS_READ)
    known = number.isascii() and number.isdecimal() and len(number) < _DIGITS
    found = store.entry(work.tx, owner, int(number)) if known else None
    if found is None:
        raise NotFound("The books have no such entry.")
    first = None if found.reverses_id is None else store.number_of(work.tx, found.reverses_id)
    return OneEntry(found, store.lines(work.tx, found.id), first, store.reversed_by(work.tx, found.id))
