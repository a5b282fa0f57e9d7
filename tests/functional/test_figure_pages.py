"""The pages of two people: a figure proposed, told on the Treasurer's home page, confirmed or taken back by another."""

import json
from datetime import date

import pytest

from esa.credits.domain import AllotmentMode
from esa.credits.service import allotting
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.config import PROJECT
from tests.builders import an_organization, treasurer
from tests.builders import publish as by_two
from tests.functional.forms import token_of
from tests.functional.test_reference_pages import FIGURE, confirm, send
from tests.integration.readings import choosing_people

DAY = date(2026, 9, 1)
HOME = "/treasurer/organizations"


@pytest.fixture
def first(signed_in):
    return signed_in(Role.TREASURER)


@pytest.fixture
def second(signed_in):
    return signed_in(Role.TREASURER)


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def seen_on(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def propose(client, **more):
    """Go through both steps and return the answer to the second."""
    given = {"csrf_token": token_of(client), **FIGURE, **more}
    shown = client.post("/reference/figures", data=given).get_data(as_text=True)
    return client.post("/reference/figures", data={**given, "seen": seen_on(shown)})


def decide(client, address, **given):
    return client.post(address, data={"csrf_token": token_of(client), **given})


def target(house):
    with house.begin(SYSTEM) as work:
        found = work.law.known("sat", DAY)
        return found and found.to_wire()


def test_CAP_4_a_figure_is_law_once_a_second_person_confirmed_what_was_shown(first, second, house):
    given = {"csrf_token": token_of(first), **FIGURE}
    looked = first.post("/reference/figures", data=given).get_data(as_text=True)
    assert "<strong>$7,300.00</strong><br>from July 1, 2026" in looked
    stale = first.post("/reference/figures", data={**given, "seen": "other"})
    assert "Something changed since you looked" in stale.get_data(as_text=True)
    address = propose(first).headers["Location"]
    assert propose(first).headers["Location"] == address, "a second press is the same proposal"
    own = text_of(first, address)
    assert "Another person of the office must confirm it" in own
    assert "Confirm this figure" not in own
    assert target(house) is None
    shown = text_of(second, address)
    assert "It would change the same as when it was proposed." in shown
    done = decide(second, address, seen=seen_on(shown))
    assert done.status_code == 303
    assert target(house) == "7300.00"
    after = text_of(second, address)
    assert "Confirmed by" in after
    assert "usa-button" not in after.split("<main")[1].split("</main>")[0]
    page = text_of(second, "/reference/figures")
    assert "$7,300.00" in page
    assert "DESE letter" in page


def test_whoever_proposed_cannot_confirm_and_is_told_so(first, house):
    address = propose(first).headers["Location"]
    answer = decide(first, address, seen="whatever")
    assert answer.status_code == 409
    assert "Somebody else must confirm what you proposed." in answer.get_data(as_text=True)
    assert target(house) is None


def test_everybody_of_the_office_is_told_on_the_home_page_what_waits(first, second, signed_in):
    assert "Waiting for a second person" not in text_of(second, HOME)
    address = propose(first).headers["Location"]
    for client in (first, second, signed_in(Role.AUDITOR)):
        page = text_of(client, HOME)
        assert "Waiting for a second person" in page
        assert f'href="{address}"' in page
    assert "yours" in text_of(first, HOME).split(address)[1][:400]
    decide(second, address, take_back="yes", reason="a mistake in the letter")
    assert "Waiting for a second person" not in text_of(first, HOME)


def test_what_else_waits_for_a_second_person_is_told_there_too(first, house):
    cap = ("credit_cap", date(2025, 1, 1), None, "75000000.00", "RSMo 135.713.3")
    by_two(house, cap)
    with house.begin(SYSTEM) as work:
        eao = an_organization(work)
    reading = choosing_people.propose(house, "AMB-1", "lowest")
    choosing_people.propose(house, "AMB-24", "deny", eao)
    with house.begin(treasurer()) as work:
        split = allotting.split_change(work.now, AllotmentMode.EQUAL, {eao: None})
        allotting.propose(work, 2025, split, "for this year")
    page = text_of(first, HOME)
    assert f'href="/law/readings/choices/{reading}">Reading of the law AMB-1</a>' in page
    assert page.count("proposed on November 25, 2025") == 2
    assert "AMB-24" not in page, "an EAO's own proposal waits for that EAO"
    assert ">Shares of the cap</a>" in page


def test_a_press_that_saw_something_else_shows_it_anew_and_publishes_nothing(first, second, house):
    address = propose(first).headers["Location"]
    answer = decide(second, address, seen="something else")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Something changed since you looked." in page
    assert target(house) is None
    assert decide(second, address, seen=seen_on(page)).status_code == 303
    again = decide(second, address, seen=seen_on(page))
    assert again.status_code == 409
    assert "confirmed or taken back already" in again.get_data(as_text=True)


def test_taking_back_needs_a_reason_which_is_kept_and_shown(first, second, house):
    address = propose(first).headers["Location"]
    answer = decide(first, address, take_back="yes", reason=" ")
    assert answer.status_code == 409
    assert "Say why it is taken back." in answer.get_data(as_text=True)
    assert decide(first, address, take_back="yes", reason="a mistake in the letter").status_code == 303
    assert "a mistake in the letter" in text_of(second, address)
    assert "Taken back" in text_of(second, "/reference/figures")
    assert target(house) is None


def test_another_proposal_for_the_same_day_is_refused_with_what_was_typed(first, second):
    propose(first)
    answer = propose(second, value="7400.00")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Another proposal for this figure and day waits." in page
    assert 'value="7400.00"' in page


def test_a_list_of_figures_becomes_a_proposal_too(first, second, house):
    told = {"parameters": [{"key": "sat_cents", "from": "2026-07-01", "to": None, "value": 730_000, "cite": "x"}]}
    address = send(first, "parameters", json.dumps(told).encode()).headers["Location"]
    proposed = confirm(first, address).headers["Location"]
    assert "/reference/figures/proposed/" in proposed
    assert target(house) is None
    assert decide(second, proposed, seen=seen_on(text_of(second, proposed))).status_code == 303
    assert target(house) == "7300.00"
    guidelines = (PROJECT / "esa/sample/lunch_guidelines.csv").read_bytes()
    many = confirm(first, send(first, "lunch-guidelines", guidelines).headers["Location"]).headers["Location"]
    assert "for one person" in text_of(second, many)


def test_an_EAO_sees_the_figures_and_nothing_of_what_waits(first, signed_in):
    address = propose(first).headers["Location"]
    reviewer = signed_in(Role.EAO_REVIEWER, organization_id=new_id())
    assert "Waiting for a second person" not in text_of(reviewer, "/reference/figures")
    assert reviewer.get(address).status_code == 403
    assert first.get(f"/reference/figures/proposed/{new_id()}").status_code == 404


def test_an_auditor_reads_a_proposal_and_has_nothing_to_press(first, signed_in):
    address = propose(first).headers["Location"]
    page = text_of(signed_in(Role.AUDITOR), address)
    assert "What it would have changed when it was proposed" in page
    assert "Confirm this figure" not in page
    assert "Take back" not in page


def test_AMB_14_a_flag_is_proposed_with_its_word(first):
    more = {"key": "new_scholarships_frozen", "value": "true", "starts_on": "2025-11-01", "cite": "RSMo 135.713.5"}
    bad = first.post("/reference/figures", data={"csrf_token": token_of(first), **FIGURE, **more, "value": "on"})
    assert "must be true or false" in bad.get_data(as_text=True)
    page = text_of(first, propose(first, **more).headers["Location"])
    assert "Stop of new scholarships" in page
    assert "until before July 1, 2026" in page


def aid(value, starts_on):
    return {"key": "state_aid_distributed", "value": value, "starts_on": starts_on, "cite": "RSMo 163.031"}


def publish(first, second, **more):
    address = propose(first, **more).headers["Location"]
    assert decide(second, address, seen=seen_on(text_of(second, address))).status_code == 303


def test_TCAP_3_the_rule_stands_beside_the_entered_cap_and_says_what_is_missing_and_what_differs(first, second):
    desk = text_of(first, "/treasurer/credits")
    assert "What the rule gives is not known until every figure above is known." in desk
    cap = {"key": "credit_cap", "starts_on": "2026-01-01", "value": "80000000.00", "cite": "RSMo 135.713.3"}
    page = text_of(first, propose(first, **cap).headers["Location"])
    assert "State aid, fiscal year 2026" in page
    assert "What the rule gives is not known" in page
    publish(first, second, **aid("3000000000.00", "2024-07-01"))
    shown = first.post(
        "/reference/figures", data={"csrf_token": token_of(first), **FIGURE, **aid("3393000000.00", "2025-07-01")}
    ).get_data(as_text=True)
    assert "$84,825,000.00" in shown
    assert "No cap has been entered for this year." in shown
    publish(first, second, **aid("3393000000.00", "2025-07-01"))
    address = text_of(second, HOME).split('href="/reference/figures/proposed/')[1].split('"')[0]
    waiting = text_of(second, f"/reference/figures/proposed/{address}")
    assert "it is $4,825,000.00 less than the rule gives." in waiting
    assert "This has changed since it was proposed" in waiting
    decide(second, f"/reference/figures/proposed/{address}", seen=seen_on(waiting))
    for path in ("/treasurer/credits", "/reference/figures"):
        assert "it is $4,825,000.00 less than the rule gives." in text_of(first, path)
    bad = first.post("/reference/figures", data={"csrf_token": token_of(first), **FIGURE, **aid("1.00", "2026-01-01")})
    assert "is of one fiscal year" in bad.get_data(as_text=True)
