"""A line of facts made into the dataclass that a rule asks for, every fault named by its field."""

import dataclasses
import types
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin, get_type_hints

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.wire import Fields, as_boolean, as_choice, as_count, as_day, as_money, as_school_year
from esa.law.versions import version_on

_Reader = Callable[[object], object]


def _as_words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a text")  # a text of a fact may be empty: nobody is named
    return value


def _as_law_day(value: object) -> date:
    """Return a day on which the program's law is known. Raises ValueError."""
    day = as_day(value)
    version_on(day)
    return day


READERS: dict[object, _Reader] = {
    Money: as_money,
    date: as_day,
    bool: as_boolean,
    int: as_count,
    str: _as_words,
    SchoolYear: as_school_year,
}


def read_facts(kind: type[Any], fields: Fields) -> Any:
    """Return the facts of that dataclass; a fact that is left out has its default, one without default is required."""
    hints = get_type_hints(kind)
    values = {each.name: _fact(fields, each, hints[each.name]) for each in dataclasses.fields(kind)}
    return kind(**values)


def _fact(fields: Fields, fact: "dataclasses.Field[Any]", wanted: Any) -> Any:
    required = fact.default is dataclasses.MISSING
    stand_in = None if required else fact.default
    if get_origin(wanted) is tuple and dataclasses.is_dataclass(get_args(wanted)[0]):
        return tuple(_inner(get_args(wanted)[0], each) for each in fields.many(fact.name, required=required))
    if dataclasses.is_dataclass(wanted) and wanted not in READERS:
        inner = fields.inner(fact.name, required=required)
        return stand_in if inner is None else _inner(wanted, inner)
    # The day of a question picks the law, so it must be one that has it.
    read = _as_law_day if fact.name == "on" else _reader(wanted)
    return fields.take(fact.name, read, stand_in, required=required)


def _inner(kind: Any, fields: Fields) -> Any:
    made = read_facts(kind, fields)
    fields.done()
    return made


def _reader(wanted: Any) -> _Reader:
    if wanted in READERS:
        return READERS[wanted]
    if get_origin(wanted) is tuple:
        return _list_of(_reader(get_args(wanted)[0]))
    if get_origin(wanted) is Literal:
        return lambda value: as_choice(value, get_args(wanted))
    if isinstance(wanted, types.UnionType):
        inner = next(_reader(each) for each in get_args(wanted) if each is not types.NoneType)
        return lambda value: None if value is None else inner(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return lambda value: wanted(as_choice(value, tuple(wanted)))
    raise TypeError(f"{wanted} cannot be read")


def _list_of(read: _Reader) -> _Reader:
    def read_all(value: object) -> object:
        if not isinstance(value, list):
            raise ValueError("must be a list")
        return tuple(read(each) for each in value)

    return read_all


def described(kind: type[Any]) -> list[tuple[str, str, bool]]:
    """Return each fact's name, what may stand there, and whether it is required."""
    hints = get_type_hints(kind)
    return [
        (each.name, _said(hints[each.name]), each.default is dataclasses.MISSING) for each in dataclasses.fields(kind)
    ]


_NAMES = {Money: "amount", date: "date", bool: "true or false", int: "count", str: "text", SchoolYear: "school year"}


def _said(wanted: Any) -> str:
    if wanted in _NAMES:
        return _NAMES[wanted]
    if get_origin(wanted) is Literal:
        return ", ".join(each or '""' for each in get_args(wanted))
    if get_origin(wanted) is tuple:
        return f"list of {_said(get_args(wanted)[0])}"
    if isinstance(wanted, types.UnionType):
        return " or ".join("null" if each is types.NoneType else _said(each) for each in get_args(wanted))
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return ", ".join(wanted)
    return "{" + ", ".join(name for name, _, _ in described(wanted)) + "}"
