"""Award runs, accounts, deposits, books, lists and the public figures by the API: what the pages and the console say."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from esa.awards.domain.plan import Options, run_digest
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.schools.domain import SchoolKind
from esa.schools.models import School
from tests.functional.api.things import make_things

API = "/api/v1"


@pytest.fixture
def things(house):
    return make_things(house)


@pytest.fixture
def one(things, caller):
    return caller(Role.EAO_MANAGER, organization_id=things[0])


def test_an_award_run_comes_with_its_digest_and_the_files_that_give_it(one, things):
    run = things[2]["run"]
    told = one.get(f"{API}/award-runs/{run}").json
    pool, funds, plan = (one.get(f"{API}/award-runs/{run}/{name}") for name in ("pool.csv", "funds.json", "plan.csv"))
    assert told["standing"] == "released"
    assert run_digest(pool.data, funds.data, Options(told["tie"], told["seed"] or None, told["last"])) == told["digest"]
    assert (plan.mimetype, funds.mimetype) == ("text/csv", "application/json")
    assert told["summary"]["awarded"] == 1
    assert [each["number"] for each in one.get(f"{API}/award-runs").json["award_runs"]] == [run]
    places = one.get(f"{API}/award-runs/{run}/places").json
    assert [(each["sequence"], each["outcome"]) for each in places["places"]] == [(1, "awarded")]
    assert all(each["reason"] for each in places["places"])
    bad = one.get(f"{API}/award-runs/{run}/places?after=eA")
    assert (bad.status_code, bad.json["grounds"][0]["field"]) == (422, "after")


def test_a_program_drafts_a_run_and_cannot_freeze_or_release_it(app, one):
    asked = {"school_year": "2025-26", "tie": "lottery", "seed": "drawn in public", "last": "partial"}
    answer = one.post(f"{API}/award-runs", json=asked)
    assert (answer.status_code, answer.json["standing"]) == (201, "draft")
    assert (answer.json["seed"], answer.json["digest"]) == ("drawn in public", None)
    told = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{API}/award-runs")]
    assert [each for each in told if "freeze" in each or "release" in each] == []


def test_a_draft_that_cannot_be_made_names_every_field_at_once(one):
    answer = one.post(f"{API}/award-runs", json={"school_year": "2025-27", "tie": "lottery", "last": "odd"})
    assert {each["field"] for each in answer.json["grounds"]} == {"school_year", "seed", "last"}


def test_deposits_that_wait_say_why_and_are_read_page_by_page(one, things):
    held = one.get(f"{API}/deposits?standing=held").json["deposits"]
    assert held
    assert all(each["hold"] == "neither" and "Record both days" in each["because"] for each in held)
    everything, after, pages = [], "", 0
    while pages < 10:
        page = one.get(f"{API}/deposits?limit=1{after}").json
        everything += page["deposits"]
        pages += 1
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    account = one.get(f"{API}/accounts/{things[2]['account']}").json
    assert sorted(each["id"] for each in everything) == sorted(each["id"] for each in account["deposits"])
    assert [each["due_on"] for each in everything] == sorted(each["due_on"] for each in everything)
    assert account["balance"] == "0.00"
    assert account["holds"] == ["neither"]
    bad = one.get(f"{API}/deposits?after=eA")
    assert (bad.status_code, bad.json["grounds"][0]["field"]) == (422, "after")


def test_accounts_are_listed_without_their_deposits_and_the_look_at_one_is_recorded(one, things, house):
    listed = one.get(f"{API}/accounts").json
    assert [each["number"] for each in listed["accounts"]] == [things[2]["account"]]
    assert listed["next"] is None
    assert "deposits" not in listed["accounts"][0]
    one.get(f"{API}/accounts/{things[2]['account']}")
    with house.begin(SYSTEM) as work:
        looks = work.tx.scalar(sa.text("SELECT count(*) FROM audit_events WHERE action = 'account.viewed'"))
    assert looks == 1


@pytest.mark.parametrize("form", ["hledger", "beancount"])
def test_the_books_are_those_of_the_export(one, things, house, form):
    with house.begin(SYSTEM) as work:
        wanted = "".join(ledger.export(work, form, things[0], date(2025, 8, 1), date(2025, 12, 31)))
    answer = one.get(f"{API}/books?format={form}&from=2025-08-01&to=2025-12-31")
    assert answer.get_data(as_text=True) == wanted
    assert len(wanted) > 500


def test_one_EAOs_key_gives_its_own_books_and_the_states_key_everybodys(things, caller):
    own = caller(Role.EAO_MANAGER, organization_id=things[1]).get(f"{API}/books").get_data(as_text=True)
    state = caller(Role.AUDITOR).get(f"{API}/books").get_data(as_text=True)
    assert "River" not in own
    assert "River" in state


def test_schools_are_found_by_words_and_read_page_by_page(one, house):
    with house.begin(SYSTEM) as work:
        work.tx.add_all(
            School(id=new_id(), name=f"Cedar {number:03} School", city="Hill", kind=SchoolKind.PRIVATE, source="test",
                   as_of=date(2025, 7, 1))
            for number in range(60)
        )  # fmt: skip
    first = one.get(f"{API}/reference/schools?search=cedar").json
    second = one.get(f"{API}/reference/schools?search=cedar&after={first['next']}").json
    names = [each["name"] for each in first["schools"] + second["schools"]]
    assert (len(first["schools"]), len(second["schools"]), second["next"]) == (50, 10, None)
    assert names == sorted(names)
    assert one.get(f"{API}/reference/schools?search=none-such").json["schools"] == []
    assert one.get(f"{API}/reference/districts?after=eA").status_code == 422


def test_the_cap_adds_up_and_needs_no_key(client, things):
    told = client.get(f"{API}/cap/2025").json
    parts = [Money.from_wire(told[name]).cents for name in ("reserved", "received", "certified", "available")]
    assert sum(parts) == Money.from_wire(told["cap"]).cents == 7_500_000_000


def test_the_posting_is_that_of_the_public_page_file_by_file(client, things):
    told = client.get(f"{API}/postings/latest").json
    assert told == client.get(f"{API}/postings/2025-26").json
    for file in told["files"]:
        content = client.get(f"{API}/postings/2025-26/{file['path']}")
        assert len(content.data) == file["size"]
        assert content.data == client.get(f"/posting/2025-26/{file['path']}").data
    assert json.loads(client.get(f"{API}/postings/latest/posting.json").data)["school_year"] == "2025-26"
    assert client.get(f"{API}/postings/latest/none.csv").status_code == 404
    assert client.get(f"{API}/postings/2020-21").status_code == 404
