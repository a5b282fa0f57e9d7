"""The page of applications that look like the same child: what it shows, what it keeps back, what an answer does."""

import pytest
import sqlalchemy as sa

from esa.applications import service as applications
from esa.applications.domain.words import PairStanding
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import YEAR, an_organization, manager
from tests.functional.forms import token_of
from tests.integration.applications.test_bringing import a_child, a_file


@pytest.fixture
def two(house):
    with house.begin(SYSTEM) as work:
        owners = an_organization(work, "river", name="River Fund"), an_organization(work, "hill", name="Hill Fund")
    for owner, children in ((owners[0], [a_child(1), a_child(2, given_name="Adda")]), (owners[1], [a_child(1)])):
        with house.begin(manager(owner)) as work:
            data = b"".join(a_file(child, key=child["external_id"]) for child in children)
            applications.bring(work, data, "f.jsonl", YEAR)
    return owners


@pytest.fixture
def enter(signed_in):
    """Return a maker of clients that are signed in for an EAO."""

    def make(organization_id, role=Role.EAO_REVIEWER):
        return signed_in(role, organization_id=organization_id)

    return make


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def post(client, path, **data):
    return client.post(path, data={"csrf_token": token_of(client), **data}, follow_redirects=True)


def pairs(house):
    with house.begin(SYSTEM) as work:
        rows = work.tx.execute(
            sa.text("SELECT id, standing, application_id, other_application_id FROM duplicate_pairs")
        )
        return rows.all()


def test_a_search_shows_the_EAOs_own_pairs_side_by_side_and_nothing_of_another_EAOs_child(two, enter, house):
    client = enter(two[0])
    assert "There is no pair here." in text_of(client, "/eao/applications/pairs")
    found = post(client, "/eao/applications/pairs/search").get_data(as_text=True)
    assert "3 new pairs were found." in found
    assert found.count("It is with Hill Fund. You cannot see it.") == 2
    with house.begin(manager(two[1])) as work:
        foreign = applications.listed(work, applications.Listing(school_year=YEAR)).rows[0].reference
    assert foreign not in found
    assert "spelled in another way" in found


def test_an_answer_settles_the_pair_once(two, enter, house):
    client = enter(two[0])
    post(client, "/eao/applications/pairs/search")
    pair = pairs(house)[0].id
    assert "The pair is settled." in post(client, f"/eao/applications/pairs/{pair}", same="no").get_data(as_text=True)
    assert {each.id: each.standing for each in pairs(house)}[pair] == PairStanding.DIFFERENT.value
    assert "Settled on November 25, 2025" in text_of(client, "/eao/applications/pairs?standing=different")
    again = post(client, f"/eao/applications/pairs/{pair}", same="yes")
    assert again.status_code == 409
    assert "Somebody has settled this pair already." in again.get_data(as_text=True)


def test_without_an_answer_nothing_is_settled(two, enter, house):
    client = enter(two[0])
    post(client, "/eao/applications/pairs/search")
    assert post(client, f"/eao/applications/pairs/{pairs(house)[0].id}").status_code == 422
    assert {each.standing for each in pairs(house)} == {"open"}


def test_another_EAO_cannot_settle_the_pair(two, enter, house):
    post(enter(two[0]), "/eao/applications/pairs/search")
    other = enter(two[1])
    assert post(other, f"/eao/applications/pairs/{pairs(house)[0].id}", same="yes").status_code == 404
    assert {each.standing for each in pairs(house)} == {"open"}


def test_finance_sees_the_pairs_and_settles_none(two, enter, house):
    post(enter(two[0]), "/eao/applications/pairs/search")
    client = enter(two[0], Role.EAO_FINANCE)
    assert "It is the same child" not in text_of(client, "/eao/applications/pairs").replace("?", "")


def test_an_application_shows_its_pairs(two, enter, house):
    client = enter(two[0])
    post(client, "/eao/applications/pairs/search")
    with house.begin(manager(two[0])) as work:
        first, second = applications.listed(work, applications.Listing(school_year=YEAR)).rows
    assert second.reference in text_of(client, f"/eao/applications/{first.reference}")
    assert first.reference in text_of(client, f"/eao/applications/{second.reference}")


@pytest.mark.parametrize("query", ["standing=none-such", "after=none-such", "after=9|none-such"])
def test_a_list_that_cannot_be_shown_is_refused(two, enter, query):
    assert enter(two[0]).get(f"/eao/applications/pairs?{query}").status_code == 422
