"""Taking the public lists of districts and of schools: each record with its source and as-of date."""

import re
from collections import defaultdict
from datetime import date
from typing import Any

from esa.audit import service as audit
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes, needed, one_of, read_table
from esa.law.calendar.dates import may_set_entry
from esa.platform.lists import Origin, Told, lay_over
from esa.platform.work import Work
from esa.schools import store
from esa.schools.domain import ENTRY_SAID, DistrictKind, SchoolKind, is_month_day, kind_of, plain
from esa.schools.models import District, School

_ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?", re.ASCII)


def import_districts(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take a list of districts: `name,city,county,zip` and, where it has them, `kind,code,entry_cutoff`.

    Two districts may have one name in two counties. A column that the list lacks changes nothing: the kind of a new
    record is then told by its name, its entry cut-off is 1 August (160.053), which St. Louis City and Kansas City may
    set otherwise. Raises Invalid with all faults.
    """
    work.authorize(Permission.REFERENCE_IMPORT)
    found = read_table(data, ("name", "city", "county", "zip"), _district_row)
    found.once("name", lambda row: (plain(row["name"]), row["county"]))
    rows = [row for _, row in found.checked()]
    listed = store.districts(work.tx)
    namesakes: dict[str, list[District]] = defaultdict(list)
    for each in listed:
        namesakes[plain(each.name)].append(each)
    names = [plain(row["name"]) for row in rows]
    origin = Origin(source, as_of)
    told = [
        _of_district(row, _standing(row, namesakes[name], alone=names.count(name) == 1), origin)
        for row, name in zip(rows, names, strict=True)
    ]
    done = lay_over(work, told, [(each.name, each) for each in listed], origin, dry=dry)
    return audit.list_taken(work, "districts", done, source=source, as_of=as_of, dry=dry)


def _district_row(cells: dict[str, str]) -> dict[str, str]:
    """Return the row. Raises ValueError with all its faults."""
    faults = []
    if not cells["name"]:
        faults.append("name: must not be empty")
    if cells.get("kind") and cells["kind"] not in set(DistrictKind):
        faults.append("kind: must be one of " + ", ".join(DistrictKind))
    elif not cells["county"] and (cells.get("kind") or kind_of(cells["name"])) == DistrictKind.DISTRICT:
        faults.append("county: must not be empty, since families find their district by its county")
    if cells.get("entry_cutoff") and not is_month_day(cells["entry_cutoff"]):
        faults.append("entry_cutoff: must be month and day like 08-01")
    elif cells.get("entry_cutoff") and not may_set_entry(cells["name"], cells["entry_cutoff"]):
        faults.append(f"entry_cutoff: {ENTRY_SAID}")
    if faults:
        raise ValueError("\n".join(faults))
    return cells


def _standing(row: dict[str, str], namesakes: list[District], *, alone: bool) -> District | None:
    """Return the record that a row speaks of: of that name and county, or of that name where there is but one."""
    same = [each for each in namesakes if each.county == row["county"]]
    if same:
        return same[0]
    return namesakes[0] if alone and len(namesakes) == 1 else None


def _of_district(row: dict[str, str], current: District | None, origin: Origin) -> Told:
    # No rule rests on a ZIP, and the state's list has a 0 where it knows none.
    known_zip = row["zip"] if _ZIP.fullmatch(row["zip"]) else ""
    values: dict[str, Any] = {"city": row["city"], "county": row["county"], "zip": known_zip}
    values |= {column: row[column] for column in ("code", "entry_cutoff") if row.get(column)}
    if row.get("kind"):
        values["kind"] = DistrictKind(row["kind"])
    first = {"kind": kind_of(row["name"]), "source": origin.source, "as_of": origin.as_of, **values}
    return Told(row["name"], current, values, lambda: District(id=new_id(), name=row["name"], **first))


_SCHOOL_WORDS = {
    "incorporated": "incorporated_in_missouri",
    "nondiscrimination": "nondiscrimination",
    "tuition": "charges_tuition",
}


def import_schools(
    work: Work, data: bytes, *, source: str, as_of: date, invented: bool = False, dry: bool = False
) -> Changes:
    """Take a list of schools: `name,city,sector` and, where it has them, `county` and the facts of 166.700(8).

    Those are `incorporated`, `nondiscrimination`, `tuition`, each yes or no; what no list has said counts as no.
    Raises Invalid with all faults.
    """
    work.authorize(Permission.REFERENCE_IMPORT)
    found = read_table(data, ("name", "city", "sector"), _school_row)
    found.once("name", lambda row: (row["name"], row["city"], row["sector"]))
    listed = store.schools(work.tx)
    known = {(each.name, each.city, each.kind.value): each for each in listed}
    origin = Origin(source, as_of)
    told = [
        _of_school(row, known.get((row["name"], row["city"], row["sector"])), origin, invented=invented)
        for _, row in found.checked()
    ]
    done = lay_over(work, told, [(each.name, each) for each in listed], origin, dry=dry)
    return audit.list_taken(work, "schools", done, source=source, as_of=as_of, dry=dry)


def _school_row(cells: dict[str, str]) -> dict[str, str]:
    needed(cells, "name")
    one_of(cells, "sector", [each.value for each in SchoolKind])
    for column in _SCHOOL_WORDS:
        if column in cells:
            one_of(cells, column, ("yes", "no"))
    return cells


def _of_school(row: dict[str, str], current: School | None, origin: Origin, *, invented: bool) -> Told:
    values: dict[str, Any] = {_SCHOOL_WORDS[column]: row[column] == "yes" for column in _SCHOOL_WORDS if column in row}
    if "county" in row:
        values["county"] = row["county"]
    key = {"name": row["name"], "city": row["city"], "kind": SchoolKind(row["sector"]), "is_invented": invented}
    first = {**key, "source": origin.source, "as_of": origin.as_of, **values}
    return Told(row["name"], current, values, lambda: School(id=new_id(), **first))
