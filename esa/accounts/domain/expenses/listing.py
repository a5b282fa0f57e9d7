"""What the staff's queue of expense lines is asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from esa.accounts.domain.expenses.words import LineStanding
from esa.kernel.errors import Ground, Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueListing:
    """Which lines are shown: by standing, category, owner, lateness; `mark` is the last line of the page before."""

    standing: LineStanding | None = None
    category: str = ""
    mine: bool = False
    late_on: date | None = None
    mark: tuple[datetime, str] | None = None


def mark_of(text: str) -> tuple[datetime, str] | None:
    """Return the mark of a list's last row, None for the list's beginning. Raises Invalid for one of another list."""
    at, _, reference = text.partition("|")
    try:
        found = datetime.fromisoformat(at) if text else None
    except ValueError:
        found = None
    if text and (found is None or found.tzinfo is None or not reference):
        said = "is no mark of this list; take it from the page before"
        raise Invalid("The list cannot go on from there.", [Ground("after", said)])
    return None if found is None else (found, reference)
