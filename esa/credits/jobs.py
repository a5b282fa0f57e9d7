"""What donors are told and what their years are stated on, a piece at a time, each in a transaction of its own."""

from esa.credits.service import statements, telling
from esa.kernel.actors import SYSTEM
from esa.platform.work import House


def tell(house: House) -> None:
    """Write the letters of everything that happened to reservations since the last time."""
    with house.begin(SYSTEM) as work:
        years = telling.years_to_tell(work)
    for year in years:
        read = telling.AT_ONCE
        while read == telling.AT_ONCE:
            with house.begin(SYSTEM) as work:
                read = telling.tell_next(work, year)


def remind(house: House) -> None:
    """Write the reminders that are due."""
    after: int | None = 0
    while after is not None:
        with house.begin(SYSTEM) as work:
            after = telling.remind_next(work, after)


def state_years(house: House) -> None:
    """State the year that is over for every donor who gave in it."""
    made = statements.AT_ONCE
    while made == statements.AT_ONCE:
        with house.begin(SYSTEM) as work:
            made = statements.issue_due(work)
