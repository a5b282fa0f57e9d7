"""An EAO's file of applications: what a line says becomes a household with its children, each fault named by its field."""

import json
from datetime import UTC, date, datetime

import pytest

from esa.applications.domain.bringing import BroughtChild, BroughtHousehold, read_jsonl
from esa.applications.domain.words import PaymentPlan
from esa.kernel.money import Money
from esa.kernel.wire import BadLine

CHILD = {
    "external_id": "c1", "given_name": "Ada", "family_name": "Miller", "birth_date": "2014-05-01", "grade": "5",
    "completed_at": "2025-10-01T08:00:00-05:00", "missouri_resident": True, "lawfully_present": True,
}  # fmt: skip
HOUSEHOLD = {"key": "h1", "contact_name": "Pat Miller", "size": 4}
YES_NO = (
    "missouri_resident", "lawfully_present", "in_state_custody", "county_has_charter_government", "dyslexia_diagnosed",
    "limited_english", "public_semester_in_previous_12_months", "completed_kindergarten", "grant_previous_school_year",
    "qualified_before",
)  # fmt: skip
SHOWN = (
    "birth_date", "missouri_resident", "lawfully_present", "in_state_custody", "iep", "dyslexia_diagnosed",
    "limited_english", "lunch_categorical", "public_semester_in_previous_12_months", "grant_previous_school_year",
    "military", "annual_income",
)  # fmt: skip


def line(household=(), *children):
    said = {"household": {**HOUSEHOLD, **dict(household)}, "children": list(children or [CHILD])}
    return json.dumps(said).encode() + b"\n"


def read(data):
    (found,) = read_jsonl(data)
    return found


def child_of(**more):
    found = read(line((), {**CHILD, **more}))
    assert isinstance(found, BroughtHousehold), found.errors
    return found.children[0]


def faults(data):
    found = read(data)
    assert isinstance(found, BadLine)
    return [(each.field, each.message) for each in found.errors]


def faults_of_child(**more):
    return faults(line((), {**CHILD, **more}))


def test_the_least_that_a_line_must_say():
    plain = dict.fromkeys(YES_NO, False)
    assert read(line()) == BroughtHousehold(
        line=1, key="h1", contact_name="Pat Miller", email="", phone="", street="", city="", zip="", county="",
        district="", size=4, annual_income=None, language="en",
        children=(
            BroughtChild(
                line=1, external_id="c1", given_name="Ada", family_name="Miller", birth_on=date(2014, 5, 1), grade="5",
                completed_at=datetime(2025, 10, 1, 13, tzinfo=UTC),
                student={
                    "birth_date": "2014-05-01", "grade": "5", **plain, "missouri_resident": True,
                    "lawfully_present": True, "city_population": 0, "iep": None, "military": None,
                    "lunch_categorical": None, "entering": None,
                },
                evidence={}, payment_plan=PaymentPlan.FOUR, school="", school_city="", tuition=None, agreement_on=None,
                enrolled_on=None, state_student_number="",
            ),
        ),
    )  # fmt: skip


def test_all_that_a_line_can_say_of_a_household():
    words = {
        "email": "pat@example.org", "phone": "555", "street": "1 Oak", "city": "Rolla", "zip": 65401, "county": "Phelps",
        "district": "Rolla 31",
    }  # fmt: skip
    found = read(line({**words, "annual_income": "41795.00", "language": "es", "size": 1}))
    assert [getattr(found, name) for name in words] == [str(word) for word in words.values()]
    assert (found.annual_income, found.language, found.size) == (Money(4_179_500), "es", 1)
    assert read(line({"email": None})).email == ""


def test_all_that_a_line_can_say_of_a_child():
    military = {"sponsor_on_active_duty": True, "relocated_to_missouri": True, "first_missouri_school": False}
    found = child_of(
        **dict.fromkeys(YES_NO, True), iep={"kind": "service_plan", "dated": "2025-01-15"}, military=military,
        lunch_categorical="reduced", city_population=100_000_000, payment_plan="lump", school="Cedar", school_city="Rolla",
        tuition="6200.00", agreement_on="2025-07-20", enrolled_on="2025-07-25", state_student_number=123,
        evidence={name: {"kind": "other", "dated": "2025-04-15"} for name in SHOWN},
    )  # fmt: skip
    assert {name: found.student[name] for name in YES_NO} == dict.fromkeys(YES_NO, True)
    assert found.student["iep"] == {"kind": "service_plan", "dated": "2025-01-15"}
    assert found.student["military"] == military
    assert (found.student["lunch_categorical"], found.student["city_population"]) == ("reduced", 100_000_000)
    assert (found.payment_plan, found.school, found.school_city) == (PaymentPlan.LUMP, "Cedar", "Rolla")
    assert (found.tuition, found.state_student_number) == (Money(620_000), "123")
    assert (found.agreement_on, found.enrolled_on) == (date(2025, 7, 20), date(2025, 7, 25))
    assert found.evidence == {name: {"kind": "other", "dated": "2025-04-15"} for name in SHOWN}


