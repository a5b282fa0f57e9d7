"""What a decision knows of a student: read from the wire, every fault named, or made by the application."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.wire import Fields, as_choice, as_count, as_day, as_money, as_text
from esa.law.versions import version_on

GRADES = ("K", *(str(number) for number in range(1, 13)))
ACCREDITATIONS = ("accredited_with_distinction", "accredited", "provisional", "unaccredited")
IEP_KINDS = ("iep", "service_plan", "plan_504", "other")
LUNCH_CATEGORIES = ("free", "reduced")
ENTRIES = ("kindergarten", "first_grade")
SIBLING_GRANTS = ("granted", "pending", "no")
_GRADE_OF_ENTRY = {"kindergarten": "K", "first_grade": "1"}
_FIRST_CUTOFF, _LAST_CUTOFF = "08-01", "10-01"
# Python refuses to print numbers of more than 4,300 digits; the limits of a household are multiples of its size.
_MOST = 10**1000


@dataclass(frozen=True, slots=True)
class Iep:
    """A plan for a student's needs: its kind and its day."""

    kind: str
    dated: date


@dataclass(frozen=True, slots=True)
class Military:
    """The three facts of ORD-h."""

    sponsor_on_active_duty: bool
    relocated_to_missouri: bool
    first_missouri_school: bool


