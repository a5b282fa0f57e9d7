"""The pool of an award run: one row an applicant, read from the contract's CSV, every fault named.

The file is read column by column. Where anything is wrong it is read again row by row, which names what. Both ways
give the same pool.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from esa.awards.domain import csv_text
from esa.kernel.money import Money

COLUMNS = ("application_id", "sibling_group", "base_tier", "condition", "already_granted", "amount", "completed_at")
TIERS = ("a", "c", "d", "e", "f", "g", "h", "i")
RENEWAL = TIERS[0]
CONDITION = "sibling_renewal"
CONDITIONS = ("", CONDITION)
GRANTED = ("", "0", "1")
# Python turns no number of more than 4,300 digits into text, and a sum is longer than its parts.
_LONGEST = 4000
_AMOUNT_FORM = re.compile(rf"(?=.{{4,{_LONGEST}}}\Z)(?:0|[1-9][0-9]*)\.[0-9]{{2}}", re.ASCII)
_INSTANT_FORM = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-5][0-9])", re.ASCII
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class NoHeader(ValueError):
    """A pool file without the header that is due."""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a cell: the line on which its row begins (the header is line 1), the column, the fault."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.message}"


class BadRows(ValueError):
    """A pool that refuses the run; `errors` are all its faults."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class Pool:
    """The applicants as columns, in the order of the file: amounts in cents, instants in microseconds since 1970."""

    ids: Sequence[str]
    groups: Sequence[str]
    tiers: Sequence[str]
    conditions: Sequence[str]
    granted: Sequence[bool]
    amounts: Sequence[int]
    completed: Sequence[int]

    def __len__(self) -> int:
        return len(self.ids)


def instant_key(text: str) -> int:
    """Return an RFC 3339 instant as microseconds since 1970. Raises ValueError."""
    if _INSTANT_FORM.fullmatch(text) is None:
        raise ValueError("must be an instant with its offset like 2026-02-01T08:02:00-06:00")
    try:
        return (datetime.fromisoformat(text) - _EPOCH) // _MICROSECOND
    except ValueError:
        raise ValueError("is not an instant of the calendar") from None


def read_pool(data: bytes) -> Pool:
    """Return the pool of a file. Raises UnicodeDecodeError, NoHeader, and BadRows with every fault."""
    header = csv_text.header(data)
    if sorted(header) != sorted(COLUMNS):
        raise NoHeader("the header must be " + ",".join(COLUMNS))
    pool = by_columns(data, header)
    return by_rows(data, header) if pool is None else pool


def by_columns(data: bytes, header: Sequence[str]) -> Pool | None:
    """Return the pool of a file in which everything is as it should be, None for any other."""
    columns = csv_text.columns(data, len(header))
    if columns is None:
        return None
    cells = dict(zip(header, columns, strict=True))
    if not _well_formed(cells):
        return None
    read = datetime.fromisoformat
    try:
        completed = [(read(each) - _EPOCH) // _MICROSECOND for each in cells["completed_at"]]
    except ValueError:
        return None
    cents = [int(each.replace(".", "")) for each in cells["amount"]]
    granted = [each == "1" for each in cells["already_granted"]]
    whole = Pool(
        cells["application_id"],
        cells["sibling_group"],
        cells["base_tier"],
        cells["condition"],
        granted,
        cents,
        completed,
    )
    return whole if all(cents) else None


def _well_formed(cells: dict[str, list[str]]) -> bool:
    """Say whether every cell has its form; that an amount is more than zero and an instant exists is not asked here."""
    ids, tiers, conditions = cells["application_id"], cells["base_tier"], cells["condition"]
    return (
        all(ids)
        and len(set(ids)) == len(ids)
        and set(tiers).issubset(TIERS)
        and set(conditions).issubset(CONDITIONS)
        and (RENEWAL, CONDITION) not in zip(tiers, conditions, strict=True)
        and set(cells["already_granted"]).issubset(GRANTED)
        and all(map(_AMOUNT_FORM.fullmatch, cells["amount"]))
        and all(map(_INSTANT_FORM.fullmatch, cells["completed_at"]))
    )


def by_rows(data: bytes, header: Sequence[str]) -> Pool:
    """Return the pool, row by row. Raises UnicodeDecodeError, and BadRows with every fault."""
    errors: list[RowError] = []
    seen: dict[str, int] = {}
    rows: list[tuple[object, ...]] = []
    for line, cells in csv_text.records(data):
        if isinstance(cells, str):
            errors.append(RowError(line, "line", cells))
        elif len(cells) != len(header):
            errors.append(RowError(line, "line", f"has {len(cells)} cells instead of {len(header)}"))
        else:
            rows.append(_row(line, dict(zip(header, cells, strict=True)), seen, errors))
    if errors:
        raise BadRows(errors)
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return Pool(*columns)


def _row(line: int, cells: dict[str, str], seen: dict[str, int], errors: list[RowError]) -> tuple[object, ...]:
    """Return the row's values in the order of COLUMNS, adding to `errors` whatever is wrong."""
    made: list[object] = []
    for name in COLUMNS:
        try:
            made.append(_READERS[name](cells[name]))
        except ValueError as fault:
            errors.append(RowError(line, name, str(fault)))
            made.append(None)
    if cells["condition"] == CONDITION and cells["base_tier"] == RENEWAL:
        errors.append(RowError(line, "condition", "makes no sense on a renewal, which is base tier a"))
    named = cells["application_id"]
    if named in seen:
        errors.append(RowError(line, "application_id", f"is given twice, first on line {seen[named]}"))
    elif named:
        seen[named] = line
    return tuple(made)


def _id(text: str) -> str:
    if not text:
        raise ValueError("must not be empty")
    return text


def _tier(text: str) -> str:
    if text not in TIERS:
        raise ValueError("must be one of " + ", ".join(TIERS) + "; b is found by the run")
    return text


def _condition(text: str) -> str:
    if text not in CONDITIONS:
        raise ValueError(f"must be empty or {CONDITION}")
    return text


def _granted(text: str) -> bool:
    if text not in GRANTED:
        raise ValueError("must be 1, 0 or empty")
    return text == "1"


def _amount(text: str) -> int:
    if len(text) > _LONGEST:
        raise ValueError("has more digits than any amount of money")
    cents = Money.from_wire(text).cents
    if not cents:
        raise ValueError("must be more than zero")
    return cents


_READERS: dict[str, Callable[[str], object]] = {
    "application_id": _id,
    "sibling_group": str,
    "base_tier": _tier,
    "condition": _condition,
    "already_granted": _granted,
    "amount": _amount,
    "completed_at": instant_key,
}
