"""What a family sees of each application: its standing, its place, its grant, its account and coming deposits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from esa.applications.domain.drafts.answers import Draft
from esa.applications.domain.drafts.papers import papers_wanted
from esa.applications.domain.words import Evidence, Status
from esa.applications.service import drafts
from esa.documents import service as documents
from esa.kernel.errors import NotFound
from esa.kernel.money import Money
from esa.kernel.wire import Fields
from esa.law.facts import read_facts
from esa.organizations import service as organizations
from esa.platform.work import Work
from esa.portal.family.standing import Standing, standing_of, steps_of
from esa.schools import service as schools


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One application as a family sees it."""

    application: Any
    standing: Standing
    since: datetime
    steps: list[tuple[str, str]]
    school: str = ""
    papers: list[Evidence] = field(default_factory=list)
    before: str = ""
    award: Money | None = None
    account: Any = None
    deposits: list[Any] = field(default_factory=list)


def papers_missing(work: Work, draft: Draft) -> dict[str, list[Evidence]]:
    """Return by the number of a sent application the kinds of paper that would help it and are not here."""
    here = {(each.kind, each.subject) for each in documents.of_household(work, draft.household_id)}
    missing = [each for each in papers_wanted(draft) if (each.kind.value, each.child) not in here]
    return {
        child["sent"]["reference"]: [each.kind for each in missing if each.child in ("", child["key"])]
        for child in draft.children
        if "sent" in child
    }


def cards_of(work: Work, draft: Draft, found: Sequence[tuple[Any, Any]]) -> list[Card]:
    """Return the cards of a household's applications, in their order."""
    missing = papers_missing(work, draft)
    names = {each.id: each.name for each in organizations.organizations(work)}
    return [
        Card(
            application=application,
            standing=standing_of(application.status, names.get(application.organization_id, "")),
            since=_since(application, decision),
            steps=steps_of(application.status, None),
            school=_school(work, application.school_id),
            papers=missing.get(application.reference, []),
        )
        for application, decision in found
    ]


def _since(application: Any, decision: Any) -> datetime:
    held_from = application.updated_at if application.status in (Status.AWARDED, Status.WAITLISTED) else None
    return held_from or (decision.decided_at if decision is not None else application.completed_at)  # type: ignore[no-any-return]


def _school(work: Work, school_id: Any) -> str:
    if school_id is None:
        return ""
    try:
        return schools.school(work, school_id).name
    except NotFound:
        return ""


def answer_of(work: Work, decision: Any, language: str) -> dict[str, Any] | None:
    """Return the decision's answer in the language: decided again from the very facts that were stored with it."""
    if decision is None or language == "en":
        return decision and dict(decision.answer)
    again = drafts.said_of(work, read_facts(Fields(decision.facts)))
    # Where a figure was published since, the stored answer holds: an explanation must not differ from its decision.
    if again is None or again.to_wire("en") != decision.answer:
        return dict(decision.answer)
    return again.to_wire(language)
