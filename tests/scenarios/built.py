"""Facts as a lawyer writes them made into the dataclass that a rule asks for: amounts are texts, days are days."""

import dataclasses
import types
import typing
from enum import Enum

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money

READERS = {Money: Money.from_wire, SchoolYear: SchoolYear.parse}


def built(cls, facts):
    hints = typing.get_type_hints(cls)
    unknown = set(facts) - set(hints)
    assert not unknown, f"{cls.__name__} knows no {sorted(unknown)}"
    return cls(**{name: _made(hints[name], value) for name, value in facts.items()})


def _made(wanted, value):
    if isinstance(wanted, types.UnionType):
        inner = next(each for each in wanted.__args__ if each is not type(None))
        return None if value == "none" else _made(inner, value)
    if typing.get_origin(wanted) is tuple:
        return tuple(_made(wanted.__args__[0], each) for each in value)
    if dataclasses.is_dataclass(wanted) and isinstance(value, dict):
        return built(wanted, value)
    if wanted in READERS:
        return READERS[wanted](value)
    if issubclass(wanted, Enum):
        return wanted(value)
    assert type(value) is wanted, f"{value!r} is no {wanted}"
    return value
