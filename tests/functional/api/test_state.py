"""The state's keys: an auditor reads any EAO by its name and changes nothing; an EAO's key names no other EAO."""

import pytest

from esa.kernel.permissions import Role
from tests.functional.api.things import make_things

LISTS = {
    "/api/v1/applications?school_year=2025-26": "applications",
    "/api/v1/award-runs?": "award_runs",
    "/api/v1/accounts?": "accounts",
    "/api/v1/deposits?": "deposits",
    "/api/v1/expenses?": "expenses",
    "/api/v1/gifts?": "reservations",
}


@pytest.fixture
def things(house):
    return make_things(house)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TREASURER], ids=lambda role: role.value)
def test_the_state_reads_the_lists_of_the_EAO_that_it_names(things, caller, role):
    state = caller(role)
    for path, name in LISTS.items():
        assert state.get(f"{path}&organization=river").json[name], path
        assert state.get(f"{path}&organization={things[0]}").json[name], path
        assert state.get(f"{path}&organization=hill").json[name] == [], path
        nameless = state.get(path)
        assert (nameless.status_code, [each["field"] for each in nameless.json["grounds"]]) == (422, ["organization"])
        assert state.get(f"{path}&organization=none-such").status_code == 404


def test_the_state_opens_one_thing_of_any_EAO(things, caller):
    state, numbers = caller(Role.AUDITOR), things[2]
    for path, name in (("applications", "application"), ("award-runs", "run"), ("accounts", "account"),
                       ("expenses", "line")):  # fmt: skip
        assert state.get(f"/api/v1/{path}/{numbers[name]}").json["number"] == numbers[name]


def test_an_EAOs_key_names_no_other_EAO(things, caller):
    own = caller(Role.EAO_MANAGER, organization_id=things[1])
    for path, name in LISTS.items():
        assert own.get(f"{path}&organization=river").status_code == 404, path
        assert own.get(f"{path}&organization=hill").json[name] == [], path
