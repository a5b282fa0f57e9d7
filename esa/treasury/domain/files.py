"""The files of a posting: one CSV an item, their description, a page to print, checksums; the same bytes every time."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from esa.kernel.dates import SchoolYear
from esa.treasury.domain.counting import ALL, FREE, IEP, REDUCED, Figures, Period
from esa.treasury.domain.suppression import THRESHOLD

HIDDEN = "*"
_PERIODS = {Period.YEAR: "this school year", Period.TO_DATE: "to date"}


@dataclass(frozen=True, slots=True)
class Item:
    """One of the statute's items: its id, title, definition and rows (period, group, figure as text)."""

    id: str
    title: str
    definition: str
    unit: str
    rows: tuple[tuple[str, str, str], ...]

    @property
    def path(self) -> str:
        """Return the name of its file."""
        return f"{self.id.lower()}.csv"


def items(figures: Figures, year: SchoolYear, names: Mapping[str, str]) -> tuple[Item, ...]:
    """Return the items PUB-1, PUB-3, PUB-4, PUB-5, PUB-8 and PUB-9; `names` are the EAOs' names by slug."""

    def students(groups: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (period.value, label, _text(figures.shown((item, group, period))))
            for period in Period
            for item, group, label in groups
        )

    def average(group: str, label: str) -> tuple[tuple[str, str, str], ...]:
        amount = figures.averages[group]
        return ((Period.YEAR.value, label, HIDDEN if amount is None else amount.to_wire()),)

    eaos = [("organization", slug, names[slug]) for slug in sorted(names, key=lambda slug: (names[slug], slug))]
    once = "A student counts once in a period, however many grants the student was given."
    newest = "To date, a student is in the group of the newest grant."
    return (
        Item("PUB-1", "Students awarded", f"Students granted in school year {year}, and ever up to then. {once}",
             "students", students([("all", ALL, "all students")])),
        Item("PUB-3", "Students eligible for free and for reduced-price lunch",
             f"Granted students by their lunch eligibility at the decision. {once} {newest}",
             "students", students([("lunch", FREE, "free"), ("lunch", REDUCED, "reduced price")])),
        Item("PUB-4", "Students with an IEP",
             f"Granted students with a counting IEP or IDEA service plan at the decision. {once} {newest}",
             "students", students([("iep", IEP, "with an IEP")])),
        Item("PUB-5", "Students by EAO", "Students granted by each educational assistance organization. "
             "A student granted by two organizations counts in both.", "students", students(eaos)),
        Item("PUB-8", "Average grant", f"Dollars granted in {year} divided by students granted, to the cent.",
             "dollars", average(ALL, "all students")),
        Item("PUB-9", "Average grant of students with an IEP",
             f"The same for students with a counting IEP or IDEA service plan in school year {year}.",
             "dollars", average(IEP, "with an IEP")),
    )  # fmt: skip


def _text(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def files(found: Sequence[Item], year: SchoolYear, as_of: date, *, invented: bool) -> dict[str, bytes]:
    """Return the posting's files by name; `as_of` is the Central-time day of the newest grant that is counted."""
    made = {item.path: _csv(item, year) for item in found}
    made["posting.json"] = _json(_document(found, year, as_of, invented=invented))
    made["datapackage.json"] = _json(_package(found, year, made))
    made["index.html"] = _page(found, year, as_of, invented=invented).encode()
    sums = [f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(made.items())]
    made["SHA256SUMS"] = "".join(sums).encode()
    return made


def digest(made: Mapping[str, bytes]) -> str:
    """Return the digest of a posting: that of its list of checksums."""
    return "sha256:" + hashlib.sha256(made["SHA256SUMS"]).hexdigest()


def _csv(item: Item, year: SchoolYear) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["school_year", "period", "group", item.unit])
    writer.writerows([str(year), *row] for row in item.rows)
    return text.getvalue().encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _document(found: Sequence[Item], year: SchoolYear, as_of: date, *, invented: bool) -> dict[str, Any]:
    return {
        "title": f"Missouri Empowerment Scholarship Accounts, annual posting for {year}",
        "school_year": str(year),
        "as_of": as_of.isoformat(),
        "invented": invented,
        "authority": "RSMo 135.714.4",
        "suppression": _suppression(),
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "definition": item.definition,
                "unit": item.unit,
                "file": item.path,
                "rows": [{"period": p, "group": g, item.unit: v} for p, g, v in item.rows],
            }
            for item in found
        ],
    }


def _suppression() -> str:
    return (
        f"An asterisk hides a figure about fewer than {THRESHOLD} students, and any figure from which such a one "
        "could be worked out."
    )


def _package(found: Sequence[Item], year: SchoolYear, made: Mapping[str, bytes]) -> dict[str, Any]:
    def resource(item: Item) -> dict[str, Any]:
        figure = "integer" if item.unit == "students" else "number"
        content = made[item.path]
        return {
            "name": item.id.lower(),
            "path": item.path,
            "title": item.title,
            "description": item.definition,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
            "schema": {
                "fields": [
                    {"name": "school_year", "type": "string"},
                    {"name": "period", "type": "string", "constraints": {"enum": [each.value for each in Period]}},
                    {"name": "group", "type": "string"},
                    {"name": item.unit, "type": figure},
                ],
                "missingValues": ["", HIDDEN],
                "primaryKey": ["school_year", "period", "group"],
            },
        }

    return {
        "profile": "tabular-data-package",
        "name": f"moscholars-posting-{year}",
        "title": f"Missouri Empowerment Scholarship Accounts, annual posting for {year}",
        "description": _suppression(),
        "resources": [resource(item) for item in found],
    }


def _page(found: Sequence[Item], year: SchoolYear, as_of: date, *, invented: bool) -> str:
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        f"<title>Annual posting {year}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>',
        f"<h1>Missouri Empowerment Scholarship Accounts: annual posting for {year}</h1>",
        "<p><strong>Demonstration: everything here is invented.</strong></p>" if invented else "",
        f"<p>RSMo 135.714.4. Figures as of {as_of.isoformat()}. {escape(_suppression())}</p>",
    ]
    for item in found:
        parts.append(f"<h2>{item.id}: {escape(item.title)}</h2><p>{escape(item.definition)}</p>")
        parts.append(f'<table border="1"><caption>{escape(item.title)}</caption><thead><tr><th scope="col">Period</th>')
        parts.append(f'<th scope="col">Group</th><th scope="col">{item.unit.capitalize()}</th></tr></thead><tbody>')
        for period, group, value in item.rows:
            label = _PERIODS[Period(period)]
            parts.append(f"<tr><td>{label}</td><td>{escape(group)}</td><td>{_readable(value, item.unit)}</td></tr>")
        parts.append("</tbody></table>")
    parts.append("</body></html>\n")
    return "\n".join(part for part in parts if part)


def _readable(value: str, unit: str) -> str:
    if value == HIDDEN:
        return HIDDEN
    whole, point, cents = value.partition(".")
    return f"{'$' if unit == 'dollars' else ''}{int(whole):,}{point}{cents}"
