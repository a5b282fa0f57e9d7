"""Taking lists of published figures: school-meal guidelines as tables, dated parameters as JSON."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from esa.kernel.dates import parse_day
from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes, Rows, read_table
from esa.law import Law, UnknownParameter
from esa.parameters.domain import Figure
from esa.parameters.service.publishing import is_published, publish
from esa.platform.work import Work

_COLUMNS = ("effective_from", "effective_to", "household_size", "poverty", "free_annual", "reduced_annual")
_EACH_MORE = "each_more"


@dataclass(frozen=True, slots=True)
class _Guideline:
    """One row of the table: the guideline of a household size (0: for each person more) with its two limits."""

    starts_on: date
    last_day: date
    size: int
    poverty: int
    limits: tuple[tuple[str, str, int], ...]


def import_lunch_guidelines(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take a table of school-meal guidelines, as `lunch_figures` reads it."""
    return publish(work, lunch_figures(work, data, source), source=source, as_of=as_of, dry=dry)


def lunch_figures(work: Work, data: bytes, source: str) -> list[Figure]:
    """Return a table of school-meal guidelines as the federal poverty guideline of each year (`poverty`).

    Columns `effective_from,effective_to,household_size,poverty,free_annual,reduced_annual`; a household size is a
    number or `each_more`. A year is taken only where every cell is what the formula says: so much for one person and
    for each more, 130 and 185 percent of it rounded up to a dollar (42 USC 1758(b)(1)). Raises Invalid naming every
    other cell.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    found = read_table(data, _COLUMNS, _guideline)
    found.once("household_size", lambda cells: (cells["effective_from"], cells["household_size"]))
    years: dict[date, list[tuple[int, _Guideline]]] = defaultdict(list)
    for line, row in found.rows:
        years[row.starts_on].append((line, row))
    figures = [_year(work.law, found, rows, source) for _, rows in sorted(years.items())]
    found.checked()
    _refuse_overlaps(found, figures)
    return figures


def _guideline(cells: dict[str, str]) -> _Guideline:
    faults, days, numbers = [], [], {}
    for column in ("effective_from", "effective_to"):
        try:
            days.append(parse_day(cells[column]))
        except ValueError as fault:
            faults.append(f"{column}: {fault}")
    for column in ("household_size", "poverty", "free_annual", "reduced_annual"):
        text = "0" if (column, cells[column]) == ("household_size", _EACH_MORE) else cells[column]
        if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - no guideline is a billion
            said = "persons, or each_more" if column == "household_size" else "dollars, in digits only"
            faults.append(f"{column}: must be whole {said}")
            continue
        numbers[column] = int(text)
    if faults:
        raise ValueError("\n".join(faults))
    limits = tuple((name, f"{name}_annual", numbers[f"{name}_annual"]) for name in ("free", "reduced"))
    return _Guideline(days[0], days[1], numbers["household_size"], numbers["poverty"], limits)


def _year(law: Law, found: Rows[_Guideline], rows: list[tuple[int, _Guideline]], source: str) -> Figure:
    """Return the figure of one year's rows, after adding every cell that does not fit to the faults."""
    line, first = rows[0]
    sizes = {row.size: row.poverty for _, row in rows}
    one, more = sizes.get(1), sizes.get(0, sizes.get(2, 0) - sizes.get(1, 0))
    if one is None or more <= 0:
        found.refuse(line, "household_size", "the year needs a row for one person, and for two or for each_more")
        return "poverty", first.starts_on, None, "", ""
    for line, row in rows:
        due = one + (row.size - 1) * more if row.size else more
        if row.poverty != due:
            found.refuse(line, "poverty", f"is {row.poverty}, and {one} with {more} for each more is {due}")
        if row.last_day != first.last_day or row.last_day < row.starts_on:
            found.refuse(line, "effective_to", "must be the last day of the year, the same in all its rows")
        _check_limits(law, found, line, row)
    ends_on = first.last_day + timedelta(days=1)
    return "poverty", first.starts_on, ends_on, f"{one}+{more}", f"federal poverty guideline; {source}"


