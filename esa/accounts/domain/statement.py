"""A statement of an account: a school year or a month of it, its rows with the balance after each, its months."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from esa.accounts.domain import DepositStanding, Hold
from esa.kernel.dates import SchoolYear
from esa.kernel.money import ZERO, Money, total
from esa.ledger.domain.movement import Movement

_SPAN = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_MONTHS = 12
_FIRST_YEAR = 2021


@dataclass(frozen=True, slots=True)
class Span:
    """A school year like 2025-26 or a month like 2025-11; `name` is how it stands in an address."""

    name: str
    first: date
    last: date

    @property
    def is_month(self) -> bool:
        """Say whether it is one month."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)


def span_of(text: str) -> Span:
    """Read a school year or a month; the program began in 2021, so the two never look alike. Raises ValueError."""
    match = _SPAN.fullmatch(text)
    if match is None or int(match[1]) < _FIRST_YEAR:
        raise ValueError("must be a school year like 2025-26 or a month like 2025-11")
    year, second = int(match[1]), int(match[2])
    if 1 <= second <= _MONTHS:
        return Span(text, date(year, second, 1), _end_of(date(year, second, 1)))
    school_year = SchoolYear.parse(text)
    return Span(text, school_year.first_day, school_year.last_day)


def _end_of(first: date) -> date:
    return _next(first) - timedelta(days=1)


def _next(first: date) -> date:
    return date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """What came into an account in a month, what left it, what it held at the month's end (or now, in this month)."""

    first: date
    came: Money
    went: Money
    held: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """What an account held before a span, each movement with what it held after it, what it held at the end."""

    span: Span
    opening: Money
    rows: Sequence[tuple[Movement, Money]]

    @property
    def came(self) -> Money:
        """Return what came in."""
        return total([each.own for each, _ in self.rows if each.own > ZERO])

    @property
    def went(self) -> Money:
        """Return what left, as a positive amount."""
        return -total([each.own for each, _ in self.rows if each.own < ZERO])

    @property
    def closing(self) -> Money:
        """Return what the account held after the last movement of the span."""
        return self.rows[-1][1] if self.rows else self.opening


def statement_of(span: Span, opening: Money, movements: Sequence[Movement]) -> Statement:
    """Return the statement of a span from its movements, the earliest first."""
    held, rows = opening, []
    for each in movements:
        held = held + each.own
        rows.append((each, held))
    return Statement(span, opening, rows)


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a school year up to today's, for a picture and its table."""

    span: Span
    months: Sequence[Month]

    @property
    def came(self) -> Money:
        """Return what came in."""
        return total([each.came for each in self.months])

    @property
    def went(self) -> Money:
        """Return what left."""
        return total([each.went for each in self.months])

    @property
    def closing(self) -> Money:
        """Return what the account held at the end."""
        return self.months[-1].held if self.months else ZERO


def year_of(span: Span, opening: Money, moved: Mapping[date, tuple[Money, Money]], today: date) -> Year:
    """Return a year from what moved in its months (in, out), each with what the account held at its end."""
    made, first, held = [], span.first, opening
    while first <= min(span.last, today):
        came, went = moved.get(first, (ZERO, ZERO))
        held = held + came - went
        made.append(Month(first, came, went, held))
        first = _next(first)
    return Year(span, made)


@dataclass(frozen=True, slots=True)
class Coming:
    """A deposit that is still to come: its day, its sum over all sources, what it waits for where its day has come."""

    due_on: date
    amount: Money
    waits_for: Hold | None


def coming_of(deposits: Sequence[tuple[date, Money, DepositStanding]], hold: Hold | None, today: date) -> list[Coming]:
    """Return the deposits (day, amount, standing) that are not posted, by day."""
    left = sorted((day, amount) for day, amount, standing in deposits if standing in _TO_COME)
    return [
        Coming(day, total([amount for _, amount in each]), hold if day <= today else None)
        for day, each in groupby(left, key=lambda pair: pair[0])
    ]


_TO_COME = (DepositStanding.SCHEDULED, DepositStanding.HELD)


def spans_of(opened_on: date, today: date) -> list[Span]:
    """Return the school years of an account up to today's, the newest first."""
    first, last = SchoolYear.of(opened_on).opens, SchoolYear.of(today).opens
    return [span_of(str(SchoolYear(opens))) for opens in range(last, first - 1, -1)]
