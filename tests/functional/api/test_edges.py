"""Values that no column holds are refused by their field, however they come in."""

import json

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import an_organization
from tests.functional.api.test_applications import PATH, a_list
from tests.integration.applications.test_bringing import a_child

CHILD, HOUSEHOLD = "children[0].", "household."
VALUES = [
    (HOUSEHOLD, "size", 10**30), (HOUSEHOLD, "size", 101), (HOUSEHOLD, "annual_income", "9" * 30 + ".00"),
    (HOUSEHOLD, "key", "x" * 1001), (HOUSEHOLD, "email", ["a"]), (HOUSEHOLD, "zip", True),
    (CHILD, "tuition", "9" * 30 + ".00"), (CHILD, "city_population", 10**30), (CHILD, "given_name", "x" * 1001),
    (CHILD, "completed_at", "0001-01-01T00:00:00+05:00"), (CHILD, "state_student_number", {}),
]  # fmt: skip
STRAY = [(CHILD, "given_name", "a\x00b"), (CHILD, "family_name", "a\ud800b"), (HOUSEHOLD, "city", "\x00")]


@pytest.fixture
def one(house, caller):
    with house.begin(SYSTEM) as work:
        organization = an_organization(work)
    return caller(Role.EAO_MANAGER, organization_id=organization)


def with_value(place, name, value):
    households = a_list(a_child(1))
    (households[0]["household"] if place == HOUSEHOLD else households[0]["children"][0])[name] = value
    return households


@pytest.mark.parametrize(("place", "name", "value"), VALUES)
def test_a_value_out_of_all_measure_is_refused_by_its_field(one, place, name, value):
    answer = one.post(PATH, json={"school_year": "2025-26", "households": with_value(place, name, value)})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["grounds"]] == [f"households[0].{place}{name}"]


@pytest.mark.parametrize(("place", "name", "value"), [*VALUES, *STRAY])
def test_in_a_file_it_is_refused_by_its_line_and_field(one, place, name, value):
    line = json.dumps(with_value(place, name, value)[0]) + "\n"
    answer = one.post(f"{PATH}/file?school_year=2025-26", data=line, content_type="application/x-ndjson")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["grounds"]] == [f"line 1.{place}{name}"]


@pytest.mark.parametrize("data", [b"\x00", b'x,"' + b"a" * 200_000 + b'"\n', b"", b"\xff"])
def test_a_CSV_file_that_is_none_is_refused(one, data):
    answer = one.post(f"{PATH}/file?school_year=2025-26", data=data, content_type="text/csv")
    assert (answer.status_code, answer.json["grounds"][0]["field"]) == (422, "file")


def test_a_zip_written_as_a_number_is_read_as_text(one):
    households = with_value(HOUSEHOLD, "zip", 65101)
    assert one.post(PATH, json={"school_year": "2025-26", "households": households}).json["new"] == 1
