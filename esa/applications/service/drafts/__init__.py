"""A family's draft: saved on every page, never overwritten unseen, sent once."""

import secrets
from typing import Any

from esa.applications.domain.drafts.answers import (
    Answers,
    Draft,
    Place,
    Signature,
    mark_of,
    with_answer,
    with_child,
    without_child,
)
from esa.applications.domain.drafts.checks import CHANGED, INCOMPLETE, SENT, STALE, impossible
from esa.applications.domain.drafts.steps import is_complete
from esa.applications.models import ApplicationDraft
from esa.applications.service.drafts.choices import settled
from esa.applications.service.drafts.expecting import expected, said_of
from esa.applications.service.drafts.papers import send_paper, take_back
from esa.applications.service.drafts.sending import send_all
from esa.applications.store import drafts as store
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid
from esa.kernel.permissions import Permission
from esa.platform.work import Work

__all__ = ["add_child", "current", "expected", "remove_child", "said_of", "save", "send", "send_paper", "take_back"]


def current(work: Work) -> Draft:
    """Return the household's application for the school year of today, an empty one where nothing was begun."""
    work.authorize(Permission.APPLICATION_SUBMIT)
    return store.find(work.tx, work.actor.require_household(), SchoolYear.of(work.today))


def save(work: Work, place: Place, given: Answers, seen: str) -> Draft:
    """Keep an answer and return the draft.

    Raises Invalid where it cannot be true; Conflict (`stale_page`) where another answer than the page had shown
    (`seen`, a mark of `mark_of`) stands there by now; NotFound for a child that is not in the draft.
    """
    row = _locked(work)
    draft = store.draft_of(row)
    standing = draft.at(place)
    child = draft.child(place.child) if place.child else {}
    if "sent" in child:
        raise Conflict(SENT, [Ground("", SENT)], code="already_sent")
    grounds = impossible(place, given.values, child, work.today)
    if grounds:
        raise Invalid(grounds[0].message, grounds)
    values = settled(work, draft, place, given.values)
    if values == standing:
        return draft
    if mark_of(standing) != seen:
        raise Conflict(STALE, [Ground("stale", STALE)], code="stale_page")
    return _change(work, row, with_answer(row.answers, place, values))


def add_child(work: Work) -> str:
    """Add a child of whom nothing is known and return its key in the draft; an empty one is used again."""
    row = _locked(work)
    for child in row.answers.get("children", []):
        if set(child) == {"key"}:
            return str(child["key"])
    key = secrets.token_hex(4)
    _change(work, row, with_child(row.answers, key))
    return key


def remove_child(work: Work, key: str) -> None:
    """Take a child out of the draft. Raises NotFound; Conflict where its application has been sent."""
    row = _locked(work)
    if "sent" in store.draft_of(row).child(key):
        raise Conflict(SENT, code="already_sent")
    _change(work, row, without_child(row.answers, key))


def send(work: Work, signature: Signature) -> Draft:
    """Send what was not sent yet and return the draft; sending twice finds it sent and changes nothing.

    Raises Conflict (`answers_changed`) where the answers are no longer those that were signed, Invalid where one is
    missing.
    """
    row = _locked(work)
    draft = store.draft_of(row)
    if draft.submitted_at is not None and not draft.unsent:
        return draft
    if signature.version != draft.version:
        raise Conflict(CHANGED, [Ground("", CHANGED)], code="answers_changed")
    if not is_complete(draft):
        raise Invalid(INCOMPLETE, [Ground("", INCOMPLETE)], code="draft_incomplete")
    children = send_all(work, draft)
    row.submitted_at = work.now
    audit.record(
        work,
        "application_draft.sent",
        subject_kind="household",
        subject_id=str(draft.household_id),
        household_id=draft.household_id,
        detail={"signed_name": signature.name, "references": [child["sent"]["reference"] for child in children]},
    )
    return _change(work, row, {**row.answers, "children": children})


def _locked(work: Work) -> ApplicationDraft:
    work.authorize(Permission.APPLICATION_SUBMIT)
    return store.lock(work, work.actor.require_household(), SchoolYear.of(work.today))


def _change(work: Work, row: ApplicationDraft, answers: dict[str, Any]) -> Draft:
    row.answers = answers
    row.version += 1
    row.updated_at = work.now
    work.tx.flush()
    return store.draft_of(row)
