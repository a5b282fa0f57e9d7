"""Taking the State Board's classifications of districts, each from a day until before another."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from esa.audit import service as audit
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes, Rows, day, needed, one_of, read_table
from esa.platform.lists import Origin, Told, lay_over
from esa.platform.work import Work
from esa.schools import store
from esa.schools.domain import Classification, DistrictKind, bare, plain
from esa.schools.models import District, DistrictClassification

_COLUMNS = ("district", "classification", "effective_from", "effective_to")


@dataclass(frozen=True, slots=True)
class _Span:
    """One row of the list with the district it speaks of."""

    district: District
    classification: Classification
    starts_on: date
    ends_on: date | None
    source: str


def import_classifications(work: Work, data: bytes, *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Take classifications: `district,classification,effective_from,effective_to`; a row may have its own `source`.

    The day in `effective_to` is the first of the next class. A district may be named with its number or without; where
    two have the name, a column `county` tells which. Days of one district must not overlap, with what stands neither.
    Raises Invalid with all faults.
    """
    work.authorize(Permission.REFERENCE_IMPORT)
    found = read_table(data, _COLUMNS, _row)
    districts = store.districts(work.tx)
    listed = store.all_classifications(work.tx)
    spans = _spans(found, districts, source)
    _refuse_overlaps(found, spans, listed)
    found.checked()
    known = {(each.district_id, each.starts_on): each for each in listed}
    names = {each.id: each.name for each in districts}
    done = lay_over(
        work,
        [_told(each, known.get((each.district.id, each.starts_on)), as_of) for _, each in spans],
        [(f"{names[each.district_id]}, from {each.starts_on}", each) for each in listed],
        Origin(source, as_of),
        dry=dry,
    )
    return audit.list_taken(work, "classifications", done, source=source, as_of=as_of, dry=dry)


def _row(cells: dict[str, str]) -> dict[str, Any]:
    needed(cells, "district")
    one_of(cells, "classification", [each.value for each in Classification])
    starts_on = day(cells, "effective_from")
    ends_on = day(cells, "effective_to") if cells["effective_to"] else None
    if ends_on is not None and ends_on <= starts_on:
        raise ValueError("effective_to: must be after effective_from; leave it empty while the class stands")
    return {**cells, "starts_on": starts_on, "ends_on": ends_on}


def _spans(found: Rows[dict[str, Any]], districts: Sequence[District], source: str) -> list[tuple[int, _Span]]:
    by_name = _by_name(districts)
    spans = []
    for line, row in found.rows:
        near = by_name.get(plain(row["district"])) or by_name.get(f"bare {bare(row['district'])}", [])
        if row.get("county"):
            near = [each for each in near if each.county == row["county"]]
        if len(near) != 1:
            said = f"{row['district']} is not on the list of districts"
            told = f"{len(near)} districts are named {row['district']}; tell the county in a column county"
            found.refuse(line, "district", told if near else said)
            continue
        classified = Classification(row["classification"])
        spans.append((line, _Span(near[0], classified, row["starts_on"], row["ends_on"], row.get("source") or source)))
    return spans


def _by_name(districts: Sequence[District]) -> Mapping[str, list[District]]:
    """Return the districts by their plain name, and by the name without its number."""
    names: dict[str, list[District]] = defaultdict(list)
    for each in districts:
        if each.kind is DistrictKind.DISTRICT:
            names[plain(each.name)].append(each)
            names[f"bare {bare(each.name)}"].append(each)
    return dict(names)


def _refuse_overlaps(
    found: Rows[dict[str, Any]], spans: list[tuple[int, _Span]], listed: Sequence[DistrictClassification]
) -> None:
    """Refuse a row that covers a day of another, in the list or of what stands and the list does not speak of."""
    told = {(each.district.id, each.starts_on) for _, each in spans}
    taken: dict[uuid.UUID, list[tuple[date, date | None, str]]] = defaultdict(list)
    for each in listed:
        if (each.district_id, each.starts_on) not in told:
            taken[each.district_id].append((each.starts_on, each.ends_on, f"the class from {each.starts_on}"))
    for line, span in spans:
        for starts_on, ends_on, what in taken[span.district.id]:
            if (ends_on is None or span.starts_on < ends_on) and (span.ends_on is None or starts_on < span.ends_on):
                said = f"{what} of {span.district.name} has days of this one; end it in effective_to"
                found.refuse(line, "effective_from", said)
        taken[span.district.id].append((span.starts_on, span.ends_on, f"line {line}"))


def _told(span: _Span, current: DistrictClassification | None, as_of: date) -> Told:
    values: dict[str, Any] = {"classification": span.classification, "ends_on": span.ends_on, "source": span.source}
    first: dict[str, Any] = {"district_id": span.district.id, "starts_on": span.starts_on, "as_of": as_of, **values}
    name = f"{span.district.name}, from {span.starts_on}: {span.classification.value}"
    return Told(name, current, values, lambda: DistrictClassification(id=new_id(), **first))
