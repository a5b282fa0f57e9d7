"""What tests start from: typed makers with defaults; stored state comes from the services wherever they make it."""

from datetime import date

from esa.kernel.actors import Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.ledger.domain.chart import Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.organizations.models import Organization
from esa.parameters import service as parameters
from esa.parameters.domain import fingerprint
from esa.schools.domain.payees import NewPayee, PayeeKind
from esa.schools.service import payees

YEAR = SchoolYear(2025)


def an_organization(work, slug="river", **more):
    """An EAO in the statewide list, as the Treasurer's import makes it."""
    made = Organization(
        id=new_id(), slug=slug, name=more.pop("name", f"{slug.title()} EAO"), source="test", as_of=date(2025, 7, 1),
        is_invented=True, **more,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    return made.id


def manager(organization_id, user_id=None):
    return Actor(role=Role.EAO_MANAGER, organization_id=organization_id, user_id=user_id or new_id(), name="Manager")


def finance(organization_id, user_id=None):
    return Actor(role=Role.EAO_FINANCE, organization_id=organization_id, user_id=user_id or new_id(), name="Finance")


def a_payee(house, organization_id, *, approved=True, **about):
    """A payee on an EAO's list, proposed by one person and approved by another."""
    about = {"kind": PayeeKind.FIRM, "name": f"Payee {new_id().hex[:6]}", **about}
    with house.begin(finance(organization_id)) as work:
        made = payees.record(work, NewPayee(**about))
    if approved:
        with house.begin(manager(organization_id)) as work:
            payees.approve(work, made)
    return made


def of_payee(payee_id, role=Role.PROVIDER, user_id=None):
    """Somebody of a school or provider."""
    return Actor(role=role, payee_id=payee_id, user_id=user_id or new_id(), name="Payee")


def treasurer():
    return Actor(role=Role.TREASURER, user_id=new_id(), name="Treasurer")


def publish(house, *figures, source="test", as_of=date(2025, 7, 1)):
    """Figures that one Treasurer user proposes and another confirms; what they were shown is left out."""
    with house.begin(treasurer()) as work:
        proposal = parameters.propose(work, figures, source=source, as_of=as_of, preview={})
    with house.begin(treasurer()) as work:
        return parameters.confirm(work, proposal, preview={}, seen=fingerprint({}))


def auditor():
    return Actor(role=Role.AUDITOR, user_id=new_id(), name="Auditor")


def a_gift(organization_id, amount, source=Source.TAX_CREDIT, key=None):
    """The entry of money for scholarships that an EAO has in its bank."""
    return Entry(
        organization_id=organization_id, on=date(2025, 9, 1), kind="gift", narrative="Money", key=key or str(new_id()),
        lines=(debit(bank(source), amount), credit(fund(source), amount)),
    )  # fmt: skip
