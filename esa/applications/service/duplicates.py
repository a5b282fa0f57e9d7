"""Applications that look like the same child: found across EAOs, told without the other's data, settled by hand."""

import uuid
from collections.abc import Sequence

from esa.applications.domain.words import PairStanding, Status
from esa.applications.models import Application, DuplicatePair
from esa.applications.service.deciding import decide
from esa.applications.store import duplicates as store
from esa.applications.store import rows
from esa.applications.store.duplicates import PairListing
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.permissions import Permission
from esa.platform.pages import Slice
from esa.platform.work import Work

Pair = tuple[DuplicatePair, Application, Application | None]


def find_duplicates(work: Work, year: SchoolYear) -> int:
    """Look for the EAO's applications of a year that look like another one, anybody's; return how many are new."""
    work.authorize(Permission.APPLICATION_IMPORT)
    work.tx.flush()
    found = store.find(work.connection, work.actor.require_organization(), year, work.now)
    audit.record(work, "pairs.searched", subject_kind="school_year", subject_id=str(year), detail={"found": found})
    return found


def duplicates(work: Work, listing: PairListing | None = None) -> Slice[Pair]:
    """Return one page of the EAO's pairs, the likeliest first; the other application is None where it is not its own.

    Raises Invalid for a mark to go on from that is none.
    """
    work.authorize(Permission.APPLICATION_READ)
    try:
        return store.pairs(work.tx, work.actor.require_organization(), listing or PairListing())
    except ValueError as fault:
        raise Invalid("The list cannot go on from there.", [Ground("after", str(fault))]) from None


def pairs_of(work: Work, application_id: uuid.UUID) -> Sequence[Pair]:
    """Return an application's pairs, settled or not."""
    work.authorize(Permission.APPLICATION_READ)
    return store.of_application(work.tx, application_id)


def settle_pair(work: Work, pair_id: uuid.UUID, *, same: bool) -> None:
    """Record that a pair is, or is not, the same child. Raises NotFound, and Conflict for one settled already.

    The same child is one person from then on, for whichever EAO: the joint cap (CAP-7) and a renewal (ORD-a) count all
    of its grants. Of two applications to one EAO the earlier stays, the later one is withdrawn. Raises Conflict, too,
    where both have grants: a grant keeps its student.
    """
    work.authorize(Permission.APPLICATION_DECIDE)
    found = store.pair(work.tx, pair_id)
    if found is None:
        raise NotFound("There is no such pair.")
    if found.standing is not PairStanding.OPEN:
        raise Conflict("Somebody has settled this pair already.", code="pair_settled")
    found.standing = PairStanding.SAME if same else PairStanding.DIFFERENT
    found.resolved_at, found.resolved_by = work.now, work.actor.user_id
    work.tx.flush()
    if same:
        _join(work, found)
    audit.record(work, f"pair.{found.standing.value}", subject_kind="duplicate_pair", subject_id=str(pair_id))


def _join(work: Work, pair: DuplicatePair) -> None:
    if not store.join_persons(work.tx, pair.id):
        raise Conflict(
            "Both applications have grants, and a grant keeps its student. End one of the grants first.",
            code="both_granted",
        )
    mine = [rows.by_id(work.tx, each) for each in (pair.application_id, pair.other_application_id)]
    own = [each for each in mine if each is not None]
    if len(own) > 1:
        _keep_one(work, own)
    left = [each for each in own if each.status is not Status.WITHDRAWN]
    if left:
        decide(work, left[0].school_year, [each.id for each in left])


def _keep_one(work: Work, own: Sequence[Application]) -> None:
    """Withdraw all but one: the one that was awarded stays, else the one that was complete first."""
    first, *others = sorted(own, key=lambda each: (each.status is not Status.AWARDED, each.completed_at, each.id))
    for each in others:
        each.status, each.updated_at = Status.WITHDRAWN, work.now
        audit.record(
            work, "application.withdrawn", subject_kind="application", subject_id=each.reference,
            household_id=each.household_id, detail={"same_child_as": first.reference},
        )  # fmt: skip
    work.tx.flush()
