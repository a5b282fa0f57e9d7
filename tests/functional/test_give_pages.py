"""Donors reserve, change, withdraw and plan by a signed link; an EAO records; the Treasurer certifies and allots."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Role
from tests.functional.forms import token_of
from tests.integration.credits.giving_people import a_cap, a_certified_eao, a_donor, ask, dollars, some_eaos, state


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return a_certified_eao(house)


def form(client, river, **more):
    return {
        "csrf_token": token_of(client, "/give"), "claim_id": str(new_id()), "organization": str(river),
        "amount": "$1,000", "taxpayer_type": "individual", "name": "Ann Example", "email": "ann@example.org",
        "taxpayer_number": "123-45-6789", "no_dependent_benefits": "true", "no_student_named": "true", **more,
    }  # fmt: skip


def text_of(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def reserved(client, river, **more):
    answer = client.post("/give", data=form(client, river, **more))
    assert answer.status_code == 303, text_of(answer)
    return urlsplit(answer.location).path


def test_a_visitor_reserves_in_one_form_and_follows_by_the_link(client, river, house):
    path = reserved(client, river)
    page = text_of(client.get(path))
    assert "$1,000.00 is reserved for you" in page
    assert "December 25, 2025" in page
    assert "no receipt and no approval" in page
    assert "ending in 6789" in page
    assert "123-45-6789" not in page
    assert "123456789" not in page
    assert state(house)[0] == dollars(1_000)
    token = path.split("/")[2]
    assert client.get(f"/give/{token[:-2]}xx").status_code == 404


def test_sending_the_same_form_twice_reserves_once(client, river, house):
    data = form(client, river)
    first, second = client.post("/give", data=data), client.post("/give", data=data)
    assert first.location.split("/")[-1] == second.location.split("/")[-1]
    assert state(house)[0] == dollars(1_000)


def test_all_that_is_wrong_is_told_at_once_and_what_was_typed_is_kept(client, river, house):
    data = form(client, river, amount="400", no_student_named="", note="for my grandson")
    answer = client.post("/give", data=data)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "400.00 is under the least reservation of 500.00." in page
    assert "Confirm that you name no student" in page
    assert "Leave the student out of the note" in page
    assert 'value="Ann Example"' in page
    bad = client.post("/give", data=form(client, river, amount="a lot", email="x", name="", taxpayer_number="12"))
    page = text_of(bad)
    assert bad.status_code == 422
    for told in (
        "Enter an amount in dollars",
        "Enter an e-mail address like",
        "Enter the name",
        "Enter the nine digits",
    ):
        assert told in page
    assert state(house)[0] == ZERO


def test_T09_at_the_end_of_the_cap_the_page_offers_what_is_left_or_a_place_in_line(client, river, house):
    ask(house, a_donor(house), river, dollars(7_000))
    page = text_of(client.post("/give", data=form(client, river, amount="5000")))
    assert "$3,000.00 can be had now" in page
    again = re.search(r'name="claim_id" value="([^"]+)"', page).group(1)
    path = reserved(client, river, amount="5000", partial_ok="true", claim_id=again)
    assert "$3,000.00 is reserved for you" in text_of(client.get(path))
    waits = reserved(client, river, amount="5000", wait="true")
    assert "You are on the waiting list" in text_of(client.get(waits))
    assert state(house)[3] == ZERO


def test_a_donor_changes_and_withdraws_by_the_link_and_nobody_elses(client, river, house):
    hill = a_certified_eao(house, "hill")
    path = reserved(client, river)
    token, reference = path.split("/")[2], path.split("/")[-1]
    data = {"csrf_token": token_of(client, "/give"), "organization": str(hill), "amount": "2,000.00"}
    assert client.post(f"/give/{token}/{reference}/change", data=data).status_code == 303
    assert state(house)[0] == dollars(2_000)
    low = client.post(f"/give/{token}/{reference}/change", data={**data, "amount": "20"})
    assert low.status_code == 422
    assert "20.00 is under the least reservation" in text_of(low)
    other = reserved(client, river, email="bob@example.org").split("/")[-1]
    assert client.post(f"/give/{token}/{other}/cancel", data=data).status_code == 404
    client.post(f"/give/{token}/{reference}/cancel", data=data)
    assert state(house)[0] == dollars(1_000)
    client.post(f"/give/{token}/{reference}/cancel", data=data)
    page = text_of(client.get(f"/give/{token}"))
    assert "this reservation does not wait for money" in page.lower()


def test_a_plan_a_number_and_owners_are_kept_by_the_link(client, river, house):
    path = reserved(client, river, taxpayer_type="business", taxpayer_number="")
    token = path.split("/")[2]
    csrf = {"csrf_token": token_of(client, "/give")}
    plan = {**csrf, "organization": str(river), "amount": "600", "rhythm": "monthly", "starts_on": "2025-12-01"}
    assert client.post(f"/give/{token}/plan", data=plan).status_code == 303
    assert client.post(f"/give/{token}/plan", data={**plan, "amount": "5"}).status_code == 422
    assert client.post(f"/give/{token}/taxpayer", data={**csrf, "taxpayer_number": "12-3456789"}).status_code == 303
    owners = {**csrf, "name-0": "A", "share-0": "33.3333", "name-1": "B", "share-1": "66.6667"}
    assert client.post(f"/give/{token}/owners", data={**owners, "share-1": "66"}).status_code == 422
    assert client.post(f"/give/{token}/owners", data=owners).status_code == 303
    page = text_of(client.get(f"/give/{token}"))
    for told in ("Every month", "ending in 6789", "A: 33.3333 %", "Next: December 1, 2025"):
        assert told in page
    stop = re.search(r'action="(/give/[^"]+/stop)"', page).group(1)
    assert client.post(stop, data=csrf).status_code == 303
    assert "Every month" not in text_of(client.get(f"/give/{token}"))


def test_from_money_to_certificate_and_back_through_the_pages(client, river, house, signed_in):
    reference = reserved(client, river).split("/")[-1]
    eao, boss = signed_in(Role.EAO_FINANCE, organization_id=river), signed_in(Role.TREASURER)
    assert "30 days left" in text_of(eao.get("/eao/gifts"))
    at, csrf = f"/eao/gifts/{reference}", {"csrf_token": token_of(eao, f"/eao/gifts/{reference}")}
    money = {
        **csrf, "reservation": reference, "amount": "1000.00", "method": "cashiers_check", "given_on": "2025-11-25",
        "payer": "Ann Example", "number": "7",
    }  # fmt: skip
    refused = eao.post("/eao/payments/enter", data=money)
    assert refused.status_code == 422
    assert "RSMo 135.715.5" in text_of(refused)
    assert eao.post("/eao/payments/enter", data={**money, "method": "electronic"}).status_code == 303
    assert eao.post(f"{at}/proof", data={**csrf, "proof": "check 7"}).status_code == 303
    desk = text_of(boss.get("/treasurer/credits"))
    assert reference in desk
    chosen = re.search(r'name="reservation" value="([^"]+)"', desk).group(1)
    token = token_of(boss, "/treasurer/credits")
    assert boss.post("/treasurer/credits/certify", data={"csrf_token": token, "reservation": chosen}).status_code == 303
    assert state(house)[2] == dollars(1_000)
    own = f"/eao/payments/{re.search('PAY-[A-Z0-9]+', text_of(eao.get(at))).group()}"
    assert (
        eao.post(f"{at}/back", data={**csrf, "amount": "1000", "reason": "dispute", "note": "R10"}).status_code == 422
    )
    back = eao.post(f"{own}/back", data={**csrf, "how": "sent_back", "reason": "R10"})
    assert back.status_code == 303
    assert "Money went back after the credit was certified" in text_of(boss.get("/treasurer/credits"))


def test_the_treasurer_sees_the_whole_number_only_by_a_recorded_look(client, river, house, signed_in):
    reserved(client, river)
    with house.begin(SYSTEM) as work:
        donor_id = work.tx.scalar(sa.text("SELECT id FROM donors WHERE name = 'Ann Example'"))
    boss = signed_in(Role.TREASURER)
    page = text_of(boss.get(f"/treasurer/credits/donors/{donor_id}"))
    assert "ends in 6789" in page
    token = token_of(boss, f"/treasurer/credits/donors/{donor_id}")
    shown = text_of(boss.post(f"/treasurer/credits/donors/{donor_id}/number", data={"csrf_token": token}))
    assert "123456789" in shown
    with house.begin(SYSTEM) as work:
        seen = work.tx.scalars(sa.text("SELECT subject_id FROM audit_events WHERE action = 'taxpayer_number.viewed'"))
        assert list(seen) == [str(donor_id)]
    auditor = signed_in(Role.AUDITOR)
    token = token_of(auditor, "/treasurer/credits")
    refused = auditor.post(f"/treasurer/credits/donors/{donor_id}/number", data={"csrf_token": token})
    assert refused.status_code == 403


def test_an_owners_whole_number_is_shown_by_a_recorded_look(client, river, house, signed_in):
    token = reserved(client, river, taxpayer_type="business").split("/")[2]
    owners = {"csrf_token": token_of(client, "/give"), "name-0": "A", "share-0": "100", "number-0": "98-7654321"}
    assert client.post(f"/give/{token}/owners", data=owners).status_code == 303
    with house.begin(SYSTEM) as work:
        donor_id, owner_id = work.tx.execute(sa.text("SELECT donor_id, id FROM donor_owners")).one()
    boss, at = signed_in(Role.TREASURER), f"/treasurer/credits/donors/{donor_id}"
    assert "987654321" not in text_of(boss.get(at))
    shown = boss.post(f"{at}/owners/{owner_id}/number", data={"csrf_token": token_of(boss, at)})
    assert "987654321" in text_of(shown)
    with house.begin(SYSTEM) as work:
        seen = work.tx.scalars(sa.text("SELECT subject_id FROM audit_events WHERE action = 'taxpayer_number.viewed'"))
        assert list(seen) == [str(owner_id)]


def test_the_EAO_is_told_which_money_must_come_soon(client, river, house, signed_in, clock):
    reference = reserved(client, river).split("/")[-1]
    eao = signed_in(Role.EAO_FINANCE, organization_id=river)
    assert "The money must come soon" not in text_of(eao.get("/eao/gifts"))
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE reservations SET lapses_after = '2025-12-01'"))
    page = text_of(eao.get("/eao/gifts"))
    assert "The money must come soon" in page
    assert page.count(reference) == 4


def test_TCAP_5_the_desk_shows_what_a_move_would_do_and_a_second_person_makes_it(river, house, signed_in, clock):
    hill = some_eaos(house, "hill")[0]
    first, second = signed_in(Role.TREASURER), signed_in(Role.TREASURER)
    at = "/treasurer/credits/allotments"
    csrf = {"csrf_token": token_of(first, at)}
    split = {**csrf, "kind": "custom", f"share-{river}": "6000", f"share-{hill}": "4,000.00", "reason": "by plan"}
    assert "How it would stand" in text_of(first.post(at, data=split))
    assert first.post(at, data={**split, "reason": "", "propose": "1"}).status_code == 422
    assert first.post(at, data={**split, "propose": "1"}).status_code == 303
    mine = text_of(first.get(at))
    assert "somebody else makes it" in mine
    decide = re.search(rf'action="({at}/[^"]+)"', mine).group(1)
    assert first.post(decide, data=csrf).status_code == 409
    assert second.post(decide, data={"csrf_token": token_of(second, at)}).status_code == 303
    over = {**csrf, "kind": "move", "giver": str(river), "taker": str(hill), "amount": "6000.01", "reason": "x"}
    assert "only 6,000.00 of the allotment of River EAO is unused" in text_of(first.post(at, data=over))
    assert first.post(at, data={**over, "amount": "1", "propose": "1"}).status_code == 303


def test_EAO_9_fund_overhead_and_interest_on_one_page(client, river, house, signed_in):
    made = ask(house, a_donor(house), river, dollars(10_000))
    with house.begin(SYSTEM) as work:
        credits_.record_contribution(work, made.reservation_id, dollars(10_000), "check", work.today)
    eao = signed_in(Role.EAO_FINANCE, organization_id=river)
    at = "/eao/gifts/off-the-top"
    csrf = {"csrf_token": token_of(eao, at), "paid_on": "2025-11-25"}
    page = text_of(eao.get(at))
    for told in ("$400.00", "$9,000.00", "$600.00", "stricter reading: $60.00"):
        assert told in page
    assert eao.post(f"{at}/remit", data={**csrf, "year": "2025", "amount": "401", "proof": "w"}).status_code == 422
    assert eao.post(f"{at}/remit", data={**csrf, "year": "2025", "amount": "400", "proof": "w"}).status_code == 303
    assert eao.post(f"{at}/cost", data={**csrf, "amount": "700", "purpose": "rent"}).status_code == 303
    assert eao.post(f"{at}/interest", data={**csrf, "amount": "12", "purpose": "November"}).status_code == 303
    page = text_of(eao.get(at))
    assert "usa-alert--warning" in page
    assert "$12.00" in page
    with house.begin(SYSTEM) as work:
        assert credits_.duties(work, river).overhead_left == Money(-10_000)


def test_T10_who_waits_is_told_the_place_in_line_and_nothing_of_the_others(client, river, house):
    ask(house, a_donor(house), river, dollars(10_000))
    ask(house, a_donor(house, "Bob"), river, dollars(600), wait=True)
    path = reserved(client, river, wait="true")
    page = text_of(client.get(path))
    assert "Your place in line</dt><dd>2</dd>" in page
    assert "Bob" not in page


def test_a_lapsed_reservation_tells_why_and_what_to_do(client, river, house, clock):
    path = reserved(client, river)
    clock.move_to(clock.now() + timedelta(days=31))
    with house.begin(SYSTEM) as work:
        credits_.lapse_due(work)
    page = text_of(client.get(f"/give/{path.split('/')[2]}"))
    assert "You can reserve anew while credits are free" in page


def test_TAX_4_TAX_5_T01_T02_T03_the_page_reckons_what_can_be_claimed_in_each_year(client):
    page = text_of(client.get("/give/how-much?gift-2025=7000&tax-2025=10,000&gift-2026=2500&tax-2026=$6000"))
    for told in ("$5,000.00", "$2,000.00 until 2029", "$3,000.00", "$1,500.00 until 2030"):
        assert told in page
    nothing = text_of(client.get("/give/how-much?gift-2025=100"))
    assert re.search(r"2029</th>.*?Lost\">\$100\.00", nothing)
    assert "Enter an amount in dollars" in text_of(client.get("/give/how-much?gift-2025=x"))


def test_RES_1_only_a_certified_EAO_can_be_named(client, river, house):
    hill = some_eaos(house, "hill")[0]
    answer = client.post("/give", data=form(client, hill))
    assert answer.status_code == 409
    assert "Choose an EAO from the list" in text_of(answer)
    assert state(house)[0] == ZERO


def test_an_EAO_finds_nothing_of_anothers_gifts(client, river, house, signed_in):
    reference = reserved(client, river).split("/")[-1]
    hill = some_eaos(house, "hill")[0]
    other = signed_in(Role.EAO_FINANCE, organization_id=hill)
    assert reference not in text_of(other.get("/eao/gifts"))
    csrf = {"csrf_token": token_of(other, "/eao/gifts/off-the-top")}
    assert other.get(f"/eao/gifts/{reference}").status_code == 404
    for act in ("proof", "back"):
        data = {**csrf, "proof": "x", "amount": "1", "reason": "refund"}
        assert other.post(f"/eao/gifts/{reference}/{act}", data=data).status_code == 404


def claim_of(river, **more):
    return {
        "claim_id": str(new_id()), "organization": str(river), "amount": "1000.00", "taxpayer_type": "individual",
        "name": "Ann Example", "email": "ann@example.org", "no_dependent_benefits": True, "no_student_named": True, **more,
    }  # fmt: skip


def test_a_program_reserves_by_JSON_and_hears_every_outcome_as_a_document(client, river, house):
    body = claim_of(river)
    first, again = (client.post("/give/claims", json=body) for _ in range(2))
    assert (first.status_code, first.json) == (201, again.json)
    assert first.json["give_until"] == "2025-12-25"
    part = client.post("/give/claims", json=claim_of(river, amount="20000.00", partial_ok=True))
    assert (part.status_code, part.json["outcome"], part.json["amount"]) == (201, "reduced", "9000.00")
    assert client.post("/give/claims", json=claim_of(river, wait=True)).status_code == 202
    refused = client.post("/give/claims", json=claim_of(river, note="for my son", amount="1.00"))
    assert refused.status_code == 409
    assert {each["field"] for each in refused.json["grounds"]} == {"note", "amount"}


def test_a_program_is_told_by_a_problem_document_what_cannot_be_read(client, river, house, clock):
    for body, fields in (
        ({**claim_of(river), "amount": "ten"}, {"amount"}),
        ({**claim_of(river), "taxpayer_number": "12"}, {"taxpayer_number"}),
        ({**claim_of(river), "extra": 1}, {"extra"}),
        ({}, {"claim_id", "organization", "amount", "taxpayer_type", "name", "email"}),
    ):
        answer = client.post("/give/claims", json=body)
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert {each["field"] for each in answer.json["grounds"]} == fields
    broken = client.post("/give/claims", data="{", content_type="application/json")
    assert (broken.status_code, broken.mimetype) == (400, "application/problem+json")
    clock.move_to(clock.now() + timedelta(days=60))
    unset = client.post("/give/claims", json=claim_of(river))
    assert (unset.status_code, unset.json["code"]) == (404, "cap_unknown")
