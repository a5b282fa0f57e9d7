"""A donor asks for papers by post and leaves the lists; EAO finance prints, sends and marks the day."""

import re

import pytest

from esa.credits import service as credits_
from esa.kernel.permissions import Role
from tests.builders import finance
from tests.functional.forms import token_of
from tests.functional.test_give_pages import reserved, text_of
from tests.integration.credits.giving_people import a_cap, a_certified_eao, dollars

ADDRESS = {"name": "Ann Example", "street": "1 Test St", "city": "Rolla", "state": "mo", "zip": "65401"}


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return a_certified_eao(house)


@pytest.fixture
def gift(house, client, river):
    """The address of a donor's page, the reservation's number and the form's token, once the gift has come."""
    path = reserved(client, river, is_anonymous="true")
    token, reference = path.split("/")[2], path.split("/")[-1]
    with house.begin(finance(river)) as work:
        found, _ = credits_.eao_gift(work, reference)
        credits_.record_contribution(work, found.id, dollars(1_000), "check", work.today)
    return f"/give/{token}", reference, {"csrf_token": token_of(client, "/give")}


def test_a_donor_asks_and_finance_marks_the_day_on_which_it_sent_the_papers(client, river, gift, signed_in):
    own, reference, csrf = gift
    at = f"{own}/{reference}/post"
    page = text_of(client.get(at))
    assert "It sees the name and the address" in page
    bad = client.post(at, data={**csrf, **ADDRESS, "zip": "12", "state": "Missouri", "city": ""})
    assert bad.status_code == 422
    for told in ("Enter the ZIP code", "two letters", "Enter the city"):
        assert told in text_of(bad)
    assert client.post(at, data={**csrf, **ADDRESS}).status_code == 303
    assert client.post(at, data={**csrf, **ADDRESS, "street": "2 Test St"}).status_code == 303
    assert "The EAO sends them. You asked on" in text_of(client.get(own))
    eao = signed_in(Role.EAO_FINANCE, organization_id=river)
    page = text_of(eao.get("/eao/gifts/to-post"))
    assert ("2 Test St" in page, "1 Test St" in page, "MO 65401" in page) == (True, False, True)
    paper = re.search(r'href="(/papers/RCP-[^"]+)"', page).group(1)
    assert eao.get(paper).status_code == 200
    mark = re.search(r'action="(/eao/gifts/to-post/[^"]+)"', page).group(1)
    form = {"csrf_token": token_of(eao, "/eao/gifts/to-post")}
    assert eao.post(mark, data={**form, "sent_on": "2025-11-26"}).status_code == 422
    assert eao.post(mark, data={**form, "sent_on": "2025-11-25"}).status_code == 303
    assert eao.post(mark, data={**form, "sent_on": "2025-11-25"}).status_code == 404
    assert "Sent on November 25, 2025." in text_of(client.get(own))


def test_a_letter_that_is_not_wanted_any_more_is_not_sent_and_no_other_EAO_sees_it(
    client, river, gift, signed_in, house
):
    own, reference, csrf = gift
    at = f"{own}/{reference}/post"
    client.post(at, data={**csrf, **ADDRESS})
    hill = a_certified_eao(house, "hill")
    other = signed_in(Role.EAO_FINANCE, organization_id=hill)
    assert "1 Test St" not in text_of(other.get("/eao/gifts/to-post"))
    assert client.post(f"{at}/withdraw", data=csrf).status_code == 303
    assert client.post(f"{at}/withdraw", data=csrf).status_code == 404
    eao = signed_in(Role.EAO_FINANCE, organization_id=river)
    assert "No paper waits to be sent" in text_of(eao.get("/eao/gifts/to-post"))


def test_before_the_gift_there_is_nothing_to_post(client, river):
    path = reserved(client, river)
    at = f"/give/{path.split('/')[2]}/{path.split('/')[-1]}/post"
    answer = client.post(at, data={"csrf_token": token_of(client, "/give"), **ADDRESS})
    assert answer.status_code == 422
    assert "before the gift has come" in text_of(answer)


def test_finance_looks_who_gives_and_the_donor_comes_back_into_the_lists(client, river, gift, signed_in):
    own, reference, csrf = gift
    eao, boss = (signed_in(role, organization_id=river) for role in (Role.EAO_FINANCE, Role.EAO_MANAGER))
    assert "Ann Example" not in text_of(eao.get(f"/eao/gifts/{reference}"))
    shown = eao.post(f"/eao/gifts/{reference}/donor", data={"csrf_token": token_of(eao, f"/eao/gifts/{reference}")})
    assert "Ann Example" in text_of(shown)
    assert "Show who gives" not in text_of(boss.get(f"/eao/gifts/{reference}"))
    assert "The lists then show" in text_of(client.get(f"{own}/name"))
    assert client.post(f"{own}/name", data=csrf).status_code == 303
    assert "Ann Example" in text_of(boss.get("/eao/gifts"))
