"""Bringing in an EAO's file of applications: all rows or the good ones, once, and nothing half done."""

import csv
import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from esa.applications.domain.bringing import BroughtChild, BroughtHousehold, read_jsonl
from esa.applications.domain.bringing_csv import NoHeader, read_csv
from esa.applications.domain.filing import NewApplication
from esa.applications.models import ApplicationImport
from esa.applications.service.deciding import Decided, decide
from esa.applications.store import bulk, imports
from esa.audit import service as audit
from esa.families import service as families
from esa.families.domain import NewHousehold, NewStudent
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid
from esa.kernel.ids import name_id, new_id
from esa.kernel.permissions import Permission
from esa.kernel.wire import BadLine, FieldError
from esa.platform.work import Work
from esa.schools import service as schools


class Rows(StrEnum):
    """What happens to the good rows of a file that has bad ones."""

    ALL = "all"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an import did, or would do: children by what happened to them, and the faults with their lines."""

    children: int
    faults: tuple[BadLine, ...]
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    decided: int = 0
    waiting: int = 0
    seen_before: bool = False

    @property
    def refused(self) -> bool:
        """Say whether nothing was taken because of the faults."""
        return bool(self.faults) and not self.children


@dataclass(frozen=True, slots=True)
class Places:
    """Districts and schools by their plain names."""

    districts: Mapping[str, uuid.UUID]
    schools: Mapping[tuple[str, str], uuid.UUID]
    schools_by_name: Mapping[str, uuid.UUID | None]


def read_file(data: bytes, filename: str) -> tuple[list[BroughtHousehold], list[BadLine]]:
    """Return the good households and the faults of a file. Raises Invalid for one that is no such file at all."""
    read = read_jsonl if filename.lower().endswith((".jsonl", ".ndjson")) else read_csv
    good: list[BroughtHousehold] = []
    faults: list[BadLine] = []
    try:
        for each in read(data):
            if isinstance(each, BadLine):
                faults.append(each)
            else:
                good.append(each)
    except UnicodeDecodeError:
        raise Invalid("The file is not UTF-8.", [Ground("file", "save it as UTF-8 and bring it again")]) from None
    except (NoHeader, csv.Error) as fault:
        raise Invalid("The file is no list of applications.", [Ground("file", str(fault))]) from None
    return good, faults


def bring(
    work: Work, data: bytes, filename: str, year: SchoolYear, rows: Rows = Rows.ALL, *, dry: bool = False
) -> Brought:
    """Bring in a file: file its applications and decide them, in this one transaction.

    With `Rows.ALL` one bad row keeps all out. The same file again changes nothing; rows that came before are changed
    only where they differ. A dry run says the same and writes nothing. Raises Invalid for a file that is none.
    """
    work.authorize(Permission.APPLICATION_IMPORT)
    owner = work.actor.require_organization()
    digest = hashlib.sha256(data + str(year).encode()).hexdigest()
    households, faults = read_file(data, filename)
    places = _places(work)
    good = [each for each in households if not _unplaced(each, places, faults)]
    _repeated(good, faults)
    if imports.seen(work.tx, owner, digest):
        children = sum(len(each.children) for each in good)
        return Brought(
            children=children, new=0, changed=0, unchanged=children, faults=tuple(faults), decided=0, seen_before=True
        )
    if faults and rows is Rows.ALL:
        return Brought(
            children=0, new=0, changed=0, unchanged=0, faults=_in_order(faults), decided=0, seen_before=False
        )
    return _take(work, _File(owner, year, digest, filename, good, faults, places), dry=dry)


@dataclass(frozen=True, slots=True)
class _File:
    owner: uuid.UUID
    year: SchoolYear
    digest: str
    filename: str
    good: list[BroughtHousehold]
    faults: list[BadLine]
    places: Places


def _in_order(faults: list[BadLine]) -> tuple[BadLine, ...]:
    return tuple(sorted(faults, key=lambda each: each.line))


def _take(work: Work, file: _File, *, dry: bool) -> Brought:
    owner, places = file.owner, file.places
    applications = [each for one in file.good for each in _applications(one, owner, file.year, places)]
    count, decided = len(applications), Decided(0, 0)
    if dry:
        new, changed = bulk.compare(work.connection, applications)
    else:
        import_id = new_id()
        families.record_many(work, _households(file.good, owner, places), _students(file.good, owner))
        new, touched = bulk.file_many(work.connection, applications, work.now, import_id)
        changed = len(touched) - new
        decided = decide(work, file.year, touched) if touched else decided
        _note(work, file, import_id, count)
    return Brought(
        children=count, new=new, changed=changed, unchanged=count - new - changed, faults=_in_order(file.faults),
        decided=decided.stored, waiting=decided.waiting,
    )  # fmt: skip


def _note(work: Work, file: _File, import_id: uuid.UUID, accepted: int) -> None:
    rejected = len(file.faults)
    work.tx.add(
        ApplicationImport(
            id=import_id, organization_id=file.owner, file_sha256=file.digest, filename=file.filename,
            imported_at=work.now, rows=accepted + rejected, accepted=accepted, rejected=rejected,
            imported_by=work.actor.user_id,
        )
    )  # fmt: skip
    audit.record(
        work, "applications.imported", subject_kind="file", subject_id=file.digest,
        detail={"accepted": accepted, "faults": rejected},
    )  # fmt: skip


def _places(work: Work) -> Places:
    listed = schools.schools(work)
    by_name: dict[str, uuid.UUID | None] = {}
    for each in listed:
        name = each.name.casefold()
        by_name[name] = None if name in by_name else each.id
    return Places(schools.district_names(work), {(e.name.casefold(), e.city.casefold()): e.id for e in listed}, by_name)


def _school(child: BroughtChild, places: Places) -> uuid.UUID | None:
    if child.school_city:
        return places.schools.get((child.school.casefold(), child.school_city.casefold()))
    return places.schools_by_name.get(child.school.casefold())


def _unplaced(household: BroughtHousehold, places: Places, faults: list[BadLine]) -> bool:
    """Add a fault for a district or school that is not on the state's lists; say whether there was one."""
    found = []
    if household.district and household.district.casefold() not in places.districts:
        said = "is not on the list of districts; write it as the list does (of two with one name: name (county))"
        found.append(BadLine(household.line, None, (FieldError("household.district", said),)))
    for child in household.children:
        if child.school and _school(child, places) is None:
            said = "is not on the list of schools, or stands there twice; give its city, or leave it out"
            found.append(BadLine(child.line, child.external_id, (FieldError("school", said),)))
    faults += found
    return bool(found)


