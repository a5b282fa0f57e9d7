"""One parameter of the law: dated values with their citation and status, read from its TOML file and checked whole."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from esa.law.units import READERS, ParameterValue

_PARAMETER_FIELDS = frozenset({"title", "unit", "rule", "value"})
_VALUE_FIELDS = frozenset({"from", "to", "value", "cite", "status"})


class Status(StrEnum):
    """How sure a value is: in an act, published by its authority, assumed by us, not known, or only in a bill."""

    ENACTED = "enacted"
    PUBLISHED = "published"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"
    PROPOSED = "proposed"


class MalformedParameter(ValueError):
    """A parameter's file cannot be used; the message names the parameter and what is wrong."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from `starts_on` until the day before `ends_on` (None: still open); None when unknown."""

    starts_on: date
    ends_on: date | None
    value: ParameterValue | None
    cite: str
    status: Status

    def covers(self, day: date) -> bool:
        """Say whether this is the value of that day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named figure or choice of the law with all its values, oldest first, no two on one day."""

    key: str
    topic: str
    title: str
    unit: str
    rule: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue | None:
        """Return the value of that day, or None where the parameter does not exist then."""
        for value in reversed(self.values):
            if value.starts_on <= day:
                return value if value.covers(day) else None
        return None

    def read(self, text: object) -> ParameterValue:
        """Return a given value in this parameter's unit. Raises ValueError."""
        return READERS[self.unit](text)

    def overlaid(self, given: DatedValue) -> "Parameter":
        """Return the parameter with `given` over what stood there; an open one runs to the next value's start."""
        later = [value.starts_on for value in self.values if value.starts_on > given.starts_on]
        ends_on = given.ends_on or min(later, default=None)
        placed = DatedValue(given.starts_on, ends_on, given.value, given.cite, given.status)
        kept = [piece for value in self.values for piece in _outside(value, placed)]
        ordered = tuple(sorted([*kept, placed], key=lambda value: value.starts_on))
        return Parameter(self.key, self.topic, self.title, self.unit, self.rule, ordered)


def _outside(value: DatedValue, placed: DatedValue) -> list[DatedValue]:
    """Return what is left of `value` before and after `placed`."""
    pieces = []
    if value.starts_on < placed.starts_on:
        ends_on = placed.starts_on if value.ends_on is None else min(value.ends_on, placed.starts_on)
        pieces.append(DatedValue(value.starts_on, ends_on, value.value, value.cite, value.status))
    if placed.ends_on is not None and (value.ends_on is None or value.ends_on > placed.ends_on):
        starts_on = max(value.starts_on, placed.ends_on)
        pieces.append(DatedValue(starts_on, value.ends_on, value.value, value.cite, value.status))
    return pieces


def read_parameter(key: str, topic: str, text: str) -> Parameter:
    """Return the parameter that a TOML text describes. Raises MalformedParameter, naming the key."""
    try:
        table = tomllib.loads(text, parse_float=_no_float)
        return _parameter(key, topic, table)
    except ValueError as fault:
        raise MalformedParameter(f"{topic}/{key}: {fault}") from None


def _no_float(text: str) -> object:
    raise ValueError(f"{text} is a float; money is a text, a rate is a whole percent")


def _parameter(key: str, topic: str, table: Mapping[str, object]) -> Parameter:
    _only(table, _PARAMETER_FIELDS)
    title, unit, rule = (_text(table, name) for name in ("title", "unit", "rule"))
    if unit not in READERS:
        raise ValueError(f"{unit} is not a unit")
    given = table.get("value")
    if not isinstance(given, list) or not given:
        raise ValueError("needs at least one [[value]]")
    read = READERS[unit]
    values = [_dated_value(entry, read) for entry in given]
    return Parameter(key, topic, title, unit, rule, _in_order(values))


def _dated_value(entry: object, read: Callable[[object], ParameterValue]) -> DatedValue:
    if not isinstance(entry, dict):
        raise ValueError("a value must be a [[value]] table")
    _only(entry, _VALUE_FIELDS)
    status = Status(_text(entry, "status"))
    starts_on = _day(entry, "from")
    ends_on = _day(entry, "to") if "to" in entry else None
    if ends_on is not None and ends_on <= starts_on:
        raise ValueError(f"the value from {starts_on} ends before it starts")
    if (status is Status.UNKNOWN) == ("value" in entry):
        raise ValueError(f"the value from {starts_on} must be given, or have the status unknown and none")
    value = None if status is Status.UNKNOWN else read(entry["value"])
    return DatedValue(starts_on, ends_on, value, _text(entry, "cite"), status)


def _in_order(values: list[DatedValue]) -> tuple[DatedValue, ...]:
    """Return the values with each open end set to the next start. Raises ValueError where they overlap."""
    closed = []
    for value, following in zip(values, [*values[1:], None], strict=True):
        if following is None:
            closed.append(value)
            continue
        if following.starts_on <= value.starts_on:
            raise ValueError(f"the values are not in order of their dates at {following.starts_on}")
        if value.ends_on is not None and value.ends_on > following.starts_on:
            raise ValueError(f"two values overlap at {following.starts_on}")
        ends_on = value.ends_on or following.starts_on
        closed.append(DatedValue(value.starts_on, ends_on, value.value, value.cite, value.status))
    return tuple(closed)


def _only(table: Mapping[str, object], known: frozenset[str]) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"unknown key {', '.join(unknown)}")


def _text(table: Mapping[str, object], name: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"needs the text {name}")
    return value


def _day(table: Mapping[str, object], name: str) -> date:
    value = table.get(name)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"needs the date {name}")
    return value
