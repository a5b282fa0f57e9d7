"""An entry of the books: signed cents, debit positive, zero in sum, written only as `debit` and `credit`."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esa.kernel.errors import Invalid
from esa.kernel.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class Line:
    """One side of an entry: the path of its account and a signed amount."""

    path: str
    amount: Money


def debit(path: str, amount: Money) -> Line:
    """Return the debit of an account. Raises Invalid where the amount is not more than zero."""
    return Line(path, _positive(amount))


def credit(path: str, amount: Money) -> Line:
    """Return the credit of an account. Raises Invalid where the amount is not more than zero."""
    return Line(path, -_positive(amount))


def _positive(amount: Money) -> Money:
    if amount <= ZERO:
        raise Invalid("A debit or credit is more than zero.", code="amount_not_positive")
    return amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event in the books of an organization; `key` is that of the event, so that it is booked once.

    `account_number` names the student's account that the entry is about, where none of its lines is on one: the steps
    of a payment, for example. Its household reads the entry.
    Raises Invalid at construction where its lines do not sum to zero or are fewer than two.
    """

    organization_id: uuid.UUID
    on: date
    kind: str
    narrative: str
    key: str
    lines: tuple[Line, ...]
    reverses_id: uuid.UUID | None = None
    account_number: str = ""

    def __post_init__(self) -> None:
        if len(self.lines) < 2 or sum([line.amount.cents for line in self.lines]) != 0:  # noqa: PLR2004
            raise Invalid(f"The entry {self.key} does not sum to zero.", code="entry_not_balanced")


def reversal_of(entry: Entry, entry_id: uuid.UUID, on: date, reason: str) -> Entry:
    """Return the entry that takes another back, line by line; the first one stays as it was."""
    return Entry(
        organization_id=entry.organization_id,
        on=on,
        kind="reversal",
        narrative=f"Reversal: {reason}",
        key=f"reversal:{entry_id}",
        lines=tuple(Line(line.path, -line.amount) for line in entry.lines),
        reverses_id=entry_id,
    )


def balance_of(lines: Sequence[Line], path: str) -> Money:
    """Return the balance of an account over the lines."""
    return total([line.amount for line in lines if line.path == path])
