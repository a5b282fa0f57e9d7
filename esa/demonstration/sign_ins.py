"""The demonstration's sign-ins, one a role and a second Treasurer: the only invented people with passwords."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.credits import service as credits_
from esa.credits.domain.by_post import Address
from esa.demonstration import choices, payees
from esa.demonstration.year import THIS
from esa.identity import service as identity
from esa.identity.domain import NewKey
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.permissions import Permission, Role
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.work import House, Work

PASSWORD = "show me state 2025"  # noqa: S105 - of invented people, printed on the screen and in the README
PEOPLE = (
    ("family@example.org", "Pat Example", Role.FAMILY),
    ("reviewer@example.org", "Rae Reviewer", Role.EAO_REVIEWER),
    ("manager@example.org", "Mo Manager", Role.EAO_MANAGER),
    ("finance@example.org", "Fin Finance", Role.EAO_FINANCE),
    ("donor@example.org", "Dee Donor", Role.DONOR),
    ("school@example.org", "Sky School", Role.SCHOOL),
    ("provider@example.org", "Pru Provider", Role.PROVIDER),
    ("treasurer@example.org", "Tess Treasurer", Role.TREASURER),
    ("treasurer2@example.org", "Theo Treasurer", Role.TREASURER),
    ("auditor@example.org", "Ari Auditor", Role.AUDITOR),
)

_PROPOSER = "treasurer@example.org"
_KEY_MAY = frozenset({Permission.APPLICATION_IMPORT, Permission.APPLICATION_READ})


def make(house: House, data_key: str) -> None:
    """Make the sign-ins in a year that is built: all or none of them, so that they tell that the building ended."""
    with house.begin(SYSTEM) as work:
        eao = organizations.find(work, "blue-heron").id
    with house.begin(replace(SYSTEM, organization_id=eao)) as work:
        household = _telling(work)
    with house.begin(SYSTEM) as work:
        subjects = {
            Role.FAMILY: {"household_id": household},
            Role.DONOR: {"donor_id": credits_.donors(work, eao)[0].id},
            Role.SCHOOL: {"payee_id": payees.telling_school(work, eao)},
            Role.PROVIDER: {"payee_id": payees.provider_of(work, eao)},
            **{role: {"organization_id": eao} for role in (Role.EAO_REVIEWER, Role.EAO_MANAGER, Role.EAO_FINANCE)},
        }
        _donors(work, eao, data_key)
        for email, name, role in PEOPLE:
            secret = None if role in (Role.FAMILY, Role.DONOR) else identity.sealed(data_key, identity.new_secret())
            user_id = identity.create_user(
                work, email=email, display_name=name, password=PASSWORD, second_factor_secret=secret
            )
            identity.add_membership(work, user_id, role, **subjects.get(role, {}))
            if role is Role.EAO_MANAGER:
                # A key to look at; its text is thrown away here, so nobody holds it.
                manager = Actor(role=role, user_id=user_id, organization_id=eao)
                identity.make_key(work, manager, NewKey("Nightly import", _KEY_MAY, days=365))
            if email == _PROPOSER:
                proposing = replace(work, actor=Actor(role=role, user_id=user_id, name=name))
                _propose_cap(proposing)
                choices.propose(proposing)


def _donors(work: Work, eao: uuid.UUID, data_key: str) -> None:
    """Seal invented taxpayer numbers of one EAO's donors, and let the first want the papers of a gift by post."""
    donors = credits_.donors(work, eao)
    for number, each in enumerate(donors[:20], start=1):
        credits_.set_number(work, each.id, *credits_.sealed(data_key, f"9000{number:05d}"))
    asking = replace(work, actor=Actor(role=Role.DONOR, donor_id=donors[0].id))
    given = next((reserved for reserved, gift in credits_.own_gifts(asking) if gift is not None), None)
    if given is not None:
        told = Address(name="Dee Donor", street="1 Invented Street", city="Rolla", state="MO", zip="65401")
        credits_.ask_for_post(asking, given, told)


def _propose_cap(work: Work) -> None:
    """Leave something for the second Treasurer to confirm: the cap of the next year, invented, not what the rule gives."""
    figures = [("credit_cap", date(2026, 1, 1), None, "77500000.00", "RSMo 135.713.3")]
    source, as_of = "invented for the demonstration", date(2025, 11, 24)
    seen = applications.look(work, figures, source, as_of)
    parameters.propose(work, figures, source=source, as_of=as_of, preview=seen.to_wire())


def are_made(house: House) -> bool:
    """Say whether the sign-ins are there."""
    with house.begin(SYSTEM) as work:
        return identity.is_known(work, PEOPLE[-1][0])


def _telling(work: Work) -> uuid.UUID:
    """Return a household that has something to see: a child who was awarded and one who does not qualify."""
    listing = applications.Listing(school_year=THIS, status=Status.NOT_QUALIFIED)
    seen: list[uuid.UUID] = []
    while True:
        page = applications.listed(work, listing)
        for each in page.rows:
            seen.append(each.household_id)
            if Status.AWARDED in _standings(work, each.household_id):
                return each.household_id
        if page.following is None:
            return seen[0]
        listing = replace(listing, after=page.following)


def _standings(work: Work, household_id: uuid.UUID) -> Sequence[Status]:
    found = applications.applications_of_household(work, household_id)
    return [each.status for each, _ in found if each.school_year == THIS]
