"""Applications that look like the same child: found across EAOs, told without the other's data, settled by hand."""

import uuid
from collections.abc import Sequence

from esa.applications.domain.words import PairStanding
from esa.applications.models import Application, DuplicatePair
from esa.applications.store import duplicates as store
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, NotFound
from esa.kernel.permissions import Permission
from esa.platform.work import Work


def find_duplicates(work: Work, year: SchoolYear) -> int:
    """Look for the EAO's applications of a year that look like another one, anybody's; return how many are new."""
    work.authorize(Permission.APPLICATION_IMPORT)
    work.tx.flush()
    return store.find(work.connection, work.actor.require_organization(), year, work.now)


def duplicates(work: Work, limit: int = 200) -> Sequence[tuple[DuplicatePair, Application]]:
    """Return the EAO's open pairs with its own application, the likeliest first."""
    work.authorize(Permission.APPLICATION_READ)
    return store.pairs(work.tx, work.actor.require_organization(), limit)


def settle_pair(work: Work, pair_id: uuid.UUID, *, same: bool) -> None:
    """Record that a pair is, or is not, the same child. Raises NotFound, and Conflict for one settled already.

    Two of the EAO's own applications then have one person; a pair with another EAO is only told apart here.
    """
    work.authorize(Permission.APPLICATION_DECIDE)
    found = store.pair(work.tx, pair_id)
    if found is None:
        raise NotFound("There is no such pair.")
    if found.standing is not PairStanding.OPEN:
        raise Conflict("Somebody has settled this pair already.", code="pair_settled")
    found.standing = PairStanding.SAME if same else PairStanding.DIFFERENT
    found.resolved_at, found.resolved_by = work.now, work.actor.user_id
    if same and found.other_organization_id == found.organization_id:
        store.same_person(work.tx, found.application_id, found.other_application_id)
    work.tx.flush()
    audit.record(work, f"pair.{found.standing.value}", subject_kind="duplicate_pair", subject_id=str(pair_id))