@pytest.mark.parametrize(("grade", "entering"), [("K", "kindergarten"), ("1", "first_grade")])
def test_DEF_7_who_starts_school_is_in_the_grade_of_it(grade, entering):
    assert child_of(grade=grade, entering=entering).student["entering"] == entering
    said = ("children[0].entering", "does not fit the grade: kindergarten is K, first_grade is 1")
    assert faults_of_child(grade="2", entering=entering) == [said]


def test_a_child_is_born_by_the_day_on_which_its_application_was_complete():
    assert child_of(birth_date="2025-10-01").birth_on == date(2025, 10, 1)
    assert faults_of_child(birth_date="2025-10-02") == [
        ("children[0].birth_date", "is after the day on which the application was complete")
    ]
    bad = [field for field, _ in faults_of_child(birth_date="soon")]
    assert bad == ["children[0].birth_date"]


@pytest.mark.parametrize("name", ["external_id", "given_name", "family_name", "birth_date", "grade", "completed_at", "missouri_resident", "lawfully_present"])  # fmt: skip
def test_what_a_child_must_have_is_asked_for(name):
    missing = {key: value for key, value in CHILD.items() if key != name}
    assert faults(line((), missing)) == [(f"children[0].{name}", "is required")]


@pytest.mark.parametrize("name", ["key", "contact_name", "size"])
def test_what_a_household_must_have_is_asked_for(name):
    said = {"household": {key: value for key, value in HOUSEHOLD.items() if key != name}, "children": [CHILD]}
    assert faults(json.dumps(said).encode()) == [(f"household.{name}", "is required")]


@pytest.mark.parametrize("name", ["lunch_categorical", "entering", "tuition", "agreement_on", "enrolled_on", "iep", "military", "evidence"])  # fmt: skip
def test_what_was_not_given_may_be_null(name):
    assert child_of(**{name: None}) == child_of()


TOO_LONG = "must be at most 1,000 letters"
STRAY = "has a character that cannot be kept"


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"given_name": "x" * 1001}, "given_name", TOO_LONG),
        ({"given_name": "a\x00"}, "given_name", STRAY),
        ({"given_name": ""}, "given_name", "must be a text that is not empty"),
        ({"school": "x" * 1001}, "school", TOO_LONG),
        ({"school": True}, "school", "must be a text"),
        ({"school": ["Cedar"]}, "school", "must be a text"),
        ({"tuition": "1000000000.01"}, "tuition", "must be at most 1,000,000,000.00"),
        ({"city_population": 100_000_001}, "city_population", "must be at most 100,000,000"),
        ({"city_population": -1}, "city_population", "must be a whole number of at least 0"),
        ({"iep": {"kind": "iep"}}, "iep.dated", "is required"),
        ({"iep": {"kind": "iep", "dated": "2025-01-15", "x": 1}}, "iep.x", "is not a field of this line"),
        ({"military": {"x": 1}}, "military.x", "is not a field of this line"),
        ({"evidence": {"iep": {"kind": "other", "dated": "2025-01-15", "x": 1}}}, "evidence.iep.x", "is not a field of this line"),
        ({"evidence": {"grade": {}}}, "evidence.grade", "is not a field of this line"),
        ({"payment_plan": "five"}, "payment_plan", "must be one of four, lump"),
        ({"x": 1}, "x", "is not a field of this line"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_field(given, field, message):
    assert faults_of_child(**given) == [(f"children[0].{field}", message)]


@pytest.mark.parametrize("half", [0xD800, 0xDFFF])
def test_half_a_character_cannot_be_kept(half):
    assert faults_of_child(given_name=f"a{chr(half)}") == [("children[0].given_name", STRAY)]
    assert child_of(given_name=f"a{chr(0xE000)}").given_name == f"a{chr(0xE000)}"


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"size": 101}, "size", "must be at most 100"),
        ({"size": 0}, "size", "must be a whole number of at least 1"),
        ({"annual_income": "1000000000.01"}, "annual_income", "must be at most 1,000,000,000.00"),
        ({"language": "fr"}, "language", "must be one of en, es"),
        ({"x": 1}, "x", "is not a field of this line"),
    ],
)
def test_a_fault_of_a_household_is_named_by_its_field(given, field, message):
    assert faults(line(given)) == [(f"household.{field}", message)]


def test_the_greatest_values_are_taken():
    found = read(
        line({"size": 100, "annual_income": "1000000000.00"}, {**CHILD, "school": "x" * 1000, "family_name": "Núñez"})
    )
    assert (found.size, found.annual_income) == (100, Money(100_000_000_000))
    assert (len(found.children[0].school), found.children[0].family_name) == (1000, "Núñez")


def test_a_household_needs_itself_and_a_child():
    assert faults(json.dumps({"household": HOUSEHOLD, "children": []}).encode()) == [
        ("children", "must have at least one child")
    ]
    assert faults(b"{}")[:2] == [("household", "is required"), ("children", "is required")]


def test_each_line_is_told_by_its_number():
    good, bad, last = read_jsonl(line() + b"{no json\n" + line({"key": "h2"}, CHILD, CHILD))
    assert (good.line, bad.line, last.line) == (1, 2, 3)
    assert [child.line for child in last.children] == [3, 3]
