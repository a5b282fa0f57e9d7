"""Reading a list that somebody else keeps: a CSV with a header, its faults by line and column, its changes counted."""

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from esa.kernel.dates import parse_day
from esa.kernel.errors import Ground, Invalid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """What bringing in a list does, or would do.

    `added` are names, `changed` tell each record field by field, `unchanged` counts what stays. `absent` is what stands
    here and not in the list: it stays, since a list may be of a part only. `left_out` is what the list says and is not
    taken from lists.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    absent: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Rows(Generic[T]):
    """The rows of a list as the reader made them, with the line each ends on; `cells` are those of faulty rows too."""

    rows: list[tuple[int, T]] = field(default_factory=list)
    cells: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[Ground] = field(default_factory=list)

    def refuse(self, line: int, column: str, message: str) -> None:
        """Add a fault."""
        self.faults.append(Ground(f"line {line}, {column}", message))

    def once(self, column: str, key: Callable[[dict[str, str]], Hashable]) -> None:
        """Refuse every row whose key stands on an earlier line."""
        seen: dict[Hashable, int] = {}
        for line, cells in self.cells:
            first = seen.setdefault(key(cells), line)
            if first != line:
                self.refuse(line, column, f"stands on line {first} already")

    def checked(self) -> list[tuple[int, T]]:
        """Return the rows. Raises Invalid with all faults where there are any: a list is taken whole or not at all."""
        if self.faults:
            raise Invalid("The list cannot be taken.", self.faults, code="bad_list")
        return self.rows


def read_table(data: bytes, columns: Sequence[str], read: Callable[[dict[str, str]], T]) -> Rows[T]:
    """Return the rows of a CSV file with at least these columns; `read` raises ValueError like "column: its fault".

    Raises Invalid for a file that is not UTF-8, is no CSV, or lacks a column or has one twice.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        said = f"is not UTF-8 from line {line} on; save it as CSV UTF-8 and bring it again"
        raise Invalid("The list is not UTF-8.", [Ground("file", said)], code="bad_list") from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        said = f"has a null character on line {line}; save it as plain CSV and bring it again"
        raise Invalid("The list cannot be read.", [Ground("file", said)], code="bad_list")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found: Rows[T] = Rows()
    try:
        _check_header(reader.fieldnames or (), columns)
        for cells in reader:
            _take_row(found, reader.line_num, cells, read)
    except csv.Error as fault:
        found.refuse(reader.reader.line_num, "file", f"is no CSV: {fault}")
    return found


def _check_header(names: Sequence[str], columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    grounds = [Ground("header", f"add the column {name}") for name in missing]
    grounds += [Ground("header", f"has the column {name} twice") for name in twice]
    if grounds:
        raise Invalid("The columns of the list are not those of its kind.", grounds, code="bad_list")


def _take_row(found: Rows[T], line: int, cells: dict[str | None, object], read: Callable[[dict[str, str]], T]) -> None:
    if None in cells or any(value is None for value in cells.values()):
        found.refuse(line, "row", "has more or fewer cells than the header")
        return
    row = {str(name): str(value).strip() for name, value in cells.items()}
    found.cells.append((line, row))
    try:
        found.rows.append((line, read(row)))
    except ValueError as fault:
        for said in str(fault).splitlines():
            column, _, message = said.partition(": ")
            found.refuse(line, column, message or "cannot be read")


def differences(name: str, pairs: Iterable[tuple[str, object, object]]) -> str:
    """Return how a record would change, like `Osage Academy: city Hill → Hills`, empty where it would not."""
    parts = [f"{column} {_shown(old)} → {_shown(new)}" for column, old, new in pairs if old != new]
    return f"{name}: {', '.join(parts)}" if parts else ""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None or value == "" else str(value)


def needed(cells: dict[str, str], column: str) -> str:
    """Return a cell. Raises ValueError where it is empty."""
    if not cells.get(column):
        raise ValueError(f"{column}: must not be empty")
    return cells[column]


def one_of(cells: dict[str, str], column: str, words: Iterable[str]) -> str:
    """Return a cell that is one of the words. Raises ValueError."""
    allowed = list(words)
    if cells.get(column) not in allowed:
        raise ValueError(f"{column}: must be one of {', '.join(allowed)}")
    return cells[column]


def day(cells: dict[str, str], column: str) -> date:
    """Return a day. Raises ValueError."""
    try:
        return parse_day(cells.get(column, ""))
    except ValueError as fault:
        raise ValueError(f"{column}: {fault}") from None
