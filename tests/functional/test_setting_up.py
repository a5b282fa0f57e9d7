"""The guided list of a new EAO: what is done, what is left, and where it is done."""

from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.organizations import service as organizations
from esa.organizations.domain import Description, Standing
from tests.builders import YEAR, a_gift, an_organization, finance, manager
from tests.functional.test_eao_pages import text_of
from tests.integration.awards.test_award_run import filed, river

__all__ = ["filed", "river"]
PAGE = "/eao/setup/"


def test_a_new_EAO_is_told_every_step_and_who_does_it(house, signed_in):
    with house.begin(SYSTEM) as work:
        new = an_organization(work, "new")
    page = text_of(signed_in(Role.EAO_MANAGER, organization_id=new).get(PAGE))
    assert "8 steps are left." in page
    assert page.count("To do") == 8
    assert "Managers: 1, finance: 0, reviewers: 0" in page
    assert "done by: The Treasurer" in page


def test_steps_that_are_done_say_so(house, filed, signed_in):
    with house.begin(SYSTEM) as work:
        organizations.set_standing(work, filed, YEAR, Standing.CERTIFIED)
    with house.begin(manager(filed)) as work:
        told = Description(street="1 Oak St", city="Joplin", state="MO", zip="64801", tax_number="12-3456789")
        organizations.describe(work, "river", told)
    with house.begin(finance(filed)) as work:
        ledger.post(work, a_gift(filed, Money(100_000)))
    signed_in(Role.EAO_FINANCE, organization_id=filed)
    page = text_of(signed_in(Role.EAO_MANAGER, organization_id=filed).get(PAGE))
    assert "1 Oak St, Joplin, MO 64801" in page
    assert "3 steps are left." in page  # schools, the bank that pays, the first run
    assert "If you need it" in page


def test_only_who_runs_the_EAOs_awards_sees_it(house, river, signed_in):
    assert signed_in(Role.EAO_REVIEWER, organization_id=river).get(PAGE).status_code == 403
