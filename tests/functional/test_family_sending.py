"""Sending the application: one for each child, to the EAO of its school, once however often it is pressed."""

import re
from html import unescape
from io import BytesIO

import pytest

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from tests.functional.family_journey import add_reference, answer, answer_child, answer_home, hidden, sign_in

PHOTO = b"\xff\xd8\xff\xe0" + b"photo" * 20 + b"\xff\xd9"
SIGNED = {"signed_name": "Ana Ruiz", "is_true": "true"}


@pytest.fixture
def reference(house):
    return add_reference(house)


@pytest.fixture
def parent(client, house, reference):
    assert reference.eaos
    return sign_in(client, house)


@pytest.fixture
def ready(client, parent, reference):
    """A whole draft with one child at the school that only the first EAO serves."""
    answer_home(client)
    answer(client, "/family/apply/home/payment", {"payment_plan": "lump"})
    answer_child(client, school={"school_id": str(reference.first.id)})
    return parent


def text_of(response) -> str:
    return unescape(response.get_data(as_text=True))


def filed(house, parent):
    with house.begin(SYSTEM) as work:
        return applications.applications_of_household(work, parent.household_id)


def test_EAO_25_an_application_goes_to_the_organization_of_its_school_and_is_decided(client, house, ready, reference):
    sent = answer(client, "/family/apply/answers", SIGNED)
    assert sent.headers["Location"] == "/family/apply/sent"
    [(application, decision)] = filed(house, ready)
    assert application.organization_id == reference.eaos[0].id
    assert (application.given_name, application.payment_plan.value) == ("Leo", "lump")
    assert (decision.outcome, decision.tier) == ("qualified", "f")
    page = text_of(client.get("/family/apply/sent"))
    assert application.reference in page
    assert "Prairie Fund" in page


def test_pressing_send_twice_gives_one_application(client, house, ready):
    page = text_of(client.get("/family/apply/answers"))
    data = {**SIGNED, "csrf_token": hidden(page, "csrf_token"), "version": hidden(page, "version")}
    assert [client.post("/family/apply/answers", data=data).status_code for _ in range(3)] == [303, 303, 303]
    assert len(filed(house, ready)) == 1


def test_answers_that_changed_since_they_were_signed_are_not_sent(client, house, ready):
    page = text_of(client.get("/family/apply/answers"))
    answer(client, "/family/apply/home/size", {"size": "7"})
    data = {**SIGNED, "csrf_token": hidden(page, "csrf_token"), "version": hidden(page, "version")}
    refused = client.post("/family/apply/answers", data=data)
    assert refused.status_code == 422
    assert "Your answers changed in another window" in text_of(refused)
    assert filed(house, ready) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"signed_name": "Ana Ruiz"}, "Check the box to say that what you told us is true."),
        ({"is_true": "true"}, "Type your full name to sign."),
    ],
)
def test_an_application_is_not_sent_unsigned(client, house, ready, typed, said):
    refused = answer(client, "/family/apply/answers", typed)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert filed(house, ready) == []


def test_a_draft_with_an_open_question_is_not_sent(client, house, parent):
    answer_home(client)
    page = text_of(client.get("/family/apply/answers"))
    assert "Send the application" not in page
    token = hidden(text_of(client.get("/family/apply")), "csrf_token")
    refused = client.post("/family/apply/answers", data={**SIGNED, "csrf_token": token, "version": "6"})
    assert refused.status_code == 422
    assert filed(house, parent) == []


def test_two_children_at_two_schools_are_two_applications_of_one_sibling_group(client, house, ready, reference):
    name = {"given_name": "Mia", "family_name": "Ruiz"}
    chosen = {"organization_id": str(reference.eaos[1].id)}
    answer_child(client, name=name, school={"school_id": str(reference.both.id)}, organization=chosen)
    answer(client, "/family/apply/answers", SIGNED)
    found = {application.given_name: application for application, _ in filed(house, ready)}
    assert {name: each.organization_id for name, each in found.items()} == {
        "Leo": reference.eaos[0].id,
        "Mia": reference.eaos[1].id,
    }
    assert len({each.sibling_group for each in found.values()}) == 1
    assert len({each.person_id for each in found.values()}) == 2


def test_a_school_that_nobody_serves_is_refused_with_the_way_out(client, ready, reference):
    page = text_of(client.get("/family/apply"))
    begun = client.post("/family/apply/children", data={"csrf_token": hidden(page, "csrf_token")})
    address = begun.headers["Location"].replace("/name", "/school")
    refused = answer(client, address, {"school_id": str(reference.none.id)})
    assert refused.status_code == 422
    assert "No organization works with this school now." in text_of(refused)


def test_a_further_child_can_follow_and_the_first_is_not_sent_again(client, house, ready):
    answer(client, "/family/apply/answers", SIGNED)
    answer_child(client, name={"given_name": "Mia", "family_name": "Ruiz"})
    answer(client, "/family/apply/answers", SIGNED)
    assert sorted(application.given_name for application, _ in filed(house, ready)) == ["Leo", "Mia"]