def _repeated(good: list[BroughtHousehold], faults: list[BadLine]) -> None:
    """Add a fault for every child number that stands twice, and take its household out."""
    seen: set[str] = set()
    for household in list(good):
        twice = [child for child in household.children if child.external_id in seen or seen.add(child.external_id)]  # type: ignore[func-returns-value]
        if twice:
            good.remove(household)
            for child in twice:
                error = FieldError("external_id", "is given twice in the file")
                faults.append(BadLine(child.line, child.external_id, (error,)))


def _household_id(owner: uuid.UUID, key: str) -> uuid.UUID:
    return name_id(owner, f"household:{key}")


def _student_id(owner: uuid.UUID, household: BroughtHousehold, child: BroughtChild) -> uuid.UUID:
    return name_id(owner, f"student:{household.key}:{child.external_id}")


def _households(good: list[BroughtHousehold], owner: uuid.UUID, places: Places) -> Iterator[NewHousehold]:
    for each in good:
        yield NewHousehold(
            id=_household_id(owner, each.key), contact_name=each.contact_name, email=each.email, phone=each.phone,
            street=each.street, city=each.city, zip=each.zip, county=each.county,
            district_id=places.districts.get(each.district.casefold()), size=each.size,
            annual_income=each.annual_income, language=each.language, intake_organization_id=owner,
        )  # fmt: skip


def _students(good: list[BroughtHousehold], owner: uuid.UUID) -> Iterator[NewStudent]:
    for each in good:
        for child in each.children:
            yield NewStudent(
                id=_student_id(owner, each, child), household_id=_household_id(owner, each.key),
                given_name=child.given_name, family_name=child.family_name, birth_on=child.birth_on,
                intake_organization_id=owner, state_student_number=child.state_student_number or None,
            )  # fmt: skip


def _applications(
    household: BroughtHousehold, owner: uuid.UUID, year: SchoolYear, places: Places
) -> Iterator[NewApplication]:
    household_id = _household_id(owner, household.key)
    income = None if household.annual_income is None else household.annual_income.to_wire()
    said = {"size": household.size, "annual_income": income}
    district = places.districts.get(household.district.casefold()) if household.district else None
    for child in household.children:
        student_id = _student_id(owner, household, child)
        yield NewApplication(
            organization_id=owner, household_id=household_id, student_id=student_id, person_id=student_id,
            school_year=year, external_id=child.external_id, given_name=child.given_name,
            family_name=child.family_name, birth_on=child.birth_on, grade=child.grade,
            completed_at=child.completed_at, facts={"student": child.student, "household": said},
            evidence=child.evidence, payment_plan=child.payment_plan, sibling_group=str(household_id),
            school_id=_school(child, places) if child.school else None, district_id=district, tuition=child.tuition,
            agreement_on=child.agreement_on, enrolled_on=child.enrolled_on,
        )  # fmt: skip
