"""What an EAO and a family read while a decision waits for a figure, and the press that decides open applications."""

import pytest

from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Role
from tests.builders import YEAR, an_organization, manager
from tests.functional.forms import token_of
from tests.integration.applications.test_bringing import a_child, a_file

LATER = SchoolYear(2040)


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work)


def bring(house, river, year):
    with house.begin(manager(river)) as work:
        applications.bring(work, a_file(a_child(1)), "f.jsonl", year)
        return applications.listed(work, applications.Listing(school_year=year)).rows[0]


def test_both_pages_name_the_figure_that_is_waited_for(signed_in, house, river):
    row = bring(house, river, LATER)
    said = "Waiting for the State to publish the state adequacy target for 2040-41."
    reviewer = signed_in(Role.EAO_MANAGER, organization_id=river)
    assert said in reviewer.get(f"/eao/applications/{row.reference}").get_data(as_text=True)
    pressed = {"csrf_token": token_of(reviewer, f"/eao/applications/{row.reference}")}
    told = reviewer.post(f"/eao/applications/{row.reference}/decide", data=pressed, follow_redirects=True)
    assert "Not decided: a figure" in told.get_data(as_text=True)
    family = signed_in(Role.FAMILY, household_id=row.household_id)
    for path in ("/family/children", f"/family/children/{row.reference}"):
        page = family.get(path).get_data(as_text=True)
        assert said in page
        assert "You do not have to send it again." in page


def test_a_manager_decides_the_open_applications_again(signed_in, house, river):
    bring(house, river, YEAR)
    client = signed_in(Role.EAO_MANAGER, organization_id=river)
    assert "Decide them again" in client.get("/eao/awards/decide-again").get_data(as_text=True)
    data = {"csrf_token": token_of(client, "/eao/awards/decide-again")}
    page = client.post("/eao/awards/decide-again", data=data).get_data(as_text=True)
    assert "<dt>Nothing new</dt><dd>1</dd>" in page
    assert "The open applications of 2025-26 are decided." in page
