"""CSV as RFC 4180 has it: LF and CRLF are both read, every record known by the line on which it begins."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

_CELL_LIMIT = 1 << 30
_CHUNK = 1 << 15
_NEEDS_QUOTES = ',"\r\n'


def _lines(data: bytes) -> io.TextIOWrapper:
    """Return the lines of a file; a line ends at LF and nowhere else."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="\n")


def header(data: bytes) -> list[str]:
    """Return the names in the first line, none where it is no CSV. Raises UnicodeDecodeError."""
    first = next(_lines(data), "")
    try:
        return next(csv.reader([first], strict=True), [])
    except csv.Error:
        return []


def columns(data: bytes, width: int) -> list[list[str]] | None:
    """Return the columns below the header, None where a record is no CSV or has not `width` cells.

    Raises UnicodeDecodeError.
    """
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(_lines(data), strict=True)
    made: list[list[str]] = [[] for _ in range(width)]
    try:
        next(reader)
        while rows := list(islice(reader, _CHUNK)):
            for column, cells in zip(made, zip(*rows, strict=True), strict=True):
                column.extend(cells)
    except UnicodeDecodeError:
        raise
    except (csv.Error, ValueError):
        return None
    return made


def records(data: bytes) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each record below the header with the line on which it begins; a text instead of cells is its fault.

    The header is line 1. Raises UnicodeDecodeError.
    """
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(_lines(data), strict=True)
    next(reader, None)
    begins = reader.line_num + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield begins, f"is not CSV: {fault}"
        else:
            yield begins, cells
        begins = reader.line_num + 1


def as_cells(texts: Sequence[str]) -> Sequence[str]:
    """Return the texts as cells: in quotes where they need them and only there, whatever Python's own writer does."""
    joined = "".join(texts)
    if not any(sign in joined for sign in _NEEDS_QUOTES):
        return texts
    return [as_cell(each) for each in texts]


def as_cell(text: str) -> str:
    """Return one text as a cell."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in _NEEDS_QUOTES) else text
