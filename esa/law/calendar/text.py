"""The calendar as text and as JSON types, for the console and for programs."""

from esa.kernel.dates import SchoolYear
from esa.law.calendar import Entry, closed_days, entries
from esa.law.law import Law


def as_object(year: SchoolYear, law: Law, language: str = "en") -> dict[str, object]:
    """Return the school year's calendar as JSON types."""
    return {
        "school_year": str(year),
        "entries": [each.to_wire(language) for each in entries(year, law)],
        "holidays": [each.to_wire(language) for each in closed_days(year)],
    }


def as_lines(year: SchoolYear, law: Law, language: str = "en") -> list[str]:
    """Return the calendar as lines: each day with its sentence and rule, then the holidays and who keeps them."""
    found = [f"{year}"]
    for each in entries(year, law):
        found += [f"{_days(each)}  {each.said.text(language)}", f"    {each.rule}, {each.cite} ({each.status})"]
    holidays = [
        f"{each.on.isoformat()}  {each.said(language)}  {', '.join(each.kept_by)}" for each in closed_days(year)
    ]
    return [*found, "", *holidays]


def _days(each: Entry) -> str:
    return each.on.isoformat() if each.until is None else f"{each.on.isoformat()} - {each.until.isoformat()}"
