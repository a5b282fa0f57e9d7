"""The file of certified credits for the Department of Revenue: which lines it has and how they are written."""

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One taxpayer's certified credit; a company that shares its credit has one line for each owner (TAX-7, TAX-9)."""

    certificate: str
    credit_year: int
    taxpayer_name: str
    taxpayer_number: str
    taxpayer_type: str
    credit: str
    company: str
    share_percent: str
    organization: str
    gift_date: date
    receipt: str
    reservation: str
    certified_date: date
    standing: str
    void_date: date | None
    replaced_by: str


COLUMNS = tuple(each.name for each in fields(Line))
# A cell that a spreadsheet would take for a formula is written as text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(lines: Sequence[Line]) -> bytes:
    """Return the file: CSV in UTF-8 with a head line, by certificate, so that the same facts give the same bytes."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow(COLUMNS)
    for line in sorted(lines, key=lambda each: (each.certificate, each.taxpayer_name, each.share_percent)):
        written.writerow([_cell(each) for each in astuple(line)])
    return out.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def percent_of(share: int) -> str:
    """Return a share in millionths as a percentage of four places."""
    return f"{share // 10_000}.{share % 10_000:04d}"