def _check_limits(law: Law, found: Rows[_Guideline], line: int, row: _Guideline) -> None:
    for name, column, given in row.limits:
        try:
            percent = law.number(f"{name}_lunch_percent", row.starts_on)
        except UnknownParameter:
            found.refuse(line, "effective_from", "is before the program had an income limit; leave the year out")
            return
        due = -(-row.poverty * percent // 100)
        if given != due:
            found.refuse(line, column, f"is {given}, and {percent} percent of the guideline, rounded up, is {due}")


def _refuse_overlaps(found: Rows[_Guideline], figures: list[Figure]) -> None:
    starts = {row.starts_on: line for line, row in reversed(found.rows)}
    for earlier, later in pairwise(figures):
        if earlier[2] is not None and earlier[2] > later[1]:
            found.refuse(starts[later[1]], "effective_from", f"is in the year from {earlier[1]}")
    found.checked()


# How sure a list may say it is of a figure: in the statute, or published by its authority.
_SURE = frozenset({None, "S", "E"})


def import_parameters(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take a JSON list of dated parameters, as `listed_figures` reads it; what is left out is told."""
    work.authorize(Permission.PARAMETER_PUBLISH)
    figures, left = listed_figures(data)
    return replace(publish(work, figures, source=source, as_of=as_of, dry=dry), left_out=left)


def listed_figures(data: bytes) -> tuple[list[Figure], tuple[str, ...]]:
    """Return the published figures of a JSON list of dated parameters (`key`, `from`, `to`, `value`, `cite`).

    A key ends in `_cents` where its value is whole cents. What is the law's own text, and what the list itself does not
    know for sure (`value` null, `conf` other than S or E), is left out; the second value tells it. Raises Invalid with
    all faults.
    """
    figures: list[Figure] = []
    faults: list[Ground] = []
    left: dict[str, None] = {}
    for index, row in enumerate(_parameter_rows(data)):
        try:
            taken = _figure(row)
        except ValueError as fault:
            faults += [Ground(f"parameters[{index}].{said.partition(': ')[0]}", said.partition(": ")[2])
                       for said in str(fault).splitlines()]  # fmt: skip
            continue
        if isinstance(taken, str):
            left[taken] = None
        else:
            figures.append(taken)
    if faults:
        raise Invalid("The list cannot be taken.", faults, code="bad_list")
    return figures, tuple(left)


def _parameter_rows(data: bytes) -> list[Any]:
    try:
        rows = json.loads(data.decode("utf-8-sig"))["parameters"]
    except (ValueError, KeyError, TypeError, RecursionError):
        rows = None
    if not isinstance(rows, list):
        said = 'must be a JSON object with a list "parameters", in UTF-8'
        raise Invalid("The list cannot be read.", [Ground("file", said)], code="bad_list")
    return rows


def _figure(row: object) -> Figure | str:
    """Return the figure of a row, or why it is left out. Raises ValueError with all its faults."""
    if not isinstance(row, dict) or not isinstance(row.get("key"), str):
        raise ValueError('key: must be a text, in an object with "from", "to", "value" and "cite"')
    key = row["key"].removesuffix("_cents")
    if not is_published(key):
        return f"{row['key']}: the law's own, it comes with a release"
    if row.get("value") is None or row.get("conf") not in _SURE:
        return f"{row['key']} from {row.get('from')}: not known for sure"
    days, faults = _days(row)
    value, cite = row["value"], row.get("cite")
    if type(value) is not int and not isinstance(value, str):
        faults.append("value: must be a whole number or a text")
    if not isinstance(cite, str) or not cite.strip():
        faults.append("cite: must be a text")
    if faults or days[0] is None:
        raise ValueError("\n".join(faults))
    in_cents = row["key"].endswith("_cents") and type(value) is int
    return key, days[0], days[1], Money(value).to_wire() if in_cents else str(value), str(cite)


def _days(row: dict[str, Any]) -> tuple[list[date | None], list[str]]:
    days: list[date | None] = []
    faults = []
    for column in ("from", "to"):
        try:
            days.append(None if column == "to" and row.get("to") is None else parse_day(str(row.get(column, ""))))
        except ValueError as fault:
            faults.append(f"{column}: {fault}")
    return days, faults
