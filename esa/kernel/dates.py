"""Days and school years: the program's day is a Central-time date, its year runs 1 July to 30 June."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CENTRAL = ZoneInfo("America/Chicago")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-5][0-9])", re.ASCII
)
_YEAR = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_FIRST_MONTH = 7
_CENTURY = 100


def central_day(instant: datetime) -> date:
    """Return the Central-time date of an aware instant. Raises ValueError on a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return instant.astimezone(CENTRAL).date()


def end_of_central_day(day: date) -> datetime:
    """Return the UTC instant at which the Central-time `day` is over (midnight that follows it)."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=CENTRAL).astimezone(UTC)


def parse_day(text: str) -> date:
    """Read YYYY-MM-DD and no other ISO form. Raises ValueError."""
    if _DAY.fullmatch(text) is None:
        raise ValueError("must be a date like 2025-11-01")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


def parse_instant(text: str) -> datetime:
    """Read an RFC 3339 instant with T, an offset and at most six decimals; return it in UTC. Raises ValueError."""
    if _INSTANT.fullmatch(text) is None:
        raise ValueError("must be an instant with its offset like 2026-02-01T08:02:00-06:00")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("is not an instant of the calendar") from None


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day (DEF-4's 36 months)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """The school year that opens on 1 July of `opens` (15 CSR 50-5.020); the same span as the fiscal year."""

    opens: int

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Read the form 2025-26: two consecutive years. Raises ValueError."""
        match = _YEAR.fullmatch(text)
        if match is None or (int(match[1]) + 1) % _CENTURY != int(match[2]) or int(match[1]) < 1:
            raise ValueError('must be a school year like "2025-26"')
        return cls(int(match[1]))

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """Return the school year in which the Central-time `day` lies."""
        return cls(day.year if day.month >= _FIRST_MONTH else day.year - 1)

    @property
    def first_day(self) -> date:
        """Return 1 July."""
        return date(self.opens, _FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """Return 30 June of the following year."""
        return date(self.opens + 1, _FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def previous(self) -> "SchoolYear":
        """Return the school year before."""
        return SchoolYear(self.opens - 1)

    @property
    def following(self) -> "SchoolYear":
        """Return the school year after."""
        return SchoolYear(self.opens + 1)

    def __str__(self) -> str:
        return f"{self.opens:04d}-{(self.opens + 1) % _CENTURY:02d}"
