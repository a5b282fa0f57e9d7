"""EAOs: who they are, where they stand in a school year, what they chose."""

import re
import uuid
from collections.abc import Sequence
from datetime import date

from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes, differences, read_table
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


def import_organizations(
    work: Work, data: bytes, *, source: str, as_of: date, invented: bool = False, dry: bool = False
) -> Changes:
    """Take a list of EAOs: `name` and, where it has them, `slug`, `principal_place` and `listed_place` (EAO-3).

    Raises Invalid with all faults; what is on the list already and the same stays as it is.
    """
    work.authorize(Permission.REFERENCE_IMPORT)

    def read(cells: dict[str, str]) -> dict[str, str]:
        if not cells.get("name"):
            raise ValueError("name: must not be empty")
        return cells

    known = {each.name: each for each in store.organizations(work.tx)}
    rows = [row for _, row in read_table(data, ("name",), read).checked()]
    fresh = [row for row in rows if row["name"] not in known]
    said = {row["name"]: _difference(known[row["name"]], row) for row in rows if row["name"] in known}
    changed = tuple(text for text in said.values() if text)
    if not dry:
        for row in rows:
            current = known.get(row["name"])
            if current is None:
                slug = row.get("slug") or slug_of(row["name"])
                current = Organization(
                    id=new_id(), slug=slug, name=row["name"], source=source, as_of=as_of, is_invented=invented
                )
                work.tx.add(current)
            elif said[row["name"]]:
                current.source, current.as_of = source, as_of
            current.principal_place, current.in_listed_place = _place(row)
        work.tx.flush()
        audit.record(work, "organizations.imported", subject_kind="list", subject_id=source)
    return Changes(tuple(row["name"] for row in fresh), changed, len(said) - len(changed))


def _place(row: dict[str, str]) -> tuple[str, bool | None]:
    listed = {"listed": True, "not listed": False}.get(row.get("listed_place", ""))
    return row.get("principal_place") or row.get("principal_place_assumed") or "", listed


def _difference(current: Organization, row: dict[str, str]) -> str:
    place, listed = _place(row)
    told = [("principal_place", current.principal_place, place), ("listed_place", current.in_listed_place, listed)]
    return differences(current.name, told)


def slug_of(name: str) -> str:
    """Return the short name of an EAO: small letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
