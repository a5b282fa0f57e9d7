"""Reading a list that somebody else keeps: a CSV with a header, its faults by line and column, its changes counted."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from esa.kernel.errors import Ground, Invalid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """What bringing in a list does, or would do: names of what is new, what changes (field by field), how many stay."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(slots=True)
class Rows(Generic[T]):
    """The rows of a list as the reader made them, with the line each stands on."""

    rows: list[tuple[int, T]] = field(default_factory=list)
    faults: list[Ground] = field(default_factory=list)

    def refuse(self, line: int, column: str, message: str) -> None:
        """Add a fault."""
        self.faults.append(Ground(f"line {line}, {column}", message))

    def checked(self) -> list[tuple[int, T]]:
        """Return the rows. Raises Invalid with all faults where there are any: a list is taken whole or not at all."""
        if self.faults:
            raise Invalid("The list cannot be taken.", self.faults, code="bad_list")
        return self.rows


def read_table(data: bytes, columns: Sequence[str], read: Callable[[dict[str, str]], T]) -> Rows[T]:
    """Return the rows of a CSV file with at least these columns; `read` raises ValueError like "column: its fault".

    Raises Invalid for a file that is not UTF-8 or lacks a column.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("The list is not UTF-8.", [Ground("file", "save it as UTF-8 and bring it again")]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise Invalid("The list lacks columns.", [Ground("header", f"add {', '.join(missing)}")])
    found: Rows[T] = Rows()
    for row in reader:
        cells = {name: (value or "").strip() for name, value in row.items() if name}
        try:
            found.rows.append((reader.line_num, read(cells)))
        except ValueError as fault:
            column, _, message = str(fault).partition(": ")
            found.refuse(reader.line_num, column, message or "cannot be read")
    return found


def differences(name: str, pairs: Iterable[tuple[str, object, object]]) -> str:
    """Return how a record would change, like `Osage Academy: city Hill → Hills`, empty where it would not."""
    parts = [f"{column} {old or '–'} → {new or '–'}" for column, old, new in pairs if old != new]
    return f"{name}: {', '.join(parts)}" if parts else ""
