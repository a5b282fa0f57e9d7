"""The certification of EAOs: the law's grounds are shown all at once, and two at once cannot pass its numbers."""

from datetime import date
from html import unescape

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Forbidden, Invalid
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from esa.organizations.domain import Standing
from esa.treasury import service as treasury
from esa.treasury.domain.certifying import Filing, last_fiscal_year_end
from tests.builders import YEAR, an_organization, auditor, treasurer
from tests.functional.forms import token_of

PATH = f"/treasurer/organizations/river/{YEAR.following}"
WHOLE = Filing(gave_notice=True, federally_exempt=True, receipts_in_treasurers_form=True, shows_viability=True)
TYPED = dict.fromkeys(("gave_notice", "federally_exempt", "receipts_in_treasurers_form", "shows_viability"), "true")
NEXT = YEAR.following


def standing(house, slug="river"):
    with house.begin(SYSTEM) as work:
        found = organizations.standings(work, NEXT).get(organizations.find(work, slug).id)
    return None if found is None else (found.standing, found.reason)


def others(house, count, *, listed=0):
    with house.begin(SYSTEM) as work:
        for number in range(count):
            made = an_organization(work, f"other-{number}", name=f"Other {number}", in_listed_place=number < listed)
            organizations.set_standing(work, made, NEXT, Standing.CERTIFIED)


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        return an_organization(work, "river", name="River Fund", principal_place="Greene County", in_listed_place=True)


def post(client, **typed):
    return client.post(PATH, data={"csrf_token": token_of(client, PATH), **TYPED, **typed})


def test_EAO_2_ten_may_be_certified_and_not_an_eleventh(river, house):
    others(house, 9)
    with house.begin(treasurer()) as work:
        assert treasury.certify(work, "river", NEXT, WHOLE).ruling.outcome == "may_certify"
    assert standing(house) == (Standing.CERTIFIED, "")
    with house.begin(SYSTEM) as work:
        an_organization(work, "late", name="Late Fund", principal_place="Boone County", in_listed_place=False)
    with house.begin(treasurer()) as work:
        with pytest.raises(Invalid) as refused:
            treasury.certify(work, "late", NEXT, WHOLE)
        assert [ground.field for ground in refused.value.grounds] == ["EAO-2"]
    assert standing(house, "late") is None


def test_EAO_3_seven_of_the_listed_places_and_every_other_ground_at_once(river, house):
    others(house, 8, listed=7)
    filing = Filing(gave_notice=True, leader_owns_school=True, expected_dollars=50_000)
    with house.begin(treasurer()) as work:
        with pytest.raises(Invalid) as refused:
            treasury.certify(work, "river", NEXT, filing)
        found = {ground.field for ground in refused.value.grounds}
        assert found == {"EAO-1", "EAO-3", "EAO-5", "EAO-6", "EAO-14"}


def test_only_the_treasurer_certifies_and_a_denial_says_why(river, house):
    with house.begin(auditor()) as work:
        assert treasury.consider(work, "river", NEXT, WHOLE).ruling.outcome == "may_certify"
        with pytest.raises(Forbidden):
            treasury.certify(work, "river", NEXT, WHOLE)
    with house.begin(treasurer()) as work:
        with pytest.raises(Invalid):
            treasury.deny(work, "river", NEXT, Filing(), "  ")
        treasury.deny(work, "river", NEXT, Filing(), "No notice was given.")
    assert standing(house) == (Standing.DENIED, "No notice was given.")
    with house.begin(SYSTEM) as work:
        rows = work.tx.execute(sa.text("SELECT detail FROM audit_events WHERE action = 'organization.considered'"))
        assert rows.scalar_one()["failed"] == ["EAO-1", "EAO-1", "EAO-1", "EAO-5"]


def test_the_page_shows_the_law_before_anything_is_decided(river, house, signed_in):
    client = signed_in(Role.TREASURER)
    assert "River Fund" in client.get("/treasurer/organizations").text
    looked = post(client, expected_dollars="50000")
    assert looked.status_code == 200
    page = unescape(looked.text)
    assert "The law does not allow this certification" in page
    assert 'href="/law/rules#EAO-14"' in page
    assert "file a bond of 50,000.00" in page
    assert standing(house) is None


def test_a_refused_certification_keeps_what_was_typed_and_a_good_one_is_recorded(river, house, signed_in):
    client = signed_in(Role.TREASURER)
    refused = post(client, decision="certify", expected_dollars="50000")
    assert refused.status_code == 422
    assert 'value="50000"' in refused.text
    assert standing(house) is None
    bad = post(client, decision="certify", expected_dollars="much", applied_on="someday")
    assert bad.status_code == 422
    assert "Enter whole dollars, 0 or more." in bad.text
    assert "Enter a date." in bad.text
    done = post(client, decision="certify", expected_dollars="50000", bond_dollars="50000")
    assert done.status_code == 303
    assert standing(house) == (Standing.CERTIFIED, "")


@pytest.mark.parametrize(
    ("month_day", "on", "ended"),
    [
        ("06-30", date(2025, 6, 30), date(2024, 6, 30)),
        ("06-30", date(2025, 7, 1), date(2025, 6, 30)),
        ("12-31", date(2025, 11, 25), date(2024, 12, 31)),
        ("02-29", date(2025, 3, 1), date(2025, 2, 28)),
    ],
)
def test_EAO_12_the_year_that_is_audited_is_the_one_that_ended_last(month_day, on, ended):
    assert last_fiscal_year_end(month_day, on) == ended


def test_EAO_12_the_day_of_the_audit_is_shown(river, signed_in):
    page = unescape(signed_in(Role.TREASURER).get(PATH).text)
    assert "For the year that ended on June 30, 2025 it is due by December 31, 2025." in page


def test_the_page_is_spanish_too_and_an_auditor_only_reads(river, house, signed_in):
    client = signed_in(Role.AUDITOR)
    client.get("/language/es")
    page = unescape(client.get(PATH).text)
    assert "Certificación de River Fund" in page
    assert "Certificar</button>" not in page
    assert client.get("/treasurer/organizations/river/2019-20").status_code == 404
    assert client.get("/treasurer/organizations/brook/2025-26").status_code == 404
