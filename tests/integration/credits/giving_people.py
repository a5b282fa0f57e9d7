"""What the tests of tax credits start from: EAOs with books, a cap, donors."""

from datetime import UTC, date, datetime, time

from esa.credits import service as credits_
from esa.credits.domain import TaxpayerType
from esa.credits.domain.commands import ReserveCredits
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.dates import CENTRAL, SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.organizations import service as organizations
from esa.organizations.domain import Standing
from tests.builders import an_organization


def dollars(text):
    return Money(int(text * 100)) if isinstance(text, int) else Money.from_wire(text)


def noon(day):
    """Noon of a day in Central time."""
    return datetime.combine(day, time(12), CENTRAL).astimezone(UTC)


def a_cap(house, amount, year=2025):
    with house.begin(SYSTEM) as work:
        credits_.set_cap(work, year, amount, cite="135.713.3", source="test", as_of=date(year, 1, 1))


def some_eaos(house, *slugs):
    with house.begin(SYSTEM) as work:
        made = [an_organization(work, slug) for slug in slugs]
        for each in made:
            ledger.ensure_accounts(work, each)
    return made


def a_certified_eao(house, slug="river"):
    """An EAO to which gifts may go this school year."""
    made = some_eaos(house, slug)[0]
    with house.begin(SYSTEM) as work:
        organizations.set_standing(work, made, SchoolYear.of(work.today), Standing.CERTIFIED)
    return made


def a_donor(house, name="Ann", organization_id=None):
    with house.begin(SYSTEM) as work:
        return credits_.add_donor(work, name, TaxpayerType.INDIVIDUAL, organization_id)


def donor(donor_id):
    return Actor(role=Role.DONOR, donor_id=donor_id)


def asking(donor_id, organization_id, amount, **more):
    given = {"claim_id": new_id(), "no_dependent_benefits": True, "no_student_named": True, **more}
    return ReserveCredits(donor_id=donor_id, organization_id=organization_id, amount=amount, **given)


def ask(house, donor_id, organization_id, amount, **more):
    """One request of a donor in a transaction of its own."""
    with house.begin(donor(donor_id)) as work:
        return credits_.claim(work, asking(donor_id, organization_id, amount, **more))


def state(house, year=2025):
    with house.begin(SYSTEM) as work:
        found = credits_.cap_state(work, year)
    return found.reserved, found.received, found.certified, found.available


def lapse(house):
    with house.begin(SYSTEM) as work:
        return credits_.lapse_due(work)


def receive(house, organization_id, reservation_id, amount, method="check", on=None):
    from tests.builders import finance

    with house.begin(finance(organization_id)) as work:
        return credits_.record_contribution(work, reservation_id, amount, method, on or work.today)
