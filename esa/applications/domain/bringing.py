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
from esa.kernel.wire import BadLine, Fields, as_choice, as_count, as_money, as_text, read_line, split_lines
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
# Beyond these a value is a slip of the keyboard, and no column holds it.
LONGEST = 1_000
GREATEST = Money(100_000_000_000)
LARGEST_HOUSEHOLD = 100
LARGEST_CITY = 100_000_000
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
    """Read a text, or a number written without quotes, that may be left out or empty."""

    def read(value: object) -> str:
        if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
            return "" if value is None else _keepable(str(value))
        raise ValueError("must be a text")

    return fields.take(name, read, "")


def _keepable(text: str) -> str:
    """Return a text that a database can keep. Raises ValueError for one that is too long or has a stray character."""
    if len(text) > LONGEST:
        raise ValueError(f"must be at most {LONGEST:,} letters")
    if "\x00" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise ValueError("has a character that cannot be kept")
    return text


def _text(fields: Fields, name: str) -> str:
    """Read a text that is not empty."""
    return fields.take(name, lambda value: _keepable(as_text(value)), "", required=True)


def _amount(value: object) -> Money:
    """Return an amount that a household can have. Raises ValueError."""
    amount = as_money(value)
    if amount > GREATEST:
        raise ValueError(f"must be at most {GREATEST}")
    return amount


def _number(value: object, least: int, most: int) -> int:
    """Return a whole number between the two. Raises ValueError."""
    number = as_count(value, least)
    if number > most:
        raise ValueError(f"must be at most {most:,}")
    return number


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
    student["city_population"] = fields.take("city_population", lambda value: _number(value, 0, LARGEST_CITY), 0)
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
        external_id=_text(fields, "external_id"),
        given_name=_text(fields, "given_name"),
        family_name=_text(fields, "family_name"),
        birth_on=birth,
        grade=grade,
        completed_at=completed,
        student=student,
        evidence=_evidence(fields),
        payment_plan=PaymentPlan(fields.choice("payment_plan", _PLANS, default=PaymentPlan.FOUR.value)),
        school=_word(fields, "school"),
        school_city=_word(fields, "school_city"),
        tuition=_maybe(fields, "tuition", _amount),
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
        key=_text(given, "key"),
        contact_name=_text(given, "contact_name"),
        size=given.take("size", lambda value: _number(value, 1, LARGEST_HOUSEHOLD), 1, required=True),
        annual_income=_maybe(given, "annual_income", _amount),
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
