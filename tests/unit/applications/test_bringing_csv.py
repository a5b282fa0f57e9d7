"""The CSV form of a file of applications: one child a row, read as the same household that a line of JSON makes."""

import json
from dataclasses import replace

import pytest

from esa.applications.domain.bringing import MILITARY, SHOWN, YES_NO, BroughtHousehold, read_jsonl
from esa.applications.domain.bringing_csv import COLUMNS, NEEDED, NoHeader, read_csv
from esa.kernel.wire import BadLine
from tests.unit.applications.test_bringing import CHILD, HOUSEHOLD

ROW = {
    "household_key": "h1", "contact_name": "Pat Miller", "household_size": "4",
    **{name: "yes" if value is True else value for name, value in CHILD.items()},
}  # fmt: skip


def table(*rows, header=None):
    names = list(header or dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(names), *(",".join(f'"{row.get(name, "")}"' for name in names) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def read(*rows):
    return list(read_csv(table(*rows)))


def told(found):
    return [(each.line, each.id, [(error.field, error.message) for error in each.errors]) for each in found]


def of_json(household, *children):
    said = {"household": {**HOUSEHOLD, **household}, "children": list(children)}
    (made,) = read_jsonl(json.dumps(said).encode())
    return made


def test_a_row_says_what_a_line_of_json_says():
    military = dict.fromkeys(MILITARY, True)
    more = {
        "payment_plan": "lump", "school": "Cedar", "school_city": "Rolla", "tuition": "6200.00",
        "agreement_on": "2025-07-20", "enrolled_on": "2025-07-25", "state_student_number": "0123",
        "lunch_categorical": "free", "entering": "kindergarten", "grade": "K",
    }  # fmt: skip
    household = {
        "email": "p@example.org", "phone": "555", "street": "1 Oak", "city": "Rolla", "zip": "65401", "county": "Phelps",
        "district": "Rolla 31", "annual_income": "41795.00", "language": "es",
    }  # fmt: skip
    shown = {name: {"kind": "other", "dated": "2025-04-15"} for name in SHOWN}
    row = {
        **ROW, **more, **household, **dict.fromkeys(YES_NO, "yes"), **dict.fromkeys(MILITARY, "yes"),
        "city_population": "7", "iep_kind": "iep", "iep_dated": "2025-01-15",
        **{f"{name}_evidence": "other" for name in SHOWN}, **{f"{name}_evidence_dated": "2025-04-15" for name in SHOWN},
    }  # fmt: skip
    assert set(row) == set(COLUMNS)
    child = {
        **CHILD, **more, **dict.fromkeys(YES_NO, True), "military": military, "city_population": 7,
        "iep": {"kind": "iep", "dated": "2025-01-15"}, "evidence": shown,
    }  # fmt: skip
    whole = of_json(household, child)
    assert isinstance(whole, BroughtHousehold)
    assert read(row) == [replace(whole, line=2, children=(replace(whole.children[0], line=2),))]


@pytest.mark.parametrize(("word", "value"), [("yes", True), ("TRUE", True), (" No ", False), ("false", False)])
def test_yes_and_no_are_read_as_people_write_them(word, value):
    (found,) = read({**ROW, "lawfully_present": word, "first_missouri_school": word})
    assert found.children[0].student["lawfully_present"] is value
    assert told(read({**ROW, "lawfully_present": "maybe"})) == [
        (2, "c1", [("lawfully_present", "must be true or false")])
    ]


def test_an_empty_cell_is_a_fact_that_was_not_given():
    (found,) = read(
        {**ROW, "annual_income": "", "iep_kind": "", "iep_dated": "", "tuition": "", "dyslexia_diagnosed": ""}
    )
    assert (found.annual_income, found.children[0].tuition) == (None, None)
    assert found.children[0].student["iep"] is None
    assert found.children[0].evidence == {}


def test_half_a_plan_and_half_an_evidence_are_faults():
    assert told(read({**ROW, "iep_dated": "2025-01-15"})) == [(2, "c1", [("iep.kind", "is required")])]
    assert told(read({**ROW, "iep_evidence": "other"})) == [(2, "c1", [("evidence.iep.dated", "is required")])]
    assert told(read({**ROW, "iep_evidence_dated": "2025-01-15"})) == [
        (2, "c1", [("evidence.iep.kind", "is required")])
    ]


@pytest.mark.parametrize("size", ["4 people", "٤", "-4", "4.0"])
def test_what_is_no_number_stays_a_fault_of_its_field(size):
    assert told(read({**ROW, "household_size": size})) == [
        (2, None, [("household.size", "must be a whole number of at least 1")])
    ]


def test_children_of_a_household_may_stand_anywhere():
    other = {**ROW, "household_key": "h2", "external_id": "c9"}
    first, second = read(ROW, other, {**ROW, "external_id": "c2"})
    assert (first.key, first.line, [(child.external_id, child.line) for child in first.children]) == (
        "h1", 2, [("c1", 2), ("c2", 4)],
    )  # fmt: skip
    assert (second.key, second.line) == ("h2", 3)


def test_of_rows_that_say_different_things_the_later_is_at_fault():
    wrong = {**ROW, "external_id": "c2", "household_size": "5", "contact_name": "Ana"}
    bad, good = read(ROW, wrong)
    said = "differs from line 2 of the same household"
    assert told([bad]) == [(3, "c2", [("household.contact_name", said), ("household.size", said)])]
    assert [child.external_id for child in good.children] == ["c1"]
    (bad, _) = read(ROW, {**wrong, "external_id": ""})
    assert bad.id is None


def test_households_without_a_key_are_not_thrown_together():
    found = read({**ROW, "household_key": ""}, {**ROW, "household_key": "", "household_size": "5"})
    assert told(found) == [
        (2, None, [("household.key", "is required")]), (3, None, [("household.key", "is required")])
    ]  # fmt: skip


def test_a_bad_child_is_told_on_its_line_and_its_siblings_are_kept():
    bad, good = read({**ROW, "grade": "13"}, {**ROW, "external_id": "c2"})
    assert isinstance(bad, BadLine)
    assert (bad.line, bad.id, [error.field for error in bad.errors]) == (2, "c1", ["grade"])
    assert [child.external_id for child in good.children] == ["c2"]
    assert told(read({**ROW, "external_id": ""})) == [(2, None, [("external_id", "is required")])]


def test_a_row_of_another_length_is_told_by_its_line():
    data = table(ROW) + b"h1,Pat\n\n" + table({**ROW, "external_id": "c2"}).split(b"\n")[1] + b"\n"
    short, empty, whole = read_csv(data)
    count = len(ROW)
    assert told([short]) == [(3, None, [("line", f"has 2 cells instead of {count}")])]
    assert told([empty]) == [(4, None, [("line", "is empty; take it out")])]
    assert [child.line for child in whole.children] == [2, 5]


def test_a_line_is_that_on_which_the_row_begins():
    (first, second) = read({**ROW, "contact_name": "Pat\nMiller"}, {**ROW, "household_key": "h2"})
    assert (first.contact_name, first.line, second.line) == ("Pat\nMiller", 2, 4)


def test_a_cell_keeps_the_ends_of_its_lines():
    (found,) = read_csv(table({**ROW, "contact_name": "Pat\r\nMiller"}))
    assert found.contact_name == "Pat\r\nMiller"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([name for name in ROW if name not in {"grade", "household_key"}], "lacks household_key, grade"),
        ([*ROW, "shoe", "hat"], "has unknown columns shoe, hat"),
        ([*(name for name in ROW if name != "grade"), "hat"], "lacks grade and has unknown columns hat"),
        ([*ROW, "grade"], "repeats a column"),
    ],
)
def test_a_header_is_refused_for_what_is_wrong_with_it(header, said):
    with pytest.raises(NoHeader, match=f"^the header {said}$"):
        list(read_csv(table(ROW, header=header)))


@pytest.mark.parametrize("name", NEEDED)
def test_every_needed_column_is_missed(name):
    with pytest.raises(NoHeader, match=f"^the header lacks {name}$"):
        list(read_csv(table({key: value for key, value in ROW.items() if key != name})))


def test_an_empty_file_lacks_every_column():
    with pytest.raises(NoHeader, match=f"lacks {', '.join(NEEDED)}"):
        list(read_csv(b""))
    assert list(read_csv(b"\xef\xbb\xbf" + table(ROW)))
