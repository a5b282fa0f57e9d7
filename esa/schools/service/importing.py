"""Taking the public lists of districts, classifications and schools: each record with its source and as-of date."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from esa.audit import service as audit
from esa.kernel.dates import parse_day
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes, differences, read_table
from esa.platform.work import Work
from esa.schools import store
from esa.schools.domain import Classification, DistrictKind, SchoolKind
from esa.schools.models import District, DistrictClassification, School

# Most districts carry their number in the name; a few names would mislead and are told one by one.
_NUMBERED = re.compile(r"\b(R|C|CO|U|RE|S)-?\s?[IVX0-9]+\b|\b\d+$|\b(R-[IVX]+|C-\d+)\b", re.IGNORECASE)
_DISTRICTS_BY_NAME = frozenset(
    (
        "joplin schools", "lindbergh schools", "neosho school district", "nixa public schools", "school of the osage",
        "normandy schools collaborative", "pemiscot co. special school district",
        "specl. school district st. louis co.",
    )
)  # fmt: skip
_CHARTERS_BY_NAME = frozenset(("allen village",))
_STATE = re.compile(r"missouri school|school for the|department of|division of youth|schls for the sev", re.IGNORECASE)
_CHARTER = re.compile(
    r"academy|academie|charter|kipp|prep|college|lighthouse|confluence|montessori|scuola|deaf|learning|elem|"
    r"school|institute|gateway|leadership|biome|atlas|citizens|frontier|hogan|genesis|crossroads|crossoads|guadalupe",
    re.IGNORECASE,
)  # fmt: skip


def kind_of(name: str) -> DistrictKind:
    """Return what an entry of the public list is: the list has districts, charters and state schools in one.

    A numbered name is a district's; so is a name that has no word of a charter in it. Where the name misleads, the
    list may have a column `kind`, which counts.
    """
    if name.casefold() in _DISTRICTS_BY_NAME or _NUMBERED.search(name):
        return DistrictKind.DISTRICT
    if name.casefold() in _CHARTERS_BY_NAME:
        return DistrictKind.CHARTER
    if _STATE.search(name):
        return DistrictKind.STATE
    return DistrictKind.CHARTER if _CHARTER.search(name) else DistrictKind.DISTRICT


_SCHOOL_WORDS = ("incorporated", "nondiscrimination", "tuition")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _need(cells: dict[str, str], column: str) -> str:
    if not cells.get(column):
        raise ValueError(f"{column}: must not be empty")
    return cells[column]


def import_districts(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take a list of districts: `name,city,county,zip` and, where it has them, `kind,code,entry_cutoff`.

    Raises Invalid with all faults. What is on the list already and the same stays as it is.
    """
    work.authorize(Permission.REFERENCE_IMPORT)
    found = read_table(data, ("name", "city", "county", "zip"), lambda cells: {**cells, "name": _need(cells, "name")})
    known = {_plain(each.name): each for each in store.districts(work.tx)}
    seen: dict[str, int] = {}
    for line, row in found.rows:
        if _plain(row["name"]) in seen:
            found.refuse(line, "name", f"stands on line {seen[_plain(row['name'])]} already")
        seen[_plain(row["name"])] = line
        if row.get("kind") and row["kind"] not in set(DistrictKind):
            found.refuse(line, "kind", "must be district, charter or state")

    def values(row: dict[str, str]) -> dict[str, Any]:
        kind = DistrictKind(row["kind"]) if row.get("kind") else kind_of(row["name"])
        told = {"kind": kind, "city": row["city"], "county": row["county"], "zip": row["zip"]}
        more = {name: row[name] for name in ("code", "entry_cutoff") if row.get(name)}
        return {**told, **more}

    return _take(
        work, "districts", [(row["name"], known.get(_plain(row["name"])), values(row)) for _, row in found.checked()],
        lambda name, told: District(id=new_id(), name=name, source=source, as_of=as_of, **told),
        (source, as_of), dry=dry,
    )  # fmt: skip


