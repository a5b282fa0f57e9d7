"""EAOs: who they are, where they stand in a school year, what they chose."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission, Role
from esa.kernel.tables import Changes, needed, read_table
from esa.organizations import store
from esa.organizations.domain import Description, LastRule, Proof, Standing, TieRule
from esa.organizations.models import Certification, Organization, OrganizationPolicy
from esa.platform.lists import Held, Origin, Told, held, lay_over
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


def held_organizations(work: Work) -> list[Held]:
    """Return where the list of EAOs comes from."""
    return held(work.tx, Organization)


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


def looking_at(work: Work, named: str | None) -> Work:
    """Return the same open work as it looks at one EAO: staff's own, or the one that the state's people name.

    Raises NotFound for a name that is none, or is not the staff's own EAO, and Invalid where the state names none.
    """
    is_state = work.actor.role in (Role.TREASURER, Role.AUDITOR)
    if named is None and is_state:
        said = "is needed with a key of the state: the EAO's short name or id"
        raise Invalid("Say which EAO is meant.", [Ground("organization", said)])
    if named is None:
        return work
    found = find(work, named)
    if work.actor.organization_id not in (None, found.id):
        raise NotFound("There is no such EAO, or it is not yours.")
    if not is_state:
        return work
    return replace(work, actor=replace(work.actor, organization_id=found.id))


def certified(work: Work, year: SchoolYear) -> Sequence[Organization]:
    """Return the EAOs certified for a school year (135.715.2); the list is public."""
    return store.certified(work.tx, year)


def standings(work: Work, year: SchoolYear) -> dict[uuid.UUID, Certification]:
    """Return each EAO's standing in a school year, without those that never applied."""
    return {each.organization_id: each for each in store.certifications(work.tx, year)}


def lock_standings(work: Work, year: SchoolYear) -> None:
    """Hold the standings of a school year until the end of this transaction: one certification at a time."""
    store.lock_standings(work.tx, year)


def to_describe(work: Work, named: str) -> Organization:
    """Return the EAO of a short name that the actor may describe. Raises NotFound for another than a manager's own."""
    work.authorize(Permission.ORGANIZATION_DESCRIBE)
    found = find(work, named)
    if work.actor.organization_id not in (None, found.id):
        raise NotFound("There is no such EAO, or it is not yours.")
    return found


def describe(work: Work, named: str, told: Description) -> None:
    """Keep an EAO's address and federal tax number, which its receipts show from now on.

    The Treasurer may for each, an EAO's manager for the own one. Raises NotFound, Invalid with every ground.
    """
    found = to_describe(work, named)
    grounds = told.grounds()
    if grounds:
        raise Invalid(grounds[0].message, grounds)
    found.street, found.city, found.state = told.street.strip(), told.city.strip(), told.state
    found.zip, found.tax_number = told.zip, told.tax_number
    work.tx.flush()
    audit.record(work, "organization.described", subject_kind="organization", subject_id=str(found.id))


def proof_of(work: Work, organization_id: uuid.UUID, year: SchoolYear) -> Proof:
    """Return what an EAO filed for a school year under EAO-14; nothing where it was never certified."""
    found = standings(work, year).get(organization_id)
    if found is None:
        return Proof()
    return Proof(expected=found.expected, bond=found.bond, other_proof=found.other_proof)


def set_standing(
    work: Work, organization_id: uuid.UUID, year: SchoolYear, standing: Standing, reason: str = "",
    *, proof: Proof | None = None,
) -> None:  # fmt: skip
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
    if proof is not None:
        current.expected, current.bond, current.other_proof = proof.expected, proof.bond, proof.other_proof
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
    """Set an EAO's policy from today on; a second one of a day replaces the first."""
    work.authorize(Permission.AWARD_FREEZE)
    current = store.policy(work.tx, organization_id, work.today)
    if current is None or current.starts_on != work.today:
        current = OrganizationPolicy(id=new_id(), organization_id=organization_id, starts_on=work.today)
        work.tx.add(current)
    current.tie_rule, current.last_rule, current.set_at = tie, last, work.now
    work.tx.flush()
    audit.record(
        work, "organization.policy_set", subject_kind="organization", subject_id=str(organization_id),
        detail={"tie_rule": tie.value, "last_rule": last.value},
    )  # fmt: skip


_LISTED = {"listed": True, "not listed": False, "": None}


def import_organizations(
    work: Work, data: bytes, *, source: str, as_of: date, invented: bool = False, dry: bool = False
) -> Changes:
    """Take a list of EAOs: `name` and, where it has them, `slug`, `principal_place` and `listed_place` (EAO-3).

    `principal_place_assumed` stands for `principal_place`; a place is `listed`, `not listed` or not known (empty). A
    column that the list lacks changes nothing. Raises Invalid with all faults.
    """
    work.authorize(Permission.REFERENCE_IMPORT)
    found = read_table(data, ("name",), _row)
    found.once("name", lambda cells: cells["name"].casefold())
    listed = store.organizations(work.tx)
    known = {each.name.casefold(): each for each in listed}
    taken = {each.slug: each.name for each in listed}
    told = []
    for line, row in found.rows:
        current, slug = known.get(row["name"].casefold()), row.get("slug") or slug_of(row["name"])
        if current is None and taken.setdefault(slug, row["name"]) != row["name"]:
            found.refuse(line, "slug", f"{slug} is {taken[slug]}; give another in a column slug")
        first = {"slug": slug, "source": source, "as_of": as_of, "is_invented": invented}
        told.append(_told(row, current, first))
    found.checked()
    done = lay_over(work, told, [(each.name, each) for each in listed], Origin(source, as_of), dry=dry)
    return audit.list_taken(work, "organizations", done, source=source, as_of=as_of, dry=dry)


def _row(cells: dict[str, str]) -> dict[str, str]:
    needed(cells, "name")
    if cells.get("listed_place", "") not in _LISTED:
        raise ValueError("listed_place: must be listed, not listed or empty")
    return cells


def _told(row: dict[str, str], current: Organization | None, first: dict[str, Any]) -> Told:
    values: dict[str, Any] = {}
    for column in ("principal_place_assumed", "principal_place"):
        if column in row:
            values["principal_place"] = row[column]
    if "listed_place" in row:
        values["in_listed_place"] = _LISTED[row["listed_place"]]
    return Told(
        row["name"], current, values, lambda: Organization(id=new_id(), name=row["name"], **{**first, **values})
    )


def slug_of(name: str) -> str:
    """Return the short name of an EAO: small letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
