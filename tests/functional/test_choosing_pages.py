"""Choosing a reading on pages: proposed, looked at and confirmed by a second person; told to everybody, in Spanish too."""

from datetime import timedelta

import pytest

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import YEAR, an_organization, manager
from tests.functional.forms import token_of
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.readings.choosing_people import TODAY, TOMORROW, choose, in_force, on_day

GIVEN = {"option": "lowest", "reason": "Each limit binds.", "starts_on": TOMORROW.isoformat()}


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
    with house.begin(manager(made)) as work:
        applications.bring(work, a_file(a_child(1, iep={"kind": "iep", "dated": "2025-01-15"})), "f.jsonl", YEAR)
    return made


def send(client, address, form_at=None, **data):
    return client.post(address, data={"csrf_token": token_of(client, form_at or address), **data})


def propose(client, name="AMB-1", **more):
    answer = send(client, f"/law/readings/{name}/choose", **{**GIVEN, **more})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def seen_on(client, address):
    return client.get(address).get_data(as_text=True).split('name="seen" value="')[1].split('"')[0]


def text(client, address="/law/readings"):
    return client.get(address).get_data(as_text=True)


def test_a_reading_is_proposed_looked_at_and_confirmed_by_another_person(signed_in, client, house, clock, river):
    first, second = signed_in(Role.TREASURER), signed_in(Role.TREASURER)
    address = propose(first)
    page = text(first, address)
    assert "You proposed this" in page
    assert "Confirm this choice" not in page
    assert '<div class="esa-figure">1</div>decisions would come out differently' in page
    assert "Waiting for a second person" not in text(client)
    assert address in text(second)
    done = send(second, f"{address}/confirm", address, seen=seen_on(second, address))
    assert done.status_code == 303
    page = text(client)
    assert "From November 26, 2025:" in page
    assert "Each limit binds." in page
    on_day(clock, TOMORROW)
    page = text(client)
    assert "For the whole state since November 26, 2025, chosen by the Treasurer." in page
    assert "otherwise than we recommend" in page


def test_whoever_proposed_is_refused_on_the_page_too(signed_in, river):
    boss = signed_in(Role.TREASURER)
    address = propose(boss)
    answer = send(boss, f"{address}/confirm", address, seen="")
    assert answer.status_code == 409
    assert "Something changed since you looked" in answer.get_data(as_text=True)


def test_what_would_change_must_be_what_was_seen(signed_in, house, river):
    first, second = signed_in(Role.TREASURER), signed_in(Role.TREASURER)
    address = propose(first)
    seen = seen_on(second, address)
    with house.begin(manager(river)) as work:
        applications.bring(
            work, a_file(a_child(2, iep={"kind": "iep", "dated": "2025-01-15"}), key="h2"), "g.jsonl", YEAR
        )
    answer = send(second, f"{address}/confirm", address, seen=seen)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "Nothing was confirmed" in page
    assert '<div class="esa-figure">2</div>decisions would come out differently' in page


def test_what_is_wrong_is_told_by_field_and_what_was_typed_is_kept(signed_in):
    boss = signed_in(Role.TREASURER)
    answer = send(boss, "/law/readings/AMB-1/choose", option="lowest", reason="", starts_on="soon")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Say why this way is chosen." in page
    assert "Enter a date like 2025-11-01." in page
    assert 'value="lowest" checked' in page
    late = send(boss, "/law/readings/AMB-1/choose", **{**GIVEN, "starts_on": TODAY.isoformat()})
    assert "Enter a day after today." in late.get_data(as_text=True)


