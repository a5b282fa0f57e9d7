"""Facts read from a line: every fault named by its field, every fact left out not shown."""

import copy
import json

import pytest

from esa.kernel.wire import BadLine, read_line
from esa.law.facts import Facts, facts_to_wire, read_facts

FULL = {
    "id": "s1",
    "decided_on": "2025-11-01",
    "school_year": "2025-26",
    "student": {
        "birth_date": "2019-05-01",
        "grade": "1",
        "missouri_resident": True,
        "lawfully_present": True,
        "in_state_custody": False,
        "district": {"code": "096095", "accreditation": "accredited"},
        "county_has_charter_government": False,
        "city_population": 9000,
        "iep": {"kind": "iep", "dated": "2025-01-15"},
        "dyslexia_diagnosed": False,
        "limited_english": False,
        "lunch_categorical": None,
        "public_semester_in_previous_12_months": True,
        "entering": "first_grade",
        "completed_kindergarten": False,
        "entry_cutoff": "08-01",
        "grant_previous_school_year": False,
        "qualified_before": False,
        "military": {"sponsor_on_active_duty": True, "relocated_to_missouri": True, "first_missouri_school": True},
        "siblings": [{"grant_previous_school_year": True, "grant_this_school_year": "granted"}],
    },
    "household": {"size": 4, "annual_income": "41795.00"},
}
GONE = object()
REQUIRED = [
    "id",
    "decided_on",
    "school_year",
    "student",
    "student.birth_date",
    "student.grade",
    "student.missouri_resident",
    "student.lawfully_present",
    "student.iep.kind",
    "student.iep.dated",
    "household",
    "household.size",
]
OPTIONAL = [
    "student.district",
    "student.district.code",
    "student.district.accreditation",
    "student.in_state_custody",
    "student.county_has_charter_government",
    "student.city_population",
    "student.iep",
    "student.dyslexia_diagnosed",
    "student.limited_english",
    "student.lunch_categorical",
    "student.public_semester_in_previous_12_months",
    "student.entering",
    "student.completed_kindergarten",
    "student.entry_cutoff",
    "student.grant_previous_school_year",
    "student.qualified_before",
    "student.military",
    "student.military.first_missouri_school",
    "student.siblings",
    "household.annual_income",
]
NULLABLE = [
    "student.iep",
    "student.lunch_categorical",
    "student.entering",
    "student.military",
    "household.annual_income",
]


def changed(path, value):
    line = copy.deepcopy(FULL)
    *way, last = path.split(".")
    place = line
    for step in way:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return json.dumps(line)


def faults(text):
    read = read_line(7, text, read_facts)
    return sorted({error.field for error in read.errors}) if isinstance(read, BadLine) else []


def test_a_full_line_is_read_and_written_back():
    facts = read_line(1, json.dumps(FULL), read_facts)
    assert isinstance(facts, Facts)
    assert facts_to_wire(facts) == FULL


@pytest.mark.parametrize("path", REQUIRED)
def test_a_required_fact_is_missed_by_its_path(path):
    assert faults(changed(path, GONE)) == [path]


@pytest.mark.parametrize("path", OPTIONAL)
def test_another_fact_may_be_left_out(path):
    assert faults(changed(path, GONE)) == []


@pytest.mark.parametrize("path", [*REQUIRED, *OPTIONAL])
def test_null_is_a_value_only_where_the_contract_says_so(path):
    assert faults(changed(path, None)) == ([] if path in NULLABLE else [path])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", ""),
        ("id", 27),
        ("decided_on", "20251101"),
        ("decided_on", "2026-02-30"),
        ("decided_on", "2025-11-01T00:00:00Z"),
        ("school_year", "2025-27"),
        ("school_year", "2025"),
        ("student", []),
        ("student.birth_date", "2025-11-02"),
        ("student.birth_date", "9999-12-31"),
        ("student.grade", "13"),
        ("student.grade", "k"),
        ("student.grade", 1),
        ("student.missouri_resident", 1),
        ("student.missouri_resident", "true"),
        ("student.city_population", -1),
        ("student.city_population", 4.0),
        ("student.city_population", True),
        ("student.district", "096095"),
        ("student.district.code", ""),
        ("student.district.accreditation", "lost"),
        ("student.iep", "iep"),
        ("student.iep.kind", "IEP"),
        ("student.iep.dated", "2025-11-02"),
        ("student.lunch_categorical", "paid"),
        ("student.entering", "kindergarten"),
        ("student.entering", "second_grade"),
        ("student.entry_cutoff", "07-31"),
        ("student.entry_cutoff", "10-02"),
        ("student.entry_cutoff", "09-31"),
        ("student.entry_cutoff", "8-1"),
        ("student.military", []),
        ("student.military.first_missouri_school", None),
        ("student.siblings", {}),
        ("household.size", 0),
        ("household.size", "4"),
        ("household.size", 4.0),
        ("household.size", 10**2000),
        ("household.annual_income", 41795),
        ("household.annual_income", "41,795.00"),
        ("household.annual_income", "-1.00"),
        ("household.annual_income", "041795.00"),
        ("household.annual_income", "9" * 2000 + ".00"),
        ("student.disleksia", True),
        ("household.income", "1.00"),
        ("student.iep.note", "x"),
        ("student.military.rank", "x"),
        ("student.district.name", "x"),
        ("name", "x"),
    ],
)
def test_a_bad_value_is_named_by_its_path_alone(path, value):
    assert faults(changed(path, value)) == [path]


def test_an_earlier_day_than_the_programs_first_is_a_bad_value():
    line = {**FULL, "decided_on": "2021-08-27"}
    assert "decided_on" in faults(json.dumps(line))


def test_the_path_names_the_sibling():
    grants = [{"grant_previous_school_year": True, "grant_this_school_year": each} for each in ("no", "maybe")]
    assert faults(changed("student.siblings", grants)) == ["student.siblings[1].grant_this_school_year"]
    assert faults(changed("student.siblings", [{"grant_this_school_year": "no", "age": 3}])) == [
        "student.siblings[0].age",
        "student.siblings[0].grant_previous_school_year",
    ]
    assert faults(changed("student.siblings", ["x"])) == ["student.siblings[0]"]


def test_all_faults_of_a_line_are_named_at_once():
    line = copy.deepcopy(FULL)
    line["student"]["grade"] = "x"
    line["household"]["size"] = -1
    assert faults(json.dumps(line)) == ["household.size", "student.grade"]


def test_a_fact_given_twice_is_an_error():
    text = json.dumps(FULL).replace('"grade": "1"', '"grade": "1", "grade": "1"')
    assert faults(text) == ["student.grade"]


@pytest.mark.parametrize("text", ["", "  ", "[1, 2]", '{"id": "X23", ', "null", "NaN", "[" * 5000])
def test_what_is_no_object_is_named_as_the_line(text):
    assert faults(text) == ["line"]
