"""Periods of the books, which are closed in their order: after that, nothing is dated in them any more."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money

_NAME = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A month like 2025-11 or a school year like 2025-26; closing it closes every day up to its last."""

    name: str
    last: date


def period_of(name: str) -> Period:
    """Read a period's name. Raises ValueError."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError('must be a month like "2025-11" or a school year like "2025-26"')
    year, second = int(match[1]), int(match[2])
    if 1 <= second <= _MONTHS and year + 1 != int(f"{match[1][:2]}{match[2]}"):
        return Period(name, _end_of(year, second))
    return Period(name, SchoolYear.parse(name).last_day)


def _end_of(year: int, month: int) -> date:
    return date(year + month // _MONTHS, month % _MONTHS + 1, 1) - timedelta(days=1)


def month_name(day: date) -> str:
    """Return the name of the month of a day."""
    return f"{day.year:04d}-{day.month:02d}"


def may_be_closed(first_entry: date | None, closed_through: date | None, today: date) -> list[Period]:
    """Return the periods that are over and not closed, months first in their order, then whole school years.

    Closing a later one closes those before it with it.
    """
    start = first_entry if closed_through is None else closed_through + timedelta(days=1)
    if start is None:
        return []
    months, day = [], start.replace(day=1)
    while (period := period_of(month_name(day))).last < today:
        months.append(period)
        day = period.last + timedelta(days=1)
    opens = range(SchoolYear.of(start).opens, SchoolYear.of(today).opens + 1)
    years = [period_of(str(SchoolYear(each))) for each in opens]
    return [*months, *(each for each in years if each.last < today)]


def trial_text(rows: Sequence[tuple[str, Money]]) -> str:
    """Return a trial balance as CSV, by path: the same balances give the same bytes."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\n")
    written.writerow(("account", "balance"))
    written.writerows((path, amount.to_wire()) for path, amount in sorted(rows) if amount)
    return out.getvalue()


def digest_of(text: str) -> str:
    """Return the digest of a trial balance, as `sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
