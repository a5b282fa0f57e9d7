"""What a family sees of each application: its standing, its place, its grant, its account and coming deposits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from esa.accounts import service as accounts
from esa.accounts.domain import AccountStanding
from esa.accounts.service import happenings
from esa.applications import service as applications
from esa.applications.domain.drafts.answers import Draft
from esa.applications.domain.drafts.papers import papers_wanted
from esa.applications.domain.words import Evidence, Status
from esa.applications.service import drafts
from esa.awards import service as awards
from esa.documents import service as documents
from esa.grants import service as grants
from esa.kernel.errors import NotFound
from esa.kernel.money import Money
from esa.kernel.wire import Fields
from esa.law import UnknownParameter
from esa.law.facts import read_facts
from esa.organizations import service as organizations
from esa.platform.work import Work
from esa.portal.family.money import Part, granted, hold_on, parts_of, with_happening, with_hold
from esa.portal.family.standing import Standing, before_words, standing_of, steps_of
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
    parts: list[Part] = field(default_factory=list)
    waits: tuple[UnknownParameter, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read once for all cards of a household."""

    names: dict[Any, str]
    missing: dict[str, list[Evidence]]
    grants: Sequence[Any]
    accounts: Sequence[Any]
    before: dict[Any, int]

    def account_of(self, application: Any) -> Any | None:
        """Return the account of the application's child with its EAO, None where there is none."""
        wanted = (application.student_id, application.organization_id)
        found = (each for each in self.accounts if (each.account.student_id, each.account.organization_id) == wanted)
        return next(found, None)


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
    seen = _Seen(
        names={each.id: each.name for each in organizations.organizations(work)},
        missing=papers_missing(work, draft),
        grants=grants.of_household(work, draft.household_id),
        accounts=accounts.accounts_of_household(work, draft.household_id),
        before=awards.waiting_before(work),
    )
    return [_card(work, seen, application, decision) for application, decision in found]


def _card(work: Work, seen: "_Seen", application: Any, decision: Any) -> Card:
    view = seen.account_of(application)
    hold = hold_on(view and view.account)
    standing = standing_of(application.status, seen.names.get(application.organization_id, ""))
    return Card(
        application=application,
        standing=_with_money(work, view, with_hold(standing, hold))
        if application.status is Status.AWARDED
        else standing,
        since=_since(application, decision),
        steps=steps_of(application.status, view),
        school=_school(work, application.school_id),
        papers=seen.missing.get(application.reference, []),
        before=before_words(seen.before.get(application.id)) if application.status is Status.WAITLISTED else "",
        award=granted(seen.grants, application.id),
        account=view,
        parts=parts_of(view.deposits, hold, work.today) if view else [],
        waits=applications.waits_for(work, application),
    )


def _with_money(work: Work, view: Any | None, standing: Standing) -> Standing:
    if view is None or view.account.standing is AccountStanding.OPEN:
        return standing
    return with_happening(standing, next(iter(happenings.happenings_of(work, view.account)), None))


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
