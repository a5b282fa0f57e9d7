"""A student's account in the books: what it holds, what left it and is not paid yet, every movement."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esa.kernel.actors import Scope
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.money import ZERO, Money
from esa.ledger import store
from esa.ledger.domain.movement import Movement, Way
from esa.platform.work import Work


def way(work: Work, account_id: uuid.UUID) -> Way:
    """Return what was asked for, approved or given to the bank out of an account and is not paid yet."""
    return store.way(work.tx, account_id, as_family=work.actor.scope is Scope.FAMILY)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an account's movements, the newest first, each with what the account held after it."""

    rows: Sequence[tuple[Movement, Money]]
    following: str | None


def movements(work: Work, account_id: uuid.UUID, after: str | None, limit: int) -> Page:
    """Return the movements of an account from after a mark on. Raises Invalid for a mark of another list."""
    mark = None if after is None else mark_of(after)
    found = store.movements(work.tx, account_id, mark, limit + 1)
    held, rows = store.held_before(work.tx, account_id, mark), []
    for each in found[:limit]:
        rows.append((each, held))
        held = held - each.own
    last = found[limit - 1] if len(found) > limit else None
    return Page(rows, None if last is None else f"{last.on}|{last.number}")


def mark_of(text: str) -> tuple[date, int]:
    """Return the (day, number) from which a list of entries goes on. Raises Invalid."""
    day, _, number = text.partition("|")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        said = "is no mark of this list; take it from the page before"
        raise Invalid("The list cannot go on from there.", [Ground("after", said)]) from None


def movements_in(work: Work, account_id: uuid.UUID, first: date, last: date) -> tuple[Money, Sequence[Movement]]:
    """Return what an account held before a span, and its movements in it, the earliest first; both ends count."""
    return store.held_before(work.tx, account_id, (first, 0)), store.movements_in(work.tx, account_id, first, last)


@dataclass(frozen=True, slots=True)
class OneMovement:
    """A movement with its parts by source, and the numbers of the entries that it takes back or that took it back."""

    movement: Movement
    parts: Sequence[tuple[str, Money]]
    reverses: int | None
    reversed_by: int | None


def movement(work: Work, account_id: uuid.UUID, number: int) -> OneMovement:
    """Return one movement of an account by its number in the books. Raises NotFound, also for another account's."""
    found = store.movement(work.tx, account_id, number)
    if found is None:
        raise NotFound("There is no such movement.")
    parts = store.own_lines(work.tx, account_id, found.entry_id)
    first = found.reverses_id
    back = None if first is None else store.number_of_entry(work.tx, first, reversal=False)
    return OneMovement(found, parts, back, store.number_of_entry(work.tx, found.entry_id, reversal=True))


def months(work: Work, account_id: uuid.UUID, first: date, last: date) -> tuple[Money, dict[date, tuple[Money, Money]]]:
    """Return what an account held before a span, and what came in and went out in each of its months that moved."""
    opening, moved = ZERO, {}
    for month, came, went in store.months(work.tx, account_id, first, last):
        if month is None:
            opening = came - went
        else:
            moved[month] = (came, went)
    return opening, moved
