"""Reading applications, with the look recorded where a child's data is opened."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from esa.applications.domain.words import Status
from esa.applications.models import Application, ApplicationPaper, Decision
from esa.applications.store import rows
from esa.applications.store.rows import Listing
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.permissions import Permission
from esa.kernel.wire import Fields
from esa.law.decision import NeedsParameters
from esa.law.decision import decide as decide_by_law
from esa.law.facts import read_facts
from esa.platform.pages import Slice
from esa.platform.work import Work
from esa.schools import service as schools

_SCHOOLS = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """One application with all that was decided on it and all that came with it."""

    application: Application
    decisions: Sequence[Decision]
    papers: Sequence[ApplicationPaper]


def listed(work: Work, listing: Listing) -> Slice[Application]:
    """Return one page of the EAO's applications; of the schools whose name or city holds the words, where some are."""
    work.authorize(Permission.APPLICATION_READ)
    found = [each.id for each in schools.find_schools(work, listing.school, _SCHOOLS)] if listing.school else None
    try:
        return rows.listed(work.tx, work.actor.require_organization(), listing, found)
    except ValueError:
        way_out = "after: is no place in this list; look at it from its beginning"
        raise Invalid("The list cannot go on from there.", [Ground("after", way_out)]) from None


def counts(work: Work, year: SchoolYear) -> dict[Status, int]:
    """Return how many of the EAO's applications stand where."""
    work.authorize(Permission.APPLICATION_READ)
    return rows.counts(work.tx, work.actor.require_organization(), year)


def years(work: Work) -> Sequence[SchoolYear]:
    """Return the school years in which the EAO has applications."""
    work.authorize(Permission.APPLICATION_READ)
    return rows.years(work.tx, work.actor.require_organization())


def opened(work: Work, reference: str) -> Opened:
    """Return an application and record that it was looked at. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.APPLICATION_READ)
    found = rows.by_reference(work.tx, reference)
    if found is None:
        raise NotFound("There is no such application.")
    audit.view(work, "application", found.reference, household_id=found.household_id)
    return Opened(found, rows.decisions(work.tx, found.id), rows.papers(work.tx, found.id))


def applications_of_household(work: Work, household_id: uuid.UUID) -> Sequence[tuple[Application, Decision | None]]:
    """Return a household's applications with their last decision, the newest year first."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return rows.of_household(work.tx, household_id)


def answer_in(work: Work, opened: Opened, language: str) -> dict[str, object] | None:
    """Return the newest decision's answer in the language; English stands as stored, Spanish follows from its facts.

    Where the law as it now stands would answer otherwise, what was stored is told, in English.
    """
    if not opened.decisions:
        return None
    decision = opened.decisions[0]
    if language == "en":
        return decision.answer
    law = work.law.read_only_by(decision.answer.get("readings", {}))
    try:
        again = decide_by_law(read_facts(Fields(decision.facts)), law)
    except NeedsParameters:
        return decision.answer
    # Where a figure was published since, the stored answer holds: an explanation must not differ from its decision.
    return again.to_wire(language) if again.to_wire("en") == decision.answer else decision.answer