@dataclass(frozen=True, slots=True)
class Sibling:
    """A sibling's grants: of the year before, and of this year (`granted`, `pending`, `no`)."""

    grant_previous_school_year: bool
    grant_this_school_year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts of one decision; what was not shown is false, none or empty."""

    id: str
    decided_on: date
    school_year: SchoolYear
    birth_date: date
    grade: str
    missouri_resident: bool
    lawfully_present: bool
    household_size: int
    annual_income: Money | None = None
    in_state_custody: bool = False
    district_code: str = ""
    accreditation: str = "accredited"
    county_has_charter_government: bool = False
    city_population: int = 0
    iep: Iep | None = None
    dyslexia_diagnosed: bool = False
    limited_english: bool = False
    lunch_categorical: str | None = None
    public_semester: bool = False
    entering: str | None = None
    completed_kindergarten: bool = False
    entry_cutoff: str = _FIRST_CUTOFF
    grant_previous_school_year: bool = False
    qualified_before: bool = False
    military: Military | None = None
    siblings: tuple[Sibling, ...] = ()


def _version_day(value: object) -> date:
    day = as_day(value)
    version_on(day)
    return day


def _optional_word(fields: Fields, name: str, words: tuple[str, ...]) -> str | None:
    return fields.take(name, lambda value: None if value is None else as_choice(value, words), None)


def _cutoff(value: object) -> str:
    """Return a month and day from 1 August to 1 October. Raises ValueError."""
    text = as_text(value)
    try:
        as_day(f"2023-{text}")
    except ValueError:
        raise ValueError("must be a month and day like 08-01") from None
    if not _FIRST_CUTOFF <= text <= _LAST_CUTOFF:
        raise ValueError("must lie between 08-01 and 10-01")
    return text


def _past(fields: Fields, name: str, decided_on: date) -> date:
    def read(value: object) -> date:
        day = as_day(value)
        if day > decided_on:
            raise ValueError("must not be after decided_on")
        return day

    return fields.take(name, read, date.min, required=True)


def _bounded_money(value: object) -> Money | None:
    """Return an income, None for null. Raises ValueError, also for one that nobody could print."""
    if value is None:
        return None
    money = as_money(value)
    if money.cents > _MOST:
        raise ValueError("is too large to be an income")
    return money


def _household_size(value: object) -> int:
    size = as_count(value, 1)
    if size > _MOST:
        raise ValueError("is too large to be a household")
    return size


def _read_iep(student: Fields, decided_on: date) -> Iep | None:
    given = student.inner("iep")
    if given is None:
        return None
    made = Iep(given.choice("kind", IEP_KINDS), _past(given, "dated", decided_on))
    given.done()
    return made


def _read_military(student: Fields) -> Military | None:
    given = student.inner("military")
    if given is None:
        return None
    made = Military(
        given.boolean("sponsor_on_active_duty"),
        given.boolean("relocated_to_missouri"),
        given.boolean("first_missouri_school"),
    )
    given.done()
    return made


def _read_siblings(student: Fields) -> tuple[Sibling, ...]:
    found = []
    for given in student.many("siblings"):
        before = given.boolean("grant_previous_school_year", required=True)
        found.append(Sibling(before, given.choice("grant_this_school_year", SIBLING_GRANTS)))
        given.done()
    return tuple(found)


def _read_district(student: Fields) -> tuple[str, str]:
    if not student.has("district"):
        student.raw("district")
        return "", "accredited"
    given = student.inner("district", required=True)
    if given is None:
        return "", "accredited"
    code = given.text("code", required=False)
    made = (code, given.choice("accreditation", ACCREDITATIONS, default="accredited"))
    given.done()
    return made


def _read_student(student: Fields, decided_on: date) -> dict[str, Any]:
    birth = _past(student, "birth_date", decided_on)
    grade = student.choice("grade", GRADES)
    wrong_grade = any(error.field == student.path + "grade" for error in student.errors)
    entering = _optional_word(student, "entering", ENTRIES)
    if entering is not None and not wrong_grade and _GRADE_OF_ENTRY[entering] != grade:
        student.refuse("entering", f"does not fit grade {grade}: kindergarten is K, first_grade is 1")
    code, accreditation = _read_district(student)
    return {
        "birth_date": birth,
        "grade": grade,
        "missouri_resident": student.boolean("missouri_resident", required=True),
        "lawfully_present": student.boolean("lawfully_present", required=True),
        "in_state_custody": student.boolean("in_state_custody"),
        "district_code": code,
        "accreditation": accreditation,
        "county_has_charter_government": student.boolean("county_has_charter_government"),
        "city_population": student.take("city_population", lambda value: as_count(value, 0), 0),
        "iep": _read_iep(student, decided_on),
        "dyslexia_diagnosed": student.boolean("dyslexia_diagnosed"),
        "limited_english": student.boolean("limited_english"),
        "lunch_categorical": _optional_word(student, "lunch_categorical", LUNCH_CATEGORIES),
        "public_semester": student.boolean("public_semester_in_previous_12_months"),
        "entering": entering,
        "completed_kindergarten": student.boolean("completed_kindergarten"),
        "entry_cutoff": student.take("entry_cutoff", _cutoff, _FIRST_CUTOFF),
        "grant_previous_school_year": student.boolean("grant_previous_school_year"),
        "qualified_before": student.boolean("qualified_before"),
        "military": _read_military(student),
        "siblings": _read_siblings(student),
    }


def read_facts(fields: Fields) -> Facts:
    """Return the facts of one line; what is wrong with it is in `fields.errors`, and then the answer is no use."""
    name = fields.text("id")
    decided_on = fields.take("decided_on", _version_day, date.max, required=True)
    year = fields.school_year("school_year")
    student = fields.inner("student", required=True)
    known: dict[str, Any] = {}
    if student is not None:
        known = _read_student(student, decided_on)
        student.done()
    household = fields.inner("household", required=True)
    size, income = 1, None
    if household is not None:
        size = household.take("size", _household_size, 1, required=True)
        income = household.take("annual_income", _bounded_money, None)
        household.done()
    if fields.errors:
        # A stand-in: the line is answered by its errors.
        known = {"birth_date": date.min, "grade": "K", "missouri_resident": False, "lawfully_present": False}
    return Facts(id=name, decided_on=decided_on, school_year=year, household_size=size, annual_income=income, **known)


def facts_to_wire(facts: Facts) -> dict[str, Any]:
    """Return the contract's line of these facts, every field written out, so that a stranger can decide it again."""
    return {
        "id": facts.id,
        "decided_on": facts.decided_on.isoformat(),
        "school_year": str(facts.school_year),
        "student": _student_to_wire(facts),
        "household": {
            "size": facts.household_size,
            "annual_income": None if facts.annual_income is None else facts.annual_income.to_wire(),
        },
    }


def _student_to_wire(facts: Facts) -> dict[str, Any]:
    plan, military = facts.iep, facts.military
    code = {"code": facts.district_code} if facts.district_code else {}
    return {
        "birth_date": facts.birth_date.isoformat(),
        "grade": facts.grade,
        "missouri_resident": facts.missouri_resident,
        "lawfully_present": facts.lawfully_present,
        "in_state_custody": facts.in_state_custody,
        "district": {**code, "accreditation": facts.accreditation},
        "county_has_charter_government": facts.county_has_charter_government,
        "city_population": facts.city_population,
        "iep": None if plan is None else {"kind": plan.kind, "dated": plan.dated.isoformat()},
        "dyslexia_diagnosed": facts.dyslexia_diagnosed,
        "limited_english": facts.limited_english,
        "lunch_categorical": facts.lunch_categorical,
        "public_semester_in_previous_12_months": facts.public_semester,
        "entering": facts.entering,
        "completed_kindergarten": facts.completed_kindergarten,
        "entry_cutoff": facts.entry_cutoff,
        "grant_previous_school_year": facts.grant_previous_school_year,
        "qualified_before": facts.qualified_before,
        "military": None if military is None else asdict(military),
        "siblings": [asdict(sibling) for sibling in facts.siblings],
    }
