"""Published figures: the law with them, and their entry with source and date."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from esa.audit import service as audit
from esa.kernel.dates import parse_day
from esa.kernel.errors import Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes, read_table
from esa.law import Law
from esa.parameters import store
from esa.parameters.models import PublishedParameter
from esa.platform.work import Work

Figure = tuple[str, date, date | None, str, str]


def with_published(law: Law, tx: Session) -> Law:
    """Return the law with the figures that stand in the database laid over the enacted files."""
    figures = [(row.key, row.starts_on, row.ends_on, row.value, row.cite) for row in store.current(tx)]
    return law.with_published(figures) if figures else law


def publish(work: Work, figures: list[Figure], *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Enter figures (key, first day, day after the last or None, text, cite); another value replaces the old one.

    Raises Invalid for a key that is none or a value that does not fit.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    Law.load().with_published(figures)
    known = {(row.key, row.starts_on): row for row in store.current(work.tx)}
    added: list[str] = []
    changed: list[str] = []
    unchanged = 0
    for key, starts_on, ends_on, value, cite in figures:
        current = known.get((key, starts_on))
        if current is not None and (current.value, current.ends_on) == (value, ends_on):
            unchanged += 1
            continue
        name = f"{key} from {starts_on}: {value}"
        (added if current is None else changed).append(name if current is None else f"{name}, was {current.value}")
        if dry:
            continue
        if current is not None:
            current.replaced_at = work.now
            work.tx.flush()
        work.tx.add(
            PublishedParameter(
                id=new_id(), key=key, starts_on=starts_on, ends_on=ends_on, value=value, cite=cite, source=source,
                as_of=as_of, entered_at=work.now, entered_by=work.actor.user_id,
            )
        )  # fmt: skip
        work.tx.flush()
    if not dry:
        audit.record(work, "parameters.published", subject_kind="list", subject_id=source)
    return Changes(tuple(added), tuple(changed), unchanged)


def import_lunch_guidelines(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take a table of school-meal guidelines, a row for each year and size, as the poverty guidelines behind it.

    Columns `effective_from,effective_to,household_size,poverty,free_annual,reduced_annual`. Raises Invalid naming every
    cell that is not 130 or 185 percent of the guideline, rounded up to a dollar.
    """
    columns = ("effective_from", "effective_to", "household_size", "poverty", "free_annual", "reduced_annual")
    found = read_table(data, columns, _guideline_row)
    years: dict[tuple[date, date], list[tuple[int, dict[str, int]]]] = defaultdict(list)
    for line, (span, cells) in found.rows:
        years[span].append((line, cells))
        for column, rate in (("free_annual", 130), ("reduced_annual", 185)):
            due = -(-cells["poverty"] * rate // 100)
            if cells[column] != due:
                found.refuse(line, column, f"is {cells[column]}, and {rate} percent of the guideline is {due}")
    figures: list[Figure] = []
    for (first, last), rows in sorted(years.items()):
        sizes = {cells["household_size"]: cells["poverty"] for _, cells in rows}
        more = sizes.get(2, 0) - sizes.get(1, 0)
        for line, cells in rows:
            if cells["poverty"] != sizes.get(1, 0) + (cells["household_size"] - 1) * more:
                found.refuse(line, "poverty", "is not the guideline for one and so much for each more")
        ends = date(last.year, 7, 1) if last.month == 6 else last  # noqa: PLR2004 - the table's year ends on 30 June
        figures.append(("poverty", first, ends, f"{sizes.get(1, 0)}+{more}", f"federal poverty guideline, {source}"))
    found.checked()
    return publish(work, figures, source=source, as_of=as_of, dry=dry)


def _guideline_row(cells: dict[str, str]) -> tuple[tuple[date, date], dict[str, int]]:
    span = []
    for column in ("effective_from", "effective_to"):
        try:
            span.append(parse_day(cells[column]))
        except ValueError as fault:
            raise ValueError(f"{column}: {fault}") from None
    numbers = {}
    for column in ("household_size", "poverty", "free_annual", "reduced_annual"):
        if not cells[column].isascii() or not cells[column].isdigit():
            raise ValueError(f"{column}: must be whole dollars")
        numbers[column] = int(cells[column])
    return (span[0], span[1]), numbers


# The figures of a parameter list that may be published; all others are the law's own, in its files.
_PUBLISHED = {"sat_cents": "sat", "credit_cap_cents": "credit_cap", "iep_max_age_months": "iep_max_age_months"}


def import_parameters(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take the published figures of a JSON list of dated parameters (`key`, `from`, `to`, `value`, `cite`).

    Keys that are the law's own text, and figures that are not known, are left out. Raises Invalid for another form.
    """
    try:
        rows = json.loads(data.decode("utf-8"))["parameters"]
        figures = [_figure(row) for row in rows if row["key"] in _PUBLISHED and row["value"] is not None]
    except (ValueError, KeyError, TypeError) as fault:
        raise Invalid(
            "The list cannot be read.", [Ground("file", f"is no list of dated parameters: {fault}")]
        ) from None
    known = {parameter.key for parameter in Law.load().parameters()}
    figures = [figure for figure in figures if figure[0] in known]
    return publish(work, figures, source=source, as_of=as_of, dry=dry)


def _figure(row: dict[str, Any]) -> Figure:
    value = Money(row["value"]).to_wire() if row["key"].endswith("_cents") else str(row["value"])
    ends = None if row["to"] is None else parse_day(row["to"])
    return _PUBLISHED[row["key"]], parse_day(row["from"]), ends, value, str(row["cite"])
