"""What a parameter may be: one reader for each unit, the same for a file, for --set and for a published figure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from esa.kernel.money import Money

_GUIDELINE = re.compile(r"([1-9][0-9]*)\+([1-9][0-9]*)", re.ASCII)
_COUNT = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)
# Far above any figure of this law and far below what Python refuses to print.
_MOST_DIGITS = 1000


@dataclass(frozen=True, slots=True)
class Guideline:
    """The federal poverty guideline in whole dollars: for one person, and for each person more."""

    first_person: int
    each_more: int

    def __str__(self) -> str:
        return f"{self.first_person}+{self.each_more}"


@dataclass(frozen=True, slots=True)
class Bracket:
    """One step of a sliding share: how wide it is (None for all the rest) and the share in percent."""

    width: Money | None
    percent: int


ParameterValue = Money | Guideline | int | bool | str | tuple[str, ...] | tuple[Bracket, ...]


def as_amount(value: object) -> Money:
    """Return a money value. Raises ValueError."""
    if not isinstance(value, str) or len(value) > _MOST_DIGITS:
        raise ValueError('must be an amount as text with two places like "7145.00"')
    return Money.from_wire(value)


def as_guideline(value: object) -> Guideline:
    """Return a poverty guideline from the form 15650+5500. Raises ValueError."""
    match = _GUIDELINE.fullmatch(value) if isinstance(value, str) and len(value) <= _MOST_DIGITS else None
    if match is None:
        raise ValueError("must be whole dollars for one person and for each more, like 15650+5500")
    return Guideline(int(match[1]), int(match[2]))


def as_number(value: object) -> int:
    """Return a whole number that is not negative, given as one or as its digits. Raises ValueError."""
    if isinstance(value, str) and len(value) <= _MOST_DIGITS and _COUNT.fullmatch(value) is not None:
        return int(value)
    if type(value) is int and value >= 0:
        return value
    raise ValueError("must be a whole number like 36")


def as_flag(value: object) -> bool:
    """Return true or false, given as such or as the word. Raises ValueError."""
    if value is True or value == "true":
        return True
    if value is False or value == "false":
        return False
    raise ValueError("must be true or false")


def as_words(value: object) -> str:
    """Return a text that is not empty. Raises ValueError."""
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError("must be a text that is not empty")


def as_list_of_words(value: object) -> tuple[str, ...]:
    """Return texts in their order, none of them empty and at least one. Raises ValueError."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if isinstance(value, list) and value and all(isinstance(part, str) and part for part in value):
        return tuple(value)
    raise ValueError("must be a list of texts")


def as_month_day(value: object) -> str:
    """Return a day of the year in the form 08-01. Raises ValueError."""
    if isinstance(value, str) and _MONTH_DAY.fullmatch(value) is not None:
        return value
    raise ValueError("must be a month and day like 08-01")


def as_brackets(value: object) -> tuple[Bracket, ...]:
    """Return the steps of a sliding share from [["250000.00", 10], …, ["rest", 3]]. Raises ValueError."""
    if not isinstance(value, list) or not value:
        raise ValueError('must be a list of steps like ["250000.00", 10], the last ["rest", 3]')
    made = tuple(_bracket(step) for step in value)
    if any(step.width is None for step in made[:-1]) or made[-1].width is not None:
        raise ValueError('must end with the step ["rest", percent] and have it nowhere else')
    return made


def _bracket(step: object) -> Bracket:
    if not isinstance(step, list) or len(step) != len(("width", "percent")):
        raise ValueError('must be steps like ["250000.00", 10]')
    width, percent = step
    return Bracket(None if width == "rest" else as_amount(width), as_number(percent))


READERS: Mapping[str, Callable[[object], ParameterValue]] = {
    "money": as_amount,
    "guideline": as_guideline,
    "count": as_number,
    "percent": as_number,
    "months": as_number,
    "days": as_number,
    "years": as_number,
    "hours": as_number,
    "age": as_number,
    "degree": as_number,
    "flag": as_flag,
    "text": as_words,
    "texts": as_list_of_words,
    "month_day": as_month_day,
    "brackets": as_brackets,
}


def value_to_wire(value: ParameterValue) -> object:
    """Return the JSON form of a value: money and guideline as text, numbers and flags as such, lists as lists."""
    match value:
        case Money():
            return value.to_wire()
        case Guideline():
            return str(value)
        case tuple():
            return [_part_to_wire(part) for part in value]
        case _:
            return value


def _part_to_wire(part: str | Bracket) -> object:
    if isinstance(part, str):
        return part
    return ["rest" if part.width is None else part.width.to_wire(), part.percent]
