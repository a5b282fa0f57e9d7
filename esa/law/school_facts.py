"""What a check of a school knows: its kind, how it is run, and whose enrolment is judged."""

from dataclasses import dataclass
from datetime import date

from esa.kernel.wire import Fields, as_day, as_text
from esa.law.versions import version_on

KINDS = ("fpe", "charter", "private", "public", "virtual", "home")
RECORDS = ("all_three", "equivalent", "none")


@dataclass(frozen=True, slots=True)
class FpeSchool:
    """How an FPE school is run for one pupil; hours are those offered in the year (RSMo 167.013)."""

    unrelated_children: int
    takes_pay: bool
    student_age: int
    hours_total: int
    hours_core: int
    hours_core_at_location: int
    records: str


@dataclass(frozen=True, slots=True)
class Pupil:
    """The student whose enrolment is judged (ACC-2)."""

    resident_district: str
    in_state_custody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school on a day; `fpe` stands with the kind fpe only, a district is None where none is named."""

    id: str
    on: date
    kind: str
    incorporated_in_missouri: bool = False
    nondiscrimination: bool = False
    charges_tuition: bool = False
    fpe: FpeSchool | None = None
    pupil: Pupil | None = None
    operated_by_district: str | None = None
    located_in_district: str | None = None


def read_school(fields: Fields) -> School:
    """Read a school's line; what was not shown is false, and an FPE school shows how it is run."""
    name, on = fields.text("id"), fields.take("on", _version_day, date.max, required=True)
    faults = len(fields.errors)
    kind = fields.choice("kind", KINDS)
    known = len(fields.errors) == faults
    pupil = _pupil(fields.inner("student"))
    judged = known and pupil is not None
    return School(
        id=name,
        on=on,
        kind=kind,
        incorporated_in_missouri=fields.boolean("incorporated_in_missouri"),
        nondiscrimination=fields.boolean("nondiscrimination"),
        charges_tuition=fields.boolean("charges_tuition"),
        fpe=_fpe(fields, kind if known else None),
        pupil=pupil,
        operated_by_district=_district(fields, "operated_by_district", required=judged and kind == "public"),
        located_in_district=_district(fields, "located_in_district", required=judged and kind == "charter"),
    )


def _version_day(value: object) -> date:
    day = as_day(value)
    version_on(day)
    return day


def _district(fields: Fields, name: str, *, required: bool) -> str | None:
    def read(value: object) -> str | None:
        return None if value is None and not required else as_text(value)

    return fields.take(name, read, None, required=required)


def _pupil(fields: Fields | None) -> Pupil | None:
    if fields is None:
        return None
    pupil = Pupil(fields.text("resident_district"), fields.boolean("in_state_custody"))
    fields.done()
    return pupil


def _fpe(fields: Fields, kind: str | None) -> FpeSchool | None:
    """Read how an FPE school is run; due for that kind and for no other."""
    inner = fields.inner("fpe", required=kind == "fpe")
    if inner is None:
        return None
    if kind not in {"fpe", None}:
        fields.refuse("fpe", "is for a school of the kind fpe only")
    school = FpeSchool(
        unrelated_children=inner.count("unrelated_children"),
        takes_pay=inner.boolean("takes_pay"),
        student_age=inner.count("student_age"),
        hours_total=inner.count("hours_total"),
        hours_core=inner.count("hours_core"),
        hours_core_at_location=inner.count("hours_core_at_location"),
        records=inner.choice("records", RECORDS),
    )
    inner.done()
    return school
