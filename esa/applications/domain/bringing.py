"""Reading an EAO's file of applications: a household with its children, every fault named by line and field.

JSON Lines: one household a line, its children in a list. CSV: one child a row, the household's columns repeated on the
row of each of its children; `docs/import-applications.md` has every field.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from esa.applications.domain.words import Evidence, PaymentPlan
from esa.kernel.money import Money
from esa.kernel.wire import BadLine, Fields, as_choice, as_count, as_money, read_line, split_lines
from esa.law.facts import ENTRIES, GRADES, IEP_KINDS, LUNCH_CATEGORIES

YES_NO = (
    "missouri_resident", "lawfully_present", "in_state_custody", "county_has_charter_government", "dyslexia_diagnosed",
    "limited_english", "public_semester_in_previous_12_months", "completed_kindergarten", "grant_previous_school_year",
    "qualified_before",
)  # fmt: skip
MILITARY = ("sponsor_on_active_duty", "relocated_to_missouri", "first_missouri_school")
# Facts that a paper can show; each may come with the kind of paper and its day.
SHOWN = (
    "birth_date", "missouri_resident", "lawfully_present", "in_state_custody", "iep", "dyslexia_diagnosed",
    "limited_english", "lunch_categorical", "public_semester_in_previous_12_months", "grant_previous_school_year",
    "military", "annual_income",
)  # fmt: skip
_PLANS = tuple(each.value for each in PaymentPlan)
_EVIDENCE = tuple(each.value for each in Evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtChild:
    """One child of a file."""

    line: int
    external_id: str
    given_name: str
    family_name: str
    birth_on: date
    grade: str
    completed_at: datetime
    student: dict[str, Any]
    evidence: dict[str, Any]
    payment_plan: PaymentPlan
    school: str
    school_city: str
    tuition: Money | None
    agreement_on: date | None
    enrolled_on: date | None
    state_student_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtHousehold:
    """One household of a file with its children."""

    line: int
    key: str
    contact_name: str
    email: str
    phone: str
    street: str
    city: str
    zip: str
    county: str
    district: str
    size: int
    annual_income: Money | None
    language: str
    children: tuple[BroughtChild, ...]


def _word(fields: Fields, name: str) -> str:
    """Read a text that may be left out or empty."""
    return fields.take(name, lambda value: "" if value in (None, "") else str(value), "")


def _maybe(fields: Fields, name: str, read: Callable[[object], Any]) -> Any:
    return fields.take(name, lambda value: None if value is None else read(value), None)


def _day(fields: Fields, name: str) -> date | None:
    value = fields.raw(name)
    if value is None or not fields.has(name):
        return None
    return fields.day(name)


def _plan(fields: Fields) -> dict[str, str] | None:
    given = fields.inner("iep")
    if given is None:
        return None
    made = {"kind": given.choice("kind", IEP_KINDS), "dated": given.day("dated").isoformat()}
    given.done()
    return made


def _military(fields: Fields) -> dict[str, bool] | None:
    given = fields.inner("military")
    if given is None:
        return None
    made = {name: given.boolean(name) for name in MILITARY}
    given.done()
    return made


def _evidence(fields: Fields) -> dict[str, dict[str, str]]:
    given = fields.inner("evidence")
    if given is None:
        return {}
    made = {}
    for name in SHOWN:
        shown = given.inner(name)
        if shown is not None:
            kind, dated = shown.choice("kind", _EVIDENCE), shown.day("dated")
            made[name] = {"kind": kind, "dated": dated.isoformat()}
            shown.done()
    given.done()
    return made


def read_child(fields: Fields, line: int) -> BroughtChild:
    """Return a child; what is wrong with it is in `fields.errors`, and then the child is no use."""
    birth, grade = fields.day("birth_date"), fields.choice("grade", GRADES)
    student: dict[str, Any] = {"birth_date": birth.isoformat(), "grade": grade}
    for name in YES_NO:
        student[name] = fields.boolean(name, required=name in ("missouri_resident", "lawfully_present"))
    student["city_population"] = fields.take("city_population", lambda value: as_count(value, 0), 0)
    student["iep"] = _plan(fields)
    student["military"] = _military(fields)
    student["lunch_categorical"] = _maybe(fields, "lunch_categorical", lambda v: as_choice(v, LUNCH_CATEGORIES))
    student["entering"] = _maybe(fields, "entering", lambda value: as_choice(value, ENTRIES))
    if student["entering"] and grade != {"kindergarten": "K", "first_grade": "1"}[student["entering"]]:
        fields.refuse("entering", "does not fit the grade: kindergarten is K, first_grade is 1")
    completed = fields.instant("completed_at")
    if birth != date.max and birth > completed.date():
        fields.refuse("birth_date", "is after the day on which the application was complete")
    made = BroughtChild(
        line=line,
        external_id=fields.text("external_id"),
        given_name=fields.text("given_name"),
        family_name=fields.text("family_name"),
        birth_on=birth,
        grade=grade,
        completed_at=completed,
        student=student,
        evidence=_evidence(fields),
        payment_plan=PaymentPlan(fields.choice("payment_plan", _PLANS, default=PaymentPlan.FOUR.value)),
        school=_word(fields, "school"),
        school_city=_word(fields, "school_city"),
        tuition=_maybe(fields, "tuition", as_money),
        agreement_on=_day(fields, "agreement_on"),
        enrolled_on=_day(fields, "enrolled_on"),
        state_student_number=_word(fields, "state_student_number"),
    )
    fields.done()
    return made


def read_household(fields: Fields, line: int) -> BroughtHousehold:
    """Return a household with its children; what is wrong is in `fields.errors`."""
    given = fields.inner("household", required=True)
    children = tuple(read_child(each, line) for each in fields.many("children", required=True))
    if fields.has("children") and not children and not fields.errors:
        fields.refuse("children", "must have at least one child")
    if given is None:
        given = Fields({}, "household.", [])
    made = BroughtHousehold(
        line=line,
        key=given.text("key"),
        contact_name=given.text("contact_name"),
        size=given.count("size", least=1),
        annual_income=_maybe(given, "annual_income", as_money),
        language=given.choice("language", ("en", "es"), default="en"),
        children=children,
        **{name: _word(given, name) for name in ("email", "phone", "street", "city", "zip", "county", "district")},
    )
    given.done()
    return made


def read_jsonl(data: bytes) -> Iterator[BroughtHousehold | BadLine]:
    """Yield the households of a JSON Lines file, or what is wrong with a line. Raises UnicodeDecodeError."""
    for number, text in enumerate(split_lines(data), start=1):
        yield read_line(number, text, lambda fields, number=number: read_household(fields, number))  # type: ignore[misc]
