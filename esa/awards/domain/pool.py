"""The pool of an award run: one row an applicant, read from the contract's CSV, every fault named.

A well-formed file without quotes is read by one regular expression; any other by the csv module, row by row, which
also names what is wrong. Both give the same rows.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from esa.kernel.money import Money

COLUMNS = ("application_id", "sibling_group", "base_tier", "condition", "already_granted", "amount", "completed_at")
TIERS = ("a", "c", "d", "e", "f", "g", "h", "i")
CONDITION = "sibling_renewal"
_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
_AMOUNT = r"(?:0|[1-9][0-9]*)\.[0-9]{2}"
_CELL = r"[^,\"\r\n]"
_PATTERNS = {
    "application_id": f"({_CELL}+)",
    "sibling_group": f"({_CELL}*)",
    "base_tier": "([ac-i])",
    "condition": f"((?:{CONDITION})?)",
    "already_granted": "([01]?)",
    "amount": f"({_AMOUNT})",
    "completed_at": f"({_INSTANT})",
}
_INSTANT_FORM = re.compile(_INSTANT, re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_CELL_LIMIT = 1 << 30


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
    except (ValueError, OverflowError):
        raise ValueError("is not an instant of the calendar") from None


def read_pool(data: bytes) -> Pool:
    """Return the pool of a file. Raises UnicodeDecodeError, NoHeader, and BadRows with every fault."""
    text = data.decode("utf-8")
    header = _header(text)
    return _read_fast(text, header) or _read_slow(text, header)


def _header(text: str) -> list[str]:
    first = text.split("\n", 1)[0].removesuffix("\r")
    try:
        names = next(csv.reader([first], strict=True), [])
    except csv.Error:
        names = []
    if sorted(names) != sorted(COLUMNS):
        raise NoHeader("the header must be " + ",".join(COLUMNS))
    return names


def _read_fast(text: str, header: list[str]) -> Pool | None:
    """Return the pool of a file in which everything is as it should be, None for any other."""
    body = text.partition("\n")[2]
    if '"' in body:
        return None
    row = re.compile("^" + ",".join(_PATTERNS[name] for name in header) + r"\r?$", re.ASCII | re.MULTILINE)
    found = row.findall(body)
    if not found or len(found) != body.count("\n") + (not body.endswith("\n")):
        return None
    cells = dict(zip(header, zip(*found, strict=True), strict=True))
    del found
    ids, tiers, conditions = cells["application_id"], cells["base_tier"], cells["condition"]
    if len(set(ids)) != len(ids) or any(c and t == "a" for c, t in zip(conditions, tiers, strict=True)):
        return None
    amounts = [int(each.replace(".", "")) for each in cells["amount"]]
    read = datetime.fromisoformat
    try:
        completed = [(read(each) - _EPOCH) // _MICROSECOND for each in cells["completed_at"]]
    except (ValueError, OverflowError):
        return None
    if not all(amounts):
        return None
    granted = [each == "1" for each in cells["already_granted"]]
    return Pool(ids, cells["sibling_group"], tiers, conditions, granted, amounts, completed)


def _records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each record after the header with the line on which it begins; a text instead of cells is its fault."""
    csv.field_size_limit(_CELL_LIMIT)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    reader = csv.reader((line + "\n" for line in lines), strict=True)
    next(reader)
    begins = reader.line_num + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield begins, f"is not CSV: {fault}"
            begins = reader.line_num + 1
            continue
        yield begins, cells
        begins = reader.line_num + 1


def _read_slow(text: str, header: list[str]) -> Pool:
    errors: list[RowError] = []
    seen: set[str] = set()
    rows: list[tuple[object, ...]] = []
    for line, cells in _records(text):
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


def _row(line: int, cells: dict[str, str], seen: set[str], errors: list[RowError]) -> tuple[object, ...]:
    """Return the row's values in the order of COLUMNS, adding to `errors` whatever is wrong."""
    made: list[object] = []
    for name in COLUMNS:
        try:
            made.append(_READERS[name](cells[name]))
        except ValueError as fault:
            errors.append(RowError(line, name, str(fault)))
            made.append(None)
    if cells["condition"] == CONDITION and cells["base_tier"] == "a":
        errors.append(RowError(line, "condition", "makes no sense on a renewal, which is base tier a"))
    if cells["application_id"] in seen:
        errors.append(RowError(line, "application_id", "is given twice"))
    seen.add(cells["application_id"])
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
    if text not in ("", CONDITION):
        raise ValueError(f"must be empty or {CONDITION}")
    return text


def _granted(text: str) -> bool:
    if text not in ("", "0", "1"):
        raise ValueError("must be 1, 0 or empty")
    return text == "1"


def _amount(text: str) -> int:
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