def test_an_EAO_chooses_for_its_own_program_and_is_offered_no_more_than_the_text_allows(signed_in, house, river):
    boss, money = (signed_in(role, organization_id=river) for role in (Role.EAO_MANAGER, Role.EAO_FINANCE))
    form = text(boss, "/law/readings/AMB-1/choose")
    assert 'value="lowest"' in form
    assert 'value="as_the_state"' in form
    assert 'value="additive"' not in form
    assert boss.get("/law/readings/AMB-7/choose").status_code == 404
    assert money.get("/law/readings/AMB-1/choose").status_code == 403
    address = propose(boss)
    assert send(money, f"{address}/confirm", address, seen=seen_on(money, address)).status_code == 303
    assert "for the program of River EAO" in text(boss)


def test_another_bodys_proposal_is_nobodys_elses_to_find(signed_in, house, river):
    with house.begin(SYSTEM) as work:
        hills = an_organization(work, "hills")
    boss, other = (signed_in(Role.EAO_MANAGER, organization_id=each) for each in (river, hills))
    address = propose(boss)
    assert other.get(address).status_code == 404
    assert send(other, f"{address}/withdraw", "/law/readings/AMB-1/choose").status_code == 404
    watching = signed_in(Role.AUDITOR)
    page = text(watching, address)
    assert "waits for a second person" in page
    assert "Confirm this choice" not in page
    assert send(boss, f"{address}/withdraw", address).status_code == 303
    assert "withdrawn" in text(boss, address)


@pytest.mark.parametrize("name", ["AMB-4", "AMB-8", "AMB-9", "AMB-13", "AMB-99"])
def test_no_form_for_what_nobody_can_choose(signed_in, name):
    assert signed_in(Role.TREASURER).get(f"/law/readings/{name}/choose").status_code == 404


def test_a_decisions_page_tells_the_reading_it_was_made_with(signed_in, house, clock, river):
    in_force(house, clock, "AMB-1", "lowest")
    boss = signed_in(Role.EAO_MANAGER, organization_id=river)
    with house.begin(manager(river)) as work:
        applications.decide(work, YEAR)
        reference = applications.listed(work, applications.Listing(school_year=YEAR)).rows[0].reference
    page = text(boss, f"/eao/applications/{reference}")
    assert "The law was read otherwise than we recommend:" in page
    assert "The lowest of the caps" in page
    boss.get("/language/es")
    assert "El tope más bajo" in text(boss, f"/eao/applications/{reference}")


def test_the_law_API_answers_by_what_was_chosen_and_says_so(client, house, clock, river):
    line = {"id": "y", "contributions": "1000000.00", "interest": "0.00", "spent_on_accounts": "0.00",
            "interest_spent_on_accounts": "0.00", "overhead": "0.00", "remitted_to_fund": "0.00"}  # fmt: skip
    assert "readings" not in client.post("/api/v1/law/limits", json=line).get_json()
    in_force(house, clock, "AMB-5", "steps_on_residue")
    answer = client.post("/api/v1/law/limits", json=line).get_json()
    assert (answer["overhead_limit"], answer["readings"]) == ("6000.00", {"AMB-5": "steps_on_residue"})


def test_the_page_tells_what_came_before_and_who_reads_otherwise(client, house, clock, river):
    in_force(house, clock, "AMB-1", "lowest")
    later = TOMORROW + timedelta(days=1)
    choose(house, "AMB-1", "additive", starts_on=later)
    choose(house, "AMB-24", "deny", river, later)
    on_day(clock, later)
    page = text(client)
    assert "What was chosen before" in page
    assert "<strong>River EAO:</strong> No" in page
    client.get("/language/es")
    page = text(client)
    assert "Para todo el estado desde el 27 de noviembre de 2025" in page
    assert "Qué se eligió antes" in page


def test_what_would_change_is_told_for_expenses_and_for_overhead_too(signed_in, house, river):
    boss = signed_in(Role.TREASURER)
    assert "No stored decision on an expense would be another." in text(boss, propose(boss, "AMB-24", option="deny"))
    assert "Most that may go to running costs this year" in text(
        boss, propose(boss, "AMB-5", option="steps_after_fund")
    )
    assert "It changes no stored decision on a child." in text(boss, propose(boss, "AMB-26", option="cards_count"))