def test_what_was_sent_cannot_be_changed_by_going_back(client, ready):
    key = re.search(r"/children/([0-9a-f]+)/", text_of(client.get("/family/apply")))[1]
    answer(client, "/family/apply/answers", SIGNED)
    refused = answer(client, f"/family/apply/children/{key}/grade", {"grade": "6"})
    assert refused.status_code == 422
    assert "has been sent" in text_of(refused)


def test_papers_go_with_the_application_of_the_child_they_are_about(client, house, ready):
    files = {"files": [(BytesIO(PHOTO), "taxes.jpg")]}
    answer(client, "/family/apply/papers/tax_return", files, content_type="multipart/form-data")
    answer(client, "/family/apply/answers", SIGNED)
    [(application, _)] = filed(house, ready)
    assert application.evidence["annual_income"]["kind"] == "tax_return"
    with house.begin(SYSTEM) as work:
        [paper] = applications.opened(work, application.reference).papers
    assert (paper.kind, paper.filename) == ("tax_return", "taxes.jpg")


def test_my_children_says_who_has_it_what_comes_next_and_why(client, house, ready):
    answer(client, "/family/apply/answers", SIGNED)
    [(application, _)] = filed(house, ready)
    page = text_of(client.get("/family/children"))
    for said in (
        "Leo Ruiz",
        "Qualifies",
        "Prairie Fund, since November 25, 2025",
        "What comes next",
        application.reference,
    ):
        assert said in page
    detail = text_of(client.get(f"/family/children/{application.reference}"))
    for said in ("RSMo 166.700(9)(b)a", "tier (f) – free lunch", "$8,931.25", "What would change this"):
        assert said in detail


def test_the_reasons_are_told_in_spanish(client, house, ready):
    answer(client, "/family/apply/answers", SIGNED)
    [(application, _)] = filed(house, ready)
    client.get("/language/es?next=/")
    detail = text_of(client.get(f"/family/children/{application.reference}"))
    for said in ("Califica", "El ingreso de 41,795.00 para 4", "almuerzo gratis", "Qué cambiaría esto"):
        assert said in detail


def test_a_child_of_another_family_is_not_there(client, app, house, ready):
    answer(client, "/family/apply/answers", SIGNED)
    [(application, _)] = filed(house, ready)
    other = app.test_client()
    sign_in(other, house)
    assert other.get(f"/family/children/{application.reference}").status_code == 404
    assert "Leo" not in text_of(other.get("/family/children"))


def test_a_paper_that_follows_later_reaches_the_organization_and_is_no_longer_missing(client, house, ready):
    answer(client, "/family/apply/answers", SIGNED)
    [(application, _)] = filed(house, ready)
    assert "Proof of income" in text_of(client.get("/family/children"))
    files = {"files": [(BytesIO(PHOTO), "taxes.jpg")]}
    answer(client, "/family/apply/papers/tax_return", files, content_type="multipart/form-data")
    assert "Proof of income" not in text_of(client.get("/family/children"))
    with house.begin(SYSTEM) as work:
        assert [each.kind for each in applications.opened(work, application.reference).papers] == ["tax_return"]


def test_a_paper_that_went_out_cannot_be_taken_back(client, ready):
    assert ready
    files = {"files": [(BytesIO(PHOTO), "taxes.jpg")]}
    answer(client, "/family/apply/papers/tax_return", files, content_type="multipart/form-data")
    page = text_of(client.get("/family/apply/papers"))
    action = re.search(r'action="(/family/papers/[0-9a-f-]+/remove)"', page)[1]
    answer(client, "/family/apply/answers", SIGNED)
    refused = client.post(action, data={"csrf_token": hidden(page, "csrf_token")})
    assert refused.status_code == 409
    assert "This paper went out with your application." in text_of(refused)


def test_DEF_5_a_family_learns_before_sending_that_an_income_not_given_stands_in_the_way(client, ready):
    assert ready
    assert "would not let Leo have a grant" not in text_of(client.get("/family/apply/answers"))
    answer(client, "/family/apply/home/income", {"given": "no"})
    page = text_of(client.get("/family/apply/answers"))
    assert "From these answers, the law would not let Leo have a grant now" in page
    assert "178,434.00" in page  # the income that would change it
    assert answer(client, "/family/apply/answers", SIGNED).status_code == 303


def test_what_was_received_is_told_to_the_family_without_the_childs_name(client, house, ready):
    answer(client, "/family/apply/answers", SIGNED)
    [(application, _)] = filed(house, ready)
    page = text_of(client.get("/family/messages"))
    assert f"We received your application ({application.reference})" in page
    assert "Nothing goes out by e-mail" in page
    assert application.given_name not in page.split("<main", 1)[1]
