"""Public holidays and banking days, worked out from the rules of 5 USC 6103, RSMo 9.010 and the Federal Reserve."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

_DAY = timedelta(days=1)
_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
# Juneteenth became a federal holiday in June 2021 and a Missouri one in August 2022.
_JUNETEENTH_FEDERAL, _JUNETEENTH_MISSOURI = 2021, 2023


class Calendar(StrEnum):
    """Whose holidays: federal offices, the banks that clear payments, Missouri's offices."""

    FEDERAL = "federal"
    BANKS = "banks"
    MISSOURI = "missouri"


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A holiday: the day on which it is kept, its name, and the day it falls on where that is another."""

    on: date
    name: str
    falls_on: date


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the weekday (Monday is 0) of that number in the month, counted from its end when negative."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = (date(year, month, 28) + 4 * _DAY).replace(day=1) - _DAY
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-number - 1))


_COMMON: tuple[tuple[str, Callable[[int], date]], ...] = (
    ("New Year's Day", lambda year: date(year, 1, 1)),
    ("Martin Luther King Day", lambda year: nth_weekday(year, 1, _MONDAY, 3)),
    ("Washington's Birthday", lambda year: nth_weekday(year, 2, _MONDAY, 3)),
    ("Memorial Day", lambda year: nth_weekday(year, 5, _MONDAY, -1)),
    ("Independence Day", lambda year: date(year, 7, 4)),
    ("Labor Day", lambda year: nth_weekday(year, 9, _MONDAY, 1)),
    ("Columbus Day", lambda year: nth_weekday(year, 10, _MONDAY, 2)),
    ("Veterans Day", lambda year: date(year, 11, 11)),
    ("Thanksgiving Day", lambda year: nth_weekday(year, 11, _THURSDAY, 4)),
    ("Christmas Day", lambda year: date(year, 12, 25)),
)


@cache
def holidays(year: int, calendar: Calendar) -> tuple[Holiday, ...]:
    """Return the holidays that fall in the year, by the day they are kept (which may lie in the year before).

    A Sunday's holiday is kept on Monday. A Saturday's is kept on Friday by federal and Missouri offices; banks do not
    keep it. What is true since 2021 is returned for earlier years too, but for Juneteenth.
    """
    named = [(name, falls(year)) for name, falls in _COMMON]
    since = _JUNETEENTH_MISSOURI if calendar is Calendar.MISSOURI else _JUNETEENTH_FEDERAL
    if year >= since:
        named.append(("Juneteenth", date(year, 6, 19)))
    if calendar is Calendar.MISSOURI:
        named += [("Lincoln's Birthday", date(year, 2, 12)), ("Truman Day", date(year, 5, 8))]
    kept = [Holiday(_kept_on(falls, calendar), name, falls) for name, falls in named]
    return tuple(sorted(kept))


def _kept_on(falls: date, calendar: Calendar) -> date:
    if falls.weekday() == _SUNDAY:
        return falls + _DAY
    if falls.weekday() == _SATURDAY and calendar is not Calendar.BANKS:
        return falls - _DAY
    return falls


def is_open(day: date, calendar: Calendar) -> bool:
    """Say whether offices or banks work on the day: no weekend, and no holiday is kept."""
    if day.weekday() >= _SATURDAY:
        return False
    # New Year's Day of the next year can be kept on 31 December.
    kept = {each.on for year in (day.year, day.year + 1) for each in holidays(year, calendar)}
    return day not in kept


def next_open(day: date, calendar: Calendar) -> date:
    """Return the day itself where it is open, else the first open day after it."""
    while not is_open(day, calendar):
        day += _DAY
    return day


def open_days(first: date, last: date, calendar: Calendar) -> Iterator[date]:
    """Yield the open days from the first to the last, both counted."""
    day = first
    while day <= last:
        if is_open(day, calendar):
            yield day
        day += _DAY


def business_days_after(day: date, count: int, calendar: Calendar = Calendar.MISSOURI) -> date:
    """Return the last of `count` open days after the day, which is not counted itself."""
    for _ in range(count):
        day = next_open(day + _DAY, calendar)
    return day
