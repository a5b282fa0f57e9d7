"""Reading the files of the public contract: JSON Lines whose every fault is named by its field."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from esa.kernel.dates import SchoolYear, parse_day, parse_instant
from esa.kernel.money import Money

T = TypeVar("T")
_MISSING = object()


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; `field` is its path like student.siblings[0].grade, or `line`."""

    field: str
    message: str


class _Pairs(dict[str, object]):
    """A JSON object that remembers which keys stood in it twice."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    repeated = _Pairs(made)
    repeated.twice = tuple(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


def _no_constant(text: str) -> object:
    raise ValueError(f"{text} is no JSON")


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant).decode


@dataclass(slots=True)
class Fields:
    """The fields of one JSON object; reads record their errors, `done` those nobody asked for.

    A read that failed answers a stand-in of the right type, so that all errors of a line are found in one pass;
    the caller uses what it read only when `errors` is empty.
    """

    values: Mapping[str, object]
    path: str = ""
    errors: list[FieldError] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    def refuse(self, name: str, message: str) -> None:
        """Record an error of the field."""
        self.errors.append(FieldError(self.path + name, message))

    def raw(self, name: str) -> object:
        """Return the field's JSON value, or a marker that it is absent (see `has`)."""
        self._asked.add(name)
        return self.values.get(name, _MISSING)

    def has(self, name: str) -> bool:
        """Say whether the field is there, null included."""
        return name in self.values

    def take(self, name: str, read: Callable[[object], T], stand_in: T, *, required: bool = False) -> T:
        """Read a field: absent gives `stand_in` (an error where required), a ValueError of `read` becomes an error."""
        value = self.raw(name)
        if value is _MISSING:
            if required:
                self.refuse(name, "is required")
            return stand_in
        try:
            return read(value)
        except ValueError as fault:
            self.refuse(name, str(fault))
            return stand_in

    def text(self, name: str, *, required: bool = True) -> str:
        """Read a text that is not empty."""
        return self.take(name, as_text, "", required=required)

    def boolean(self, name: str, *, required: bool = False, default: bool = False) -> bool:
        """Read true or false."""
        return self.take(name, as_boolean, default, required=required)

    def count(self, name: str, *, least: int = 0, required: bool = True) -> int:
        """Read a whole number of at least `least`."""
        return self.take(name, lambda value: as_count(value, least), least, required=required)

    def money(self, name: str, *, required: bool = True) -> Money:
        """Read an amount, zero when absent and not required."""
        return self.take(name, as_money, Money(0), required=required)

    def day(self, name: str, *, required: bool = True) -> date:
        """Read a date."""
        return self.take(name, as_day, date.max, required=required)

    def instant(self, name: str) -> datetime:
        """Read an instant with its offset, in UTC."""
        return self.take(name, as_instant, datetime.max.replace(tzinfo=UTC), required=True)

    def school_year(self, name: str) -> SchoolYear:
        """Read a school year like 2025-26."""
        return self.take(name, as_school_year, SchoolYear(1), required=True)

    def choice(self, name: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """Read one of the words; required when there is no default."""
        return self.take(name, lambda v: as_choice(v, choices), default or choices[0], required=default is None)

    def inner(self, name: str, *, required: bool = False) -> "Fields | None":
        """Read an object, whose errors are recorded here; None when absent, null or no object."""
        value = self.raw(name)
        if value is _MISSING or (value is None and not required):
            if required:
                self.refuse(name, "is required")
            return None
        return self._child(value, name)

    def many(self, name: str, *, required: bool = False) -> "list[Fields]":
        """Read a list of objects."""
        value = self.raw(name)
        if value is _MISSING:
            if required:
                self.refuse(name, "is required")
            return []
        if not isinstance(value, list):
            self.refuse(name, "must be a list")
            return []
        found = [self._child(item, f"{name}[{index}]") for index, item in enumerate(value)]
        return [child for child in found if child is not None]

    def _child(self, value: object, name: str) -> "Fields | None":
        if not isinstance(value, dict):
            self.refuse(name, "must be an object")
            return None
        return Fields(value, f"{self.path}{name}.", self.errors)

    def done(self) -> None:
        """Record every field that nobody asked for, and every one given twice."""
        for name in self.values:
            if name not in self._asked:
                self.refuse(name, "is not a field of this line")
        if isinstance(self.values, _Pairs):
            for name in self.values.twice:
                self.refuse(name, "is given twice")


def as_text(value: object) -> str:
    """Return a text that is not empty. Raises ValueError."""
    if not isinstance(value, str) or not value:
        raise ValueError("must be a text that is not empty")
    return value


def as_boolean(value: object) -> bool:
    """Return true or false. Raises ValueError."""
    if value is True or value is False:
        return value
    raise ValueError("must be true or false")


def as_count(value: object, least: int = 0) -> int:
    """Return a JSON integer of at least `least`; true, 4.0 and "4" are none. Raises ValueError."""
    if type(value) is not int or value < least:
        raise ValueError(f"must be a whole number of at least {least}")
    return value


def as_money(value: object) -> Money:
    """Return an amount. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError('must be an amount as text with two places like "8931.25"')
    return Money.from_wire(value)


def as_day(value: object) -> date:
    """Return a date. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("must be a date like 2025-11-01")
    return parse_day(value)


def as_instant(value: object) -> datetime:
    """Return an instant in UTC. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("must be an instant with its offset like 2026-02-01T08:02:00-06:00")
    return parse_instant(value)


def as_school_year(value: object) -> SchoolYear:
    """Return a school year. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError('must be a school year like "2025-26"')
    return SchoolYear.parse(value)


def as_choice(value: object, choices: tuple[str, ...]) -> str:
    """Return one of the words. Raises ValueError."""
    if isinstance(value, str) and value in choices:
        return value
    raise ValueError("must be one of " + ", ".join(choices))


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be answered: its number (the first is 1), its id if one could be read, its errors."""

    line: int
    id: str | None
    errors: tuple[FieldError, ...]

    def answer(self) -> dict[str, object]:
        """Return the contract's answer to a bad line."""
        errors = [{"field": error.field, "message": error.message} for error in self.errors]
        return {"line": self.line, "id": self.id, "errors": errors}

    def sentences(self) -> Iterator[str]:
        """Yield what standard error says of it, one sentence an error."""
        for error in self.errors:
            yield f"line {self.line}: {error.field}: {error.message}"


def read_object(text: str) -> Fields | str:
    """Return the fields of one line, or what is wrong with it when it is no JSON object."""
    try:
        value = _decode(text)
    except (ValueError, RecursionError):
        return "is not JSON" if text.strip() else "is empty"
    return Fields(value) if isinstance(value, dict) else "is not a JSON object"


def read_line(number: int, text: str, read: Callable[[Fields], T]) -> T | BadLine:
    """Return what `read` makes of one line, or all that is wrong with it."""
    fields = read_object(text)
    if isinstance(fields, str):
        return BadLine(number, None, (FieldError("line", fields),))
    made = read(fields)
    fields.done()
    if not fields.errors:
        return made
    named = fields.values.get("id")
    return BadLine(number, named if isinstance(named, str) and named else None, tuple(fields.errors))


def split_lines(data: bytes) -> list[str]:
    """Return the lines of a JSON Lines file: a line ends at LF and nowhere else. Raises UnicodeDecodeError."""
    lines = data.decode("utf-8").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def encode(answer: Mapping[str, object]) -> str:
    """Return the JSON text of an answer."""
    text = json.dumps(answer, ensure_ascii=False)
    # A lone surrogate of an id cannot be written as UTF-8 and goes back as the escape it came as.
    return text if text.isascii() or _is_utf8(text) else json.dumps(answer)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
