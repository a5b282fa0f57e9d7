"""EAOs: who they are, where they stand in a school year, what they chose."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.organizations import store
from esa.organizations.domain import LastRule, Standing, TieRule
from esa.organizations.models import Certification, Organization, OrganizationPolicy
from esa.platform.work import Work


def organizations(work: Work) -> Sequence[Organization]:
    """Return all EAOs by name; the list is public."""
    return store.organizations(work.tx)


def organization(work: Work, organization_id: uuid.UUID) -> Organization:
    """Return an EAO. Raises NotFound."""
    found = store.organization(work.tx, organization_id)
    if found is None:
        raise NotFound("There is no such EAO.")
    return found


def find(work: Work, named: str) -> Organization:
    """Return the EAO of a short name or an id. Raises NotFound with the names there are."""
    found = store.by_slug(work.tx, named)
    if found is None:
        try:
            found = store.organization(work.tx, uuid.UUID(named))
        except ValueError:
            found = None
    if found is None:
        known = ", ".join(each.slug for each in store.organizations(work.tx)) or "none yet"
        raise NotFound(f"There is no EAO {named}. Known: {known}.")
    return found


def certified(work: Work, year: SchoolYear) -> Sequence[Organization]:
    """Return the EAOs certified for a school year (135.715.2); the list is public."""
    return store.certified(work.tx, year)


def standings(work: Work, year: SchoolYear) -> dict[uuid.UUID, Certification]:
    """Return each EAO's standing in a school year, without those that never applied."""
    return {each.organization_id: each for each in store.certifications(work.tx, year)}


def set_standing(
    work: Work, organization_id: uuid.UUID, year: SchoolYear, standing: Standing, reason: str = ""
) -> None:
    """Record the Treasurer's decision on an EAO for a school year; a later one replaces it, the record keeps both."""
    work.authorize(Permission.ORGANIZATION_CERTIFY)
    organization(work, organization_id)
    current = standings(work, year).get(organization_id)
    if current is None:
        current = Certification(
            id=new_id(), organization_id=organization_id, school_year=year, standing=standing, decided_on=work.today
        )
        work.tx.add(current)
    current.standing, current.reason = standing, reason
    current.decided_on, current.decided_by = work.today, work.actor.user_id
    work.tx.flush()
    audit.record(
        work, f"organization.{standing.value}", subject_kind="organization", subject_id=str(organization_id),
        detail={"school_year": str(year), "reason": reason},
    )  # fmt: skip


def policy(work: Work, organization_id: uuid.UUID, on: date | None = None) -> tuple[TieRule, LastRule]:
    """Return how an EAO breaks ties and spends the last dollars; earlier completion and no part award when not set."""
    found = store.policy(work.tx, organization_id, on or work.today)
    return (TieRule.COMPLETED, LastRule.STOP) if found is None else (found.tie_rule, found.last_rule)


def set_policy(work: Work, organization_id: uuid.UUID, tie: TieRule, last: LastRule) -> None:
    """Set an EAO's policy from today on."""
    work.authorize(Permission.AWARD_FREEZE)
    work.tx.add(
        OrganizationPolicy(
            id=new_id(), organization_id=organization_id, starts_on=work.today, tie_rule=tie, last_rule=last,
            set_at=work.now,
        )
    )  # fmt: skip
    work.tx.flush()
