"""Applications by the API: lists brought in whole or row by row, read back with every rule of their decisions."""

import copy
import json

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Permission, Role
from tests.builders import an_organization
from tests.integration.applications.test_bringing import a_child, a_file

PATH = "/api/v1/applications"


def a_list(*children, key="H1"):
    return [json.loads(line) for line in a_file(*children, key=key).decode().splitlines()]


@pytest.fixture
def eao(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def bring(caller, households, **more):
    return caller.post(PATH, json={"school_year": "2025-26", "households": households, **more})


def test_a_list_is_filed_and_decided_and_the_same_list_again_changes_nothing(caller, eao):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    first = bring(one, a_list(a_child(1), a_child(2)))
    assert first.status_code == 200, first.json
    assert {name: first.json[name] for name in ("new", "changed", "decided", "seen_before")} == {
        "new": 2, "changed": 0, "decided": 2, "seen_before": False,
    }  # fmt: skip
    again = bring(one, a_list(a_child(1), a_child(2))).json
    assert (again["new"], again["unchanged"], again["seen_before"]) == (0, 2, True)
    changed = bring(one, a_list(a_child(1, grade="6"), a_child(2))).json
    assert (changed["new"], changed["changed"], changed["unchanged"]) == (0, 1, 1)


def test_a_key_that_may_only_bring_in_brings_in_and_what_it_brought_is_decided(caller, eao):
    one = caller(Role.EAO_MANAGER, permissions=[Permission.APPLICATION_IMPORT], organization_id=eao)
    answer = bring(one, a_list(a_child(1)))
    assert (answer.status_code, answer.json.get("decided")) == (200, 1), answer.json


def test_a_dry_run_says_the_same_and_writes_nothing(caller, eao, house):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    assert bring(one, a_list(a_child(1)), dry_run=True).json["new"] == 1
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT count(*) FROM applications")) == 0


def test_bad_rows_are_all_named_by_row_and_field_and_keep_everything_out(caller, eao, house):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    good, bad = a_list(a_child(1)), a_list(a_child(2), key="H2")
    bad[0]["children"][0] |= {"grade": "13", "birth_date": "2014-5-1", "shoe_size": 4}
    answer = bring(one, [*good, *bad])
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json["code"] == "rows_refused"
    assert {each["field"] for each in answer.json["grounds"]} == {
        f"households[1].children[0].{name}" for name in ("grade", "birth_date", "shoe_size")
    }
    assert all(each["message"] for each in answer.json["grounds"])
    taken = bring(one, [*good, *bad], all_or_none=False)
    assert (taken.status_code, taken.json["new"]) == (200, 1)
    assert [(each["line"], len(each["errors"])) for each in taken.json["rejected"]] == [(2, 3)]


def test_a_file_is_taken_as_the_console_takes_it(caller, eao):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    given = {"data": a_file(a_child(1)), "content_type": "application/x-ndjson"}
    assert one.post(f"{PATH}/file?school_year=2025-26&dry_run=true", **given).json["new"] == 1
    assert one.post(f"{PATH}/file?school_year=2025-26", **given).json["new"] == 1
    wrong = one.post(f"{PATH}/file?school_year=2025-26", data=b"{}\n", content_type="application/x-ndjson")
    assert wrong.status_code == 422
    assert {each["field"] for each in wrong.json["grounds"]} >= {"line 1.household", "line 1.children"}
    other = one.post(f"{PATH}/file?school_year=2025-26", data=b"x", content_type="application/pdf")
    assert (other.status_code, other.json["code"]) == (415, "wrong_content_type")


def test_the_list_is_filtered_ordered_and_read_page_by_page(caller, eao):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    for number in range(5):
        bring(one, a_list(a_child(1, external_id=f"c{number}", family_name=f"N{4 - number}"), key=f"H{number}"))
    names, after = [], ""
    for _ in range(3):
        page = one.get(f"{PATH}?school_year=2025-26&order=name&limit=2{after}").json
        names += [each["family_name"] for each in page["applications"]]
        after = f"&after={page['next']}"
    assert names == ["N0", "N1", "N2", "N3", "N4"]
    assert page["next"] is None
    for asked, count in (("status=withdrawn", 0), ("search=N3", 1), ("status=qualified", 5), ("tier=a", 0)):
        assert len(one.get(f"{PATH}?school_year=2025-26&{asked}").json["applications"]) == count, asked


def test_one_application_tells_its_decision_rule_by_rule_and_the_look_is_recorded(caller, eao, house):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    bring(one, a_list(a_child(1)))
    number = one.get(f"{PATH}?school_year=2025-26").json["applications"][0]["number"]
    told = one.get(f"{PATH}/{number}").json
    answer = told["decisions"][0]["answer"]
    rules = [each["rule"] for each in answer["findings"]]
    assert [each for each in rules if each.startswith("DEF")] == [f"DEF-{each}" for each in range(1, 9)]
    assert all(each["cite"] and each["because"] for each in answer["findings"])
    assert answer["outcome"] == told["outcome"]
    with house.begin(SYSTEM) as work:
        looks = work.tx.execute(
            sa.text("SELECT actor_user_id, detail FROM audit_events WHERE action = 'application.viewed'")
        ).all()
    assert looks == [(one.actor.user_id, {"api_key": one.prefix})]


def test_to_another_EAO_the_application_does_not_exist(caller, eao, house):
    one = caller(Role.EAO_MANAGER, organization_id=eao)
    bring(one, a_list(a_child(1)))
    number = one.get(f"{PATH}?school_year=2025-26").json["applications"][0]["number"]
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    other = caller(Role.EAO_MANAGER, organization_id=hill)
    assert other.get(f"{PATH}/{number}").status_code == 404
    assert other.get(f"{PATH}?school_year=2025-26").json["applications"] == []


def test_a_key_without_the_permission_is_refused_by_name(caller, eao):
    narrow = caller(Role.EAO_MANAGER, permissions=[Permission.APPLICATION_READ], organization_id=eao)
    answer = bring(narrow, a_list(a_child(1)))
    assert (answer.status_code, answer.json["code"]) == (403, "key_too_narrow")
    assert "application:import" in answer.json["title"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("", "school_year"), ("school_year=2025", "school_year"), ("school_year=2025-26&status=odd", "status"),
        ("school_year=2025-26&colour=red", "colour"), ("school_year=2025-26&limit=0", "limit"),
        ("school_year=2025-26&limit=x", "limit"), ("school_year=2025-26&after=%00", "after"),
        ("school_year=2025-26&after=eA", "after"), ("school_year=2025-26&order=name&order=name", "order"),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_named(caller, eao, asked, field):
    answer = caller(Role.EAO_MANAGER, organization_id=eao).get(f"{PATH}?{asked}")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["grounds"]] == [field]


def test_the_list_described_is_the_list_read(caller, eao):
    """Every field that the document describes is one that the reader knows, and none is missing."""
    from esa.applications.schemas.calls import ListedHousehold, NewChild, NewHousehold

    one = caller(Role.EAO_MANAGER, organization_id=eao)
    described = set(NewChild().fields)
    whole = a_list(a_child(1))
    stand_in = copy.deepcopy(whole)
    stand_in[0]["children"][0] |= {name: [] for name in described}
    stand_in[0]["household"] |= {name: [] for name in NewHousehold().fields}
    unknown = [
        each for each in bring(one, stand_in).json["grounds"] if each["message"] == "is not a field of this line"
    ]
    assert unknown == []
    assert set(ListedHousehold().fields) == {"household", "children"}