def import_schools(
    work: Work, data: bytes, *, source: str, as_of: date, invented: bool = False, dry: bool = False
) -> Changes:
    """Take a list of schools: `name,city,sector`; `county,incorporated,nondiscrimination,tuition` where it has them."""
    work.authorize(Permission.REFERENCE_IMPORT)
    kinds = {each.value for each in SchoolKind}

    def read(cells: dict[str, str]) -> dict[str, str]:
        if cells.get("sector") not in kinds:
            raise ValueError("sector: must be one of " + ", ".join(sorted(kinds)))
        return {**cells, "name": _need(cells, "name")}

    found = read_table(data, ("name", "city", "sector"), read)
    known = {(each.name, each.city, each.kind.value): each for each in store.schools(work.tx)}

    def values(row: dict[str, str]) -> dict[str, Any]:
        private = row["sector"] in ("private", "virtual")
        told = {name: row.get(name, "yes" if private else "no") for name in _SCHOOL_WORDS}
        yes = {name: text == "yes" for name, text in told.items()}
        return {
            "county": row.get("county", ""), "incorporated_in_missouri": yes["incorporated"],
            "nondiscrimination": yes["nondiscrimination"], "charges_tuition": yes["tuition"],
        }  # fmt: skip

    rows = {(row["name"], row["city"], row["sector"]): row for _, row in found.checked()}
    return _take(
        work, "schools", [(f"{key[0]}|{key[1]}|{key[2]}", known.get(key), values(row)) for key, row in rows.items()],
        lambda key, told: School(
            id=new_id(), name=key.split("|")[0], city=key.split("|")[1], kind=SchoolKind(key.split("|")[2]),
            source=source, as_of=as_of, is_invented=invented, **told,
        ),
        (source, as_of), dry=dry,
    )  # fmt: skip


def import_classifications(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take classifications: `district,classification,effective_from,effective_to` and, where it has it, `source`.

    A district of the list must be known; dates of one district must not overlap. Raises Invalid with all faults.
    """
    work.authorize(Permission.REFERENCE_IMPORT)
    classes = {each.value for each in Classification}

    def read(cells: dict[str, str]) -> dict[str, Any]:
        if cells.get("classification") not in classes:
            raise ValueError("classification: must be one of " + ", ".join(sorted(classes)))
        ends = cells.get("effective_to", "")
        return {
            **cells,
            "starts_on": _day(cells, "effective_from"),
            "ends_on": _day(cells, "effective_to") if ends else None,
        }

    found = read_table(data, ("district", "classification", "effective_from", "effective_to"), read)
    districts = {_plain(each.name): each for each in store.districts(work.tx)}
    known = {(each.district_id, each.starts_on): each for each in store.all_classifications(work.tx)}
    rows = []
    for line, row in found.rows:
        district = _district(row["district"], districts)
        if district is None:
            found.refuse(line, "district", f"{row['district']} is not on the list of districts")
            continue
        told = {"classification": Classification(row["classification"]), "ends_on": row["ends_on"]}
        rows.append((f"{district.id}|{row['starts_on']}", known.get((district.id, row["starts_on"])), told))
    found.checked()

    def make(key: str, told: dict[str, Any]) -> DistrictClassification:
        district_id, starts_on = key.split("|")
        return DistrictClassification(
            id=new_id(), district_id=uuid.UUID(district_id), starts_on=date.fromisoformat(starts_on), source=source,
            as_of=as_of, **told,
        )  # fmt: skip

    return _take(work, "classifications", rows, make, (source, as_of), dry=dry)


def _district(name: str, districts: dict[str, District]) -> District | None:
    """Return the district of a name, also where the list has it with its number or without."""
    wanted = _plain(name)
    if wanted in districts:
        return districts[wanted]
    near = [each for key, each in districts.items() if key.startswith(wanted) and each.kind is DistrictKind.DISTRICT]
    return near[0] if len(near) == 1 else None


def _day(cells: dict[str, str], column: str) -> date:
    try:
        return parse_day(cells.get(column, ""))
    except ValueError as fault:
        raise ValueError(f"{column}: {fault}") from None


def _take(
    work: Work,
    what: str,
    rows: list[tuple[str, Any, dict[str, Any]]],
    make: Callable[[str, dict[str, Any]], Any],
    origin: tuple[str, date],
    *,
    dry: bool,
) -> Changes:
    """Add what is new, change what differs, leave what is the same; a dry run only counts."""
    added, changed, unchanged = [], [], 0
    for name, current, told in rows:
        label = name.split("|")[0] if what != "classifications" else name
        if current is None:
            added.append(label)
            if not dry:
                work.tx.add(make(name, told))
            continue
        said = differences(label, [(column, getattr(current, column), value) for column, value in told.items()])
        if not said:
            unchanged += 1
            continue
        changed.append(said)
        if not dry:
            for column, value in {**told, "source": origin[0], "as_of": origin[1]}.items():
                setattr(current, column, value)
    if not dry:
        work.tx.flush()
        detail = {"added": len(added), "changed": len(changed)}
        audit.record(work, f"{what}.imported", subject_kind="list", subject_id=origin[0], detail=detail)
    return Changes(tuple(added), tuple(changed), unchanged)
