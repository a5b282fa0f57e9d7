"""The pages of payments out: prepared by one, released by another, the file, what came back, bank details, the state."""

import io
import re

import pytest

from esa.kernel.permissions import Role
from esa.payments.service import paying
from tests.builders import of_payee
from tests.functional.forms import token_of
from tests.nacha import back
from tests.outgoing import ROUTING, an_outgoing


@pytest.fixture
def out(house, clock, settings):
    made = an_outgoing(house, clock)
    made.key = settings.data_key
    return made


@pytest.fixture
def ann(out, signed_in):
    return signed_in(Role.EAO_FINANCE, organization_id=out.river)


@pytest.fixture
def bob(out, signed_in):
    return signed_in(Role.EAO_MANAGER, organization_id=out.river)


def text_of(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def post(client, address, **data):
    return client.post(address, data={"csrf_token": token_of(client), **data})


def prepared(out, ann):
    out.approve("Hill School", 50_000)
    answer = post(ann, "/payouts/prepare")
    assert answer.status_code == 303, text_of(answer)
    return answer.location


def test_a_batch_goes_from_one_person_to_another_and_its_file_to_the_bank(out, ann, bob):
    address = prepared(out, ann)
    page = text_of(ann.get(address))
    assert "You prepared this batch. Somebody else releases it." in page
    assert "Release: pay all of it" not in page
    page = text_of(bob.get(address))
    for told in ("Hill School: $500.00", "ending in 5678", "Tuition, November", "Ben E.", "Release: pay all of it"):
        assert told in page
    assert post(ann, f"{address}/release").status_code == 403
    assert post(bob, f"{address}/release").status_code == 303
    assert post(bob, f"{address}/release").status_code == 303
    page = text_of(bob.get(address))
    file = bob.get(f"{address}/file")
    assert file.headers["X-SHA256"] in page
    assert file.data.startswith(b"101 101000048")
    assert bob.get(f"{address}/file").data == file.data
    assert out.books()[:2] == (0, 50_000)


def test_a_refusal_of_a_release_is_told_on_the_page_with_the_payee(out, ann, bob):
    address = prepared(out, ann)
    out.confirm(out.propose("Hill School", "99990000"))
    answer = post(bob, f"{address}/release")
    assert answer.status_code == 422
    assert "The bank details of this payee have changed" in text_of(answer)


def test_a_batch_is_dropped_only_with_a_reason(out, ann):
    address = prepared(out, ann)
    answer = post(ann, f"{address}/drop", reason="")
    assert answer.status_code == 422
    assert 'href="#reason"' in text_of(answer)
    assert post(ann, f"{address}/drop", reason="Wrong day").status_code == 303
    assert "Dropped" in text_of(ann.get(address))


def test_the_list_says_what_each_payee_waits_for(out, ann):
    out.payee("Oak School")
    out.approve("Oak School", 10_000)
    page = text_of(ann.get("/payouts/"))
    assert "Oak School" in page
    assert "Needs bank details" in page
    answer = post(ann, "/payouts/prepare")
    assert answer.status_code == 422
    assert "Nothing can be paid now" in text_of(answer)


def test_bank_details_go_through_two_people_and_never_come_back_to_a_page(out, ann, bob):
    address = f"/payouts/payees/{out.payees['Hill School']}"
    given = {
        "holder": "Hill School", "kind": "checking", "is_business": "true", "routing": ROUTING,
        "account": "4455667788", "contact_email": "office@example.org", "verified_how": "",
    }  # fmt: skip
    answer = post(ann, f"{address}/details", **given)
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'href="#verified_how"' in page
    assert f'value="{ROUTING}"' in page
    assert "4455667788" not in page
    assert post(ann, f"{address}/details", **{**given, "verified_how": "Called them"}).status_code == 303
    page = text_of(ann.get(address))
    assert "You entered this. Somebody else confirms it." in page
    assert "4455667788" not in page
    confirm = re.search(r'action="([^"]+/confirm)"', text_of(bob.get(address)))[1]
    assert post(ann, confirm).status_code == 403
    assert post(bob, confirm).status_code == 303
    assert "ending in 7788" in text_of(bob.get(address))


def test_a_return_file_is_brought_in_once_and_told_with_its_meaning(out, ann, bob):
    address = prepared(out, ann)
    post(bob, f"{address}/release")
    text = bob.get(f"{address}/file").get_data(as_text=True)
    trace = next(line[79:94] for line in text.splitlines() if line[0] == "6")
    data = back(text, ("R02", trace)).encode()

    def bring():
        form = {"csrf_token": token_of(ann), "file": (io.BytesIO(data), "returns.ach")}
        return ann.post("/payouts/returns", data=form)

    assert bring().status_code == 303
    page = text_of(ann.get("/payouts/returns"))
    assert "R02" in page
    assert "The account is closed." in page
    assert "To pay again" in page
    again = bring()
    assert again.status_code == 422
    assert "taken before" in text_of(again)
    assert post(ann, "/payouts/returns").status_code == 422


def test_a_payee_matches_a_payment_to_its_children_and_reads_no_other_payees(out, ann, bob, signed_in, house):
    address = prepared(out, ann)
    post(bob, f"{address}/release")
    number = re.search(r"RMT-\w+", text_of(bob.get(address)))[0]
    assert "Ben E." in ann.get(f"/payouts/advice/{number}.csv").get_data(as_text=True)
    school = signed_in(Role.SCHOOL, payee_id=out.payees["Hill School"])
    assert number in text_of(school.get("/payouts/own"))
    page = text_of(school.get(f"/payouts/own/{number}"))
    assert "Ben E." in page
    assert "5678" not in page
    assert school.get(f"/payouts/own/{number}.csv").get_data(as_text=True).splitlines()[1].endswith(",500.00")
    other = signed_in(Role.SCHOOL, payee_id=out.payee("Oak School"))
    assert other.get(f"/payouts/own/{number}").status_code == 404
    assert number not in text_of(other.get("/payouts/own"))
    with house.begin(of_payee(out.payees["Oak School"])) as work:
        assert paying.own_payments(work) == []


def test_another_EAO_finds_nothing_and_the_state_reads_only(out, ann, signed_in, house):
    from esa.kernel.actors import SYSTEM
    from tests.builders import an_organization

    address = prepared(out, ann)
    with house.begin(SYSTEM) as work:
        lake = an_organization(work, "lake")
    foreign = signed_in(Role.EAO_FINANCE, organization_id=lake)
    assert foreign.get(address).status_code == 404
    assert foreign.get("/payouts/advice/RMT-XXXX").status_code == 404
    for role in (Role.TREASURER, Role.AUDITOR):
        state = signed_in(role)
        page = text_of(state.get("/payouts/"))
        assert "River EAO" in page
        assert "Hill School" in text_of(state.get(address))
        assert post(state, f"{address}/release").status_code == 403
        assert state.get(f"{address}/file").status_code == 403
        assert "ending in 5678" in text_of(state.get("/payouts/payees"))


def test_the_own_bank_is_told_with_every_fault_and_the_account_stays_sealed(out, ann):
    answer = post(ann, "/payouts/bank", bank_name="", routing="1", cut_off="25:00", offset_account="777888999")
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'href="#cut_off"' in page
    assert "777888999" not in page
    good = {
        "bank_name": "Bank", "routing": "101000048", "company": "River", "company_id": "1431234567",
        "offset_account": "777888999", "is_balanced": "true", "cut_off": "15:30", "minutes_before_window": "45",
        "cooling_days": "5",
    }  # fmt: skip
    assert post(ann, "/payouts/bank", **good).status_code == 303
    page = text_of(ann.get("/payouts/bank"))
    assert 'value="15:30"' in page
    assert "…8999" in page
    assert "777888999" not in page


def test_the_years_report_names_who_has_no_tax_form_and_gives_a_table_with_its_digest(out, ann, bob):
    from datetime import date

    from esa.payments import service as payments

    address = prepared(out, ann)
    post(bob, f"{address}/release")
    out.approve("Hill School", 70_000)
    post(bob, f"{post(ann, '/payouts/prepare').location}/release")
    rows = "2025-12-01,-500.00,ACH,1\n2025-12-01,-700.00,ACH,2\n"
    with out.house.begin(out.ann) as work:
        payments.take_bank_file(work, f"booked_on,amount,description,reference\n{rows}".encode())
    page = text_of(post(ann, "/payouts/report", year="2025"))
    assert "Without a W-9" in page
    assert "Hill School" in page
    form = {
        "name": "Hill School Inc", "tax_class": "partnership", "number": "43-1234567", "number_is_ein": "true",
        "signed_on": date(2025, 9, 1).isoformat(), "street": "1 Main St", "city": "Rolla", "state": "MO", "zip": "65401",
    }  # fmt: skip
    assert post(ann, f"/payouts/payees/{out.payees['Hill School']}/tax", **form).status_code == 303
    assert "431234567" not in text_of(ann.get(f"/payouts/payees/{out.payees['Hill School']}"))
    file = post(ann, "/payouts/report/2025.csv")
    assert (
        file.get_data(as_text=True)
        .splitlines()[1]
        .endswith("Hill School Inc,431234567,EIN,1 Main St,Rolla,MO,65401,1200.00")
    )
    assert file.headers["X-SHA256"] in text_of(post(ann, "/payouts/report", year="2025"))
