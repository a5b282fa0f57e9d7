"""Dated data of the calendar: application windows, days of school entry by district, how long a reservation runs."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from esa.kernel.dates import SchoolYear, central_day, end_of_central_day
from esa.law.law import Law

_FILES = Path(__file__).parent
ORDINARY_ENTRY = "08-01"


@dataclass(frozen=True, slots=True)
class Window:
    """When families may apply for a school year; `closes_on` is the last day, None where it is not known."""

    school_year: SchoolYear
    opens_on: date
    closes_on: date | None
    cite: str
    status: str


@dataclass(frozen=True, slots=True)
class EntryRule:
    """A district that may set its day of school entry between two days of the year (RSMo 160.054, 160.055)."""

    code: str
    name: str
    earliest: str
    latest: str
    cite: str


@cache
def windows() -> tuple[Window, ...]:
    """Return the application windows, the earliest first."""
    found = tomllib.loads((_FILES / "windows.toml").read_text(encoding="utf-8"))["window"]
    made = [
        Window(
            SchoolYear.parse(each["school_year"]), each["opens_on"], each.get("closes_on"), each["cite"], each["status"]
        )
        for each in found
    ]
    return tuple(sorted(made, key=lambda each: each.opens_on))


def open_windows(on: date) -> tuple[Window, ...]:
    """Return the windows that are open on the day; one without a known end is open through its school year's eve."""
    return tuple(
        each for each in windows() if each.opens_on <= on <= (each.closes_on or each.school_year.previous.last_day)
    )


@cache
def entry_rules() -> tuple[EntryRule, ...]:
    """Return the districts that may set their day."""
    found = tomllib.loads((_FILES / "entry.toml").read_text(encoding="utf-8"))["district"]
    return tuple(EntryRule(**each) for each in found)


def may_set_entry(district: str, month_day: str) -> bool:
    """Say whether a district, by its name or code, may have that day of school entry (DEF-7).

    Every district may have 1 August; those of RSMo 160.054 and 160.055 any day that their section allows.
    """
    if month_day == ORDINARY_ENTRY:
        return True
    return any(
        district in {each.name, each.code} and each.earliest <= month_day <= each.latest for each in entry_rules()
    )


def reservation_last_day(reserved_at: datetime, law: Law) -> date:
    """Return the last Central-time day for the money of a reservation: 30 days, the day of reserving is day 0 (RES-2).

    Raises ValueError on an instant without its offset.
    """
    day = central_day(reserved_at)
    return day + timedelta(days=law.number("reservation_days", day))


def reservation_lapses_at(reserved_at: datetime, law: Law) -> datetime:
    """Return the UTC instant from which the reservation has lapsed: midnight in Central time after its last day."""
    return end_of_central_day(reservation_last_day(reserved_at, law))
