"""What the staff's queue of expense lines is asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from esa.accounts.domain.expenses.words import LineStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueListing:
    """Which lines are shown: by standing, category, owner, lateness; `mark` is the last line of the page before."""

    standing: LineStanding | None = None
    category: str = ""
    mine: bool = False
    late_on: date | None = None
    mark: tuple[datetime, str] | None = None
