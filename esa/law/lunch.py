"""The federal income standards of school lunch; the income limit is a multiple of one (RSMo 166.700(9)(b))."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from esa.kernel.money import CENTS_PER_DOLLAR, Money
from esa.law.law import Law
from esa.law.units import Guideline

_HUNDRED = 100
_PRINTED_ROWS = 8


@dataclass(frozen=True, slots=True)
class Standard:
    """The yearly incomes up to which a household of one size gets free lunch, reduced-price lunch, a scholarship."""

    free: Money
    reduced: Money
    limit: Money


def standard(law: Law, day: date, size: int) -> Standard:
    """Return the standards in force on the day for a household of that size. Raises UnknownParameter for `poverty`."""
    return _standard(
        law.guideline("poverty", day),
        law.number("free_lunch_percent", day),
        law.number("reduced_lunch_percent", day),
        law.number("income_limit_percent", day),
        size,
    )


@lru_cache(maxsize=1 << 12)
def _standard(guideline: Guideline, free: int, reduced: int, limit: int, size: int) -> Standard:
    reduced_dollars = _row(guideline, reduced, size)
    return Standard(
        free=Money(_row(guideline, free, size) * CENTS_PER_DOLLAR),
        reduced=Money(reduced_dollars * CENTS_PER_DOLLAR),
        limit=Money(reduced_dollars * CENTS_PER_DOLLAR * limit // _HUNDRED),
    )


def _row(guideline: Guideline, percent: int, size: int) -> int:
    """Return whole dollars: a printed row up to eight persons, then as often as needed the printed "each more".

    Both are rounded up to a dollar before they are added, as the federal table is printed.
    """
    rows = min(size, _PRINTED_ROWS)
    printed = guideline.first_person + (rows - 1) * guideline.each_more
    return _rounded_up(printed * percent) + (size - rows) * _rounded_up(guideline.each_more * percent)


def _rounded_up(dollars_times_hundred: int) -> int:
    return -(-dollars_times_hundred // _HUNDRED)
