"""An EAO's fiscal year: the period over which its duties are measured (AMB-6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from esa.kernel.dates import months_after


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year by its first and last day."""

    first: date
    last: date

    @classmethod
    def of(cls, ends: str, day: date) -> "FiscalYear":
        """Return the fiscal year around a day, `ends` being its last month and day like 06-30."""
        month, of_month = (int(part) for part in ends.split("-"))
        last = _day(day.year, month, of_month)
        if last < day:
            last = _day(day.year + 1, month, of_month)
        return cls(_day(last.year - 1, month, of_month) + timedelta(days=1), last)


def _day(year: int, month: int, of_month: int) -> date:
    """Return that day, the month's last one where it has no such day."""
    last_of_month = months_after(date(year, month, 1), 1) - timedelta(days=1)
    return date(year, month, min(of_month, last_of_month.day))
