"""What receipts say of an EAO, and the bond that goes with its gifts."""

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Invalid
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from esa.organizations.domain import Proof, Standing
from esa.treasury import service as treasury
from esa.treasury.domain.certifying import Filing
from tests.builders import finance, treasurer
from tests.functional.forms import token_of
from tests.functional.test_give_pages import text_of
from tests.integration.credits.giving_people import a_cap, a_certified_eao, a_donor, ask, dollars, receive

GOOD = {"street": "1 Test St", "city": "Rolla", "state": "mo", "zip": "65401", "tax_number": "12-3456789"}
WHOLE = {
    "gave_notice": True, "federally_exempt": True, "receipts_in_treasurers_form": True, "shows_viability": True,
}  # fmt: skip


@pytest.fixture
def river(house):
    a_cap(house, dollars(500_000))
    return a_certified_eao(house)


def papers_of(house, river, receipt):
    with house.begin(finance(river)) as work:
        return credits_.read_paper(work, receipt).made


def test_the_EAOs_address_and_tax_number_stand_on_receipts_from_now_on(house, river, signed_in):
    ann, at = a_donor(house), "/organizations/river/address"
    before = receive(house, river, ask(house, ann, river, dollars(1_000)).reservation_id, dollars(1_000))
    boss = signed_in(Role.EAO_MANAGER, organization_id=river)
    csrf = {"csrf_token": token_of(boss, at)}
    bad = boss.post(at, data={**csrf, **GOOD, "zip": "1", "tax_number": "123", "street": ""})
    assert bad.status_code == 422
    for told in ("Enter the ZIP code", "Enter the federal tax number", "Enter the street"):
        assert told in text_of(bad)
    assert boss.post(at, data={**csrf, **GOOD}).status_code == 303
    after = receive(house, river, ask(house, ann, river, dollars(1_000)).reservation_id, dollars(1_000))
    page = text_of(boss.get(f"/papers/{after}/en"))
    assert "1 Test St, Rolla, MO 65401" in page
    assert "12-3456789" in page
    assert "1 Test St" not in text_of(boss.get(f"/papers/{before}/en"))
    assert papers_of(house, river, after).content["form"] == "receipt-2"


def test_a_manager_describes_the_own_EAO_only_and_the_treasurer_each(house, river, signed_in):
    hill = a_certified_eao(house, "hill")
    other = signed_in(Role.EAO_MANAGER, organization_id=hill)
    csrf = {"csrf_token": token_of(other, "/organizations/hill/address")}
    assert other.get("/organizations/river/address").status_code == 404
    assert other.post("/organizations/river/address", data={**csrf, **GOOD}).status_code == 404
    assert signed_in(Role.EAO_FINANCE, organization_id=river).get("/organizations/river/address").status_code == 403
    state = signed_in(Role.TREASURER)
    csrf = {"csrf_token": token_of(state, "/organizations/river/address")}
    assert state.post("/organizations/river/address", data={**csrf, **GOOD}).status_code == 303
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(finance(river)) as work:
        work.tx.execute(sa.text("UPDATE organizations SET name = 'Another'"))


@pytest.mark.parametrize(("expected", "bond", "fits"), [(49_999, 0, True), (50_000, 0, False), (50_000, 50_000, True)])
def test_T14_from_50_000_expected_the_treasurer_certifies_with_a_bond_only(house, river, expected, bond, fits):
    year = SchoolYear.of(house.clock.now().date()).following
    filing = Filing(**WHOLE, expected_dollars=expected, bond_dollars=bond)
    with house.begin(treasurer()) as work:
        if fits:
            treasury.certify(work, "river", year, filing)
            kept = organizations.proof_of(work, river, year)
            assert (kept.expected, kept.bond) == (dollars(expected), dollars(bond))
        else:
            with pytest.raises(Invalid) as refused:
                treasury.certify(work, "river", year, filing)
            assert [each.field for each in refused.value.grounds] == ["EAO-14"]


def watch(house, river):
    with house.begin(finance(river)) as work:
        return credits_.bond_watch(work, river)


def test_T14_the_watch_tells_when_gifts_reach_50_000_and_no_bond_is_on_file(house, river, signed_in):
    ann = a_donor(house)
    made = ask(house, ann, river, dollars(49_999))
    found = watch(house, river)
    assert (found.finding.holds, found.due) == (True, dollars(0))
    with house.begin(SYSTEM) as work:
        credits_.change(work, made.reservation_id, amount=dollars(50_000))
    receive(house, river, made.reservation_id, dollars(50_000))
    found = watch(house, river)
    assert (found.finding.holds, found.due, found.donations) == (False, dollars(50_000), dollars(50_000))
    own = text_of(signed_in(Role.EAO_FINANCE, organization_id=river).get("/eao/gifts/off-the-top"))
    assert "Send the Treasurer a bond over $50,000.00" in own
    assert "For the year that ended on June 30, 2025 it is due by December 31, 2025." in own
    assert "a bond is due" in text_of(signed_in(Role.AUDITOR).get("/treasurer/credits/off-the-top"))


@pytest.mark.parametrize("proof", [Proof(expected=dollars(60_000), bond=dollars(60_000)), Proof(other_proof=True)])
def test_T14_a_bond_or_other_proof_on_file_is_enough(house, river, proof):
    ask(house, a_donor(house), river, dollars(60_000))
    with house.begin(SYSTEM) as work:
        year = SchoolYear.of(work.today)
        organizations.set_standing(work, river, year, Standing.CERTIFIED, proof=proof)
    found = watch(house, river)
    assert (found.finding.holds, found.filed) == (True, proof)
