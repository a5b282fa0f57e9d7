"""The state's lists by the API: a look first, whole or not at all, every fault by line and column."""

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Permission, Role
from esa.organizations import service as organizations
from esa.organizations.domain import Standing
from esa.parameters import service as parameters
from esa.platform.config import PROJECT
from tests.builders import YEAR, an_organization, treasurer

FROM = "source=State+Board&as_of=2025-07-01"
LISTS = {
    "districts": "districts.csv", "classifications": "classifications.csv", "schools": "schools.csv", "eaos": "eaos.csv",
}  # fmt: skip
FIGURES = {"figures/lunch-guidelines": "lunch_guidelines.csv", "figures/parameters": "parameters.json"}


def send(one, name, data, more=""):
    kind = "application/json" if name.endswith("parameters") else "text/csv"
    return one.post(f"/api/v1/lists/{name}?{FROM}{more}", data=data, content_type=kind)


def test_each_list_is_looked_at_taken_and_then_stays(caller):
    state = caller(Role.TREASURER)
    for name, file in LISTS.items():
        data = (PROJECT / "esa/sample" / file).read_bytes()
        dry, first, again = send(state, name, data, "&dry_run=true"), send(state, name, data), send(state, name, data)
        assert dry.status_code == first.status_code == again.status_code == 200, dry.json
        assert dry.json | {"dry_run": False} == first.json
        assert first.json["added"]
        assert (again.json["added"], again.json["changed"]) == ([], [])


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_proposed_and_no_law_until_another_person_confirms(caller, house, name):
    state = caller(Role.TREASURER)
    data = (PROJECT / "esa/sample" / FIGURES[name]).read_bytes()
    dry, first, again = send(state, name, data, "&dry_run=true"), send(state, name, data), send(state, name, data)
    assert dry.json | {"dry_run": False, "proposal": first.json["proposal"]} == first.json == again.json
    assert dry.json["proposal"] is None
    assert first.json["added"]
    with house.begin(treasurer()) as work:
        assert [str(each.id) for each in parameters.waiting(work)] == [first.json["proposal"]]
        assert not parameters.entered(work)


def test_every_fault_is_named_and_nothing_is_taken(caller):
    state = caller(Role.TREASURER)
    bad = b"name,city,county,zip,kind\nA R-I,X,Y,65001,district\n,X,Y,65001,district\nB R-I,X,Y,65001,county\n"
    answer = send(state, "districts", bad)
    assert (answer.status_code, answer.json["code"]) == (422, "bad_list")
    assert {each["field"] for each in answer.json["grounds"]} == {"line 3, name", "line 4, kind"}
    assert state.get("/api/v1/reference/districts").json["districts"] == []


@pytest.mark.parametrize("data", [b"\x00", b"\xff", b"", b"name\n"])
def test_what_is_no_list_is_refused(caller, data):
    answer = send(caller(Role.TREASURER), "districts", data)
    assert (answer.status_code, answer.json["code"]) == (422, "bad_list")


def test_where_it_comes_from_is_needed_and_other_lists_there_are_none(caller):
    state = caller(Role.TREASURER)
    answer = state.post("/api/v1/lists/districts", data=b"x", content_type="text/csv")
    assert {each["field"] for each in answer.json["grounds"]} == {"source", "as_of"}
    for name in ("parameters", "none", "figures/districts"):
        assert send(state, name, b"x").status_code == 404
    assert state.post(f"/api/v1/lists/districts?{FROM}", json={}).status_code == 415


def test_lists_and_figures_take_two_permissions_and_no_EAO_has_either(caller, house):
    lists = caller(Role.TREASURER, permissions=[Permission.REFERENCE_IMPORT])
    assert send(lists, "figures/parameters", b"{}").json["code"] == "key_too_narrow"
    with house.begin(SYSTEM) as work:
        organization = an_organization(work)
    own = caller(Role.EAO_MANAGER, organization_id=organization)
    assert send(own, "districts", b"x").json["code"] == "permission_missing"


def test_the_EAOs_are_listed_with_their_standing_for_everybody(client, house):
    with house.begin(SYSTEM) as work:
        river, _ = an_organization(work), an_organization(work, "hill")
    with house.begin(treasurer()) as work:
        organizations.set_standing(work, river, YEAR, Standing.CERTIFIED)
    told = client.get("/api/v1/organizations").json["organizations"]
    assert [(each["slug"], each["standing"]) for each in told] == [("hill", None), ("river", "certified")]
