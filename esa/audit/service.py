"""Recording what was done and what was looked at, in the same transaction as the act itself."""

import uuid
from datetime import date
from typing import Any

from esa.audit import store
from esa.audit.models import AuditEvent
from esa.kernel.tables import Changes
from esa.platform.work import Work


def record(
    work: Work,
    action: str,
    *,
    subject_kind: str = "",
    subject_id: str = "",
    household_id: uuid.UUID | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Record an act like `application.imported`; it stands or falls with the transaction."""
    store.append(work.tx, _event(work, action, subject_kind, subject_id, household_id, detail, is_view=False))


def list_taken(work: Work, what: str, done: Changes, *, source: str, as_of: date, dry: bool) -> Changes:
    """Record that a list was taken, where that changed anything, and return what it changed."""
    if not dry and (done.added or done.changed):
        detail = {"source": source, "as_of": str(as_of), "added": len(done.added), "changed": list(done.changed[:100])}
        record(work, f"{what}.imported", subject_kind="list", subject_id=what, detail=detail)
    return done


def view(work: Work, subject_kind: str, subject_id: str, *, household_id: uuid.UUID | None = None) -> None:
    """Record that somebody looked at a private thing."""
    action = f"{subject_kind}.viewed"
    store.append(work.tx, _event(work, action, subject_kind, subject_id, household_id, None, is_view=True))


def _event(
    work: Work,
    action: str,
    subject_kind: str,
    subject_id: str,
    household_id: uuid.UUID | None,
    detail: dict[str, Any] | None,
    *,
    is_view: bool,
) -> AuditEvent:
    actor = work.actor
    return AuditEvent(
        at=work.now,
        action=action,
        actor_role=actor.role.value,
        actor_user_id=actor.user_id,
        organization_id=actor.organization_id,
        household_id=household_id or actor.household_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        is_view=is_view,
        detail=detail or {},
    )
