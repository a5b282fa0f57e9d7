"""The events of a year's statewide cap: as values, and read from their lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from esa.kernel.dates import central_day
from esa.kernel.money import ZERO, Money
from esa.kernel.wire import Fields, as_count, as_instant, as_text
from esa.law.units import as_amount
from esa.law.versions import BEGINNING

KINDS = ("open", "reserve", "receive", "certify", "void", "reallocate", "allot")
METHODS = (
    "check", "cashiers_check", "third_party_check", "money_order", "payroll", "electronic", "stock", "other"
)  # fmt: skip
WITH_CARDS = (*METHODS, "card")
MODES = ("fcfs", "equal", "custom")
# A reservation of the calendar's very last days could not lapse.
_LAST_YEAR = 9998
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Open:
    """The year begins, with its cap; without one the parameter of the year is taken (TCAP-1)."""

    at: datetime
    year: int
    cap: Money | None


@dataclass(frozen=True, slots=True)
class Reserve:
    """A donor reserves credits with an EAO, a part of them too if `partial_ok` (RES-1)."""

    at: datetime
    id: str
    eao: str
    amount: Money
    partial_ok: bool


@dataclass(frozen=True, slots=True)
class Receive:
    """The money of a reservation comes, and in which way (RES-2)."""

    at: datetime
    id: str
    amount: Money
    method: str


@dataclass(frozen=True, slots=True)
class Certify:
    """The Treasurer certifies the credit of a reservation (RES-3)."""

    at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Void:
    """A reservation is taken back in whatever state it is, and why (RES-5)."""

    at: datetime
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reallocate:
    """The Treasurer moves unused allotment from one EAO to another (TCAP-5)."""

    at: datetime
    giver: str
    taker: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Allot:
    """The cap is shared out among EAOs, or (`fcfs`) no longer (TCAP-7); `custom` has an amount for each of `eaos`."""

    at: datetime
    mode: str
    eaos: tuple[str, ...] = ()
    amounts: Mapping[str, Money] = field(default_factory=dict)


Event = Open | Reserve | Receive | Certify | Void | Reallocate | Allot


def reader(latest: datetime | None, methods: tuple[str, ...] = METHODS) -> Callable[[Fields], Event]:
    """Return the reader of an event that may not be earlier than `latest`, the one before it; money comes by `methods`.

    By card (`WITH_CARDS`) only where the law is read so that it counts (AMB-26).
    """

    def read(fields: Fields) -> Event:
        at = fields.take("at", lambda value: _as_time(value, latest), _NEVER, required=True)
        kind = fields.choice("kind", KINDS)
        if not any(error.field == "kind" for error in fields.errors):
            return _receive(fields, at, methods) if kind == "receive" else _READERS[kind](fields, at)
        # What belongs to a line of no known kind cannot be told.
        for name in fields.values:
            fields.raw(name)
        return Certify(at, "")

    return read


def _as_time(value: object, latest: datetime | None) -> datetime:
    at = as_instant(value)
    try:
        day = central_day(at)
    except OverflowError:
        day = date.min
    if day < BEGINNING:
        raise ValueError(f"must not be before {BEGINNING.isoformat()}, when the program began")
    if latest is not None and at < latest:
        raise ValueError("must not be earlier than the event before it")
    return at


def _amount(fields: Fields) -> Money:
    return fields.take("amount", as_amount, ZERO, required=True)


def _open(fields: Fields, at: datetime) -> Event:
    year = fields.take("year", _as_year, 0, required=True)
    return Open(at, year, fields.take("cap", _as_cap, None, required=True))


def _as_year(value: object) -> int:
    year = as_count(value, BEGINNING.year)
    if year > _LAST_YEAR:
        raise ValueError(f"must not be after {_LAST_YEAR}")
    return year


def _as_cap(value: object) -> Money | None:
    return None if value is None else as_amount(value)


def _reserve(fields: Fields, at: datetime) -> Event:
    named, eao = fields.text("id"), fields.text("eao")
    return Reserve(at, named, eao, _amount(fields), fields.boolean("partial_ok", required=True))


def _receive(fields: Fields, at: datetime, methods: tuple[str, ...]) -> Event:
    return Receive(at, fields.text("id"), _amount(fields), fields.choice("method", methods))


def _certify(fields: Fields, at: datetime) -> Event:
    return Certify(at, fields.text("id"))


def _void(fields: Fields, at: datetime) -> Event:
    return Void(at, fields.text("id"), fields.text("reason"))


def _reallocate(fields: Fields, at: datetime) -> Event:
    return Reallocate(at, fields.text("from"), fields.text("to"), _amount(fields))


def _allot(fields: Fields, at: datetime) -> Event:
    """Read an allotment; only `custom` has amounts, one for each EAO named, and only `fcfs` may name none."""
    faults = len(fields.errors)
    mode = fields.choice("mode", MODES)
    known = len(fields.errors) == faults
    shared = mode != "fcfs"
    eaos = _names(fields, required=known and shared)
    sure = len(fields.errors) == faults
    given = fields.inner("amounts", required=mode == "custom")
    amounts: dict[str, Money] = {}
    if given is not None and (mode == "custom" or not known):
        # Without mode and names nobody can tell whose amount is missing or not asked for.
        names = eaos if sure else tuple(given.values)
        amounts = {name: given.take(name, as_amount, ZERO, required=True) for name in names}
    if given is not None:
        given.done()
    return Allot(at, mode, eaos if shared else (), amounts)


def _names(fields: Fields, *, required: bool) -> tuple[str, ...]:
    """Read the EAOs of an allotment, each named once."""
    value = fields.take("eaos", _as_list, None, required=required)
    names: list[str] = []
    for index, item in enumerate(value or ()):
        try:
            name = as_text(item)
        except ValueError as fault:
            fields.refuse(f"eaos[{index}]", str(fault))
            continue
        if name in names:
            fields.refuse(f"eaos[{index}]", "is named twice")
            continue
        names.append(name)
    if required and value == []:
        fields.refuse("eaos", "must name at least one EAO")
    return tuple(names)


def _as_list(value: object) -> list[object] | None:
    if not isinstance(value, list):
        raise ValueError("must be a list of EAOs")
    return value


_READERS: Mapping[str, Callable[[Fields, datetime], Event]] = {
    "open": _open,
    "reserve": _reserve,
    "certify": _certify,
    "void": _void,
    "reallocate": _reallocate,
    "allot": _allot,
}
