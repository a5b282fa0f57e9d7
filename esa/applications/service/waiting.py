"""Applications that wait for a figure that nobody has published: which figure, and deciding them once it is there."""

import uuid
from collections.abc import Callable

from esa.applications.domain.deciding import Filed
from esa.applications.domain.words import Status
from esa.applications.models import Application
from esa.applications.service.deciding import Decided, decide, facts_by_row
from esa.applications.store import bulk
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission
from esa.law import Law, UnknownParameter
from esa.law.decision import NeedsParameters
from esa.law.decision import decide as decide_by_law
from esa.platform.work import Work


def waits_for(work: Work, application: Application) -> tuple[UnknownParameter, ...]:
    """Return the figures without which an undecided application cannot be decided today, none for a decided one."""
    if application.status is not Status.SUBMITTED:
        return ()
    work.tx.flush()
    year, law = application.school_year, work.law_of(application.organization_id)
    rows = bulk.to_decide(work.connection, application.organization_id, year, [application.id])
    return next((missing for each, missing in _missing(work, law, year, rows) if each == application.id), ())


def decidable(work: Work, law_of: Callable[[uuid.UUID], Law]) -> dict[tuple[uuid.UUID, SchoolYear], list[uuid.UUID]]:
    """Return by EAO and school year the waiting applications that its law can decide today."""
    work.tx.flush()
    found = {}
    for owner, year, ids in bulk.waiting(work.connection):
        law = law_of(owner)
        rows = bulk.to_decide(work.connection, owner, year, ids)
        ready = [each for each, missing in _missing(work, law, year, rows) if each in ids and not missing]
        if ready:
            found[owner, year] = ready
    return found


def decide_waiting(work: Work) -> Decided:
    """Decide what waited for a figure that is published by now; what still waits is left as it is."""
    work.authorize(Permission.APPLICATION_DECIDE)
    ready = decidable(work, work.law_of)
    done = [decide(work, year, ids, owner) for (owner, year), ids in ready.items()]
    return Decided(sum(each.looked_at for each in done), sum(each.stored for each in done))


def _missing(
    work: Work, law: Law, year: SchoolYear, rows: list[Filed]
) -> list[tuple[uuid.UUID, tuple[UnknownParameter, ...]]]:
    found: list[tuple[uuid.UUID, tuple[UnknownParameter, ...]]] = []
    for row, facts in facts_by_row(work, year, rows):
        try:
            decide_by_law(facts, law)
        except NeedsParameters as needed:
            found.append((row.id, needed.unknown))
        else:
            found.append((row.id, ()))
    return found
