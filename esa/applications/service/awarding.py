"""What award runs are given: the pool as a file, and what a release needs to know of each student."""

import uuid
from collections.abc import Sequence

from esa.applications.domain.words import Status
from esa.applications.store import awarding
from esa.applications.store.awarding import Awardable
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission
from esa.platform.work import Work


def pool(work: Work, year: SchoolYear) -> bytes:
    """Return the pool of the EAO's award run for the year, as the contract's CSV."""
    work.authorize(Permission.AWARD_DRAFT)
    work.tx.flush()
    return awarding.pool(work.connection, work.actor.require_organization(), year)


def awardable(work: Work, references: Sequence[str]) -> dict[str, Awardable]:
    """Return what a release needs to know of applications, by their number."""
    work.authorize(Permission.AWARD_READ)
    return awarding.awardable(work.connection, work.actor.require_organization(), references)


def standings(work: Work, year: SchoolYear) -> list[tuple[uuid.UUID, str, Status]]:
    """Return id, number and standing of the EAO's applications of a year, held until the transaction ends."""
    work.authorize(Permission.APPLICATION_DECIDE)
    work.tx.flush()
    return awarding.standings(work.connection, work.actor.require_organization(), year)


def settle(work: Work, awarded: Sequence[uuid.UUID], waitlisted: Sequence[uuid.UUID]) -> None:
    """Record that applications were awarded, and that others wait."""
    work.authorize(Permission.AWARD_RELEASE)
    awarding.mark(work.connection, Status.AWARDED, awarded, work.now)
    awarding.mark(work.connection, Status.WAITLISTED, waitlisted, work.now)
