"""Closing a period of an EAO's books: nothing is dated in it any more, and its trial balance is kept with a digest."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Forbidden, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.ledger.domain.closing import Period, digest_of, may_be_closed, period_of, trial_text
from esa.ledger.models import LedgerClosing
from esa.ledger.store import closing as store
from esa.platform.work import Work


def closed_through(work: Work, organization_id: uuid.UUID) -> date | None:
    """Return the last closed day of an EAO's books, None where nothing is closed."""
    found = store.latest(work.tx, organization_id)
    return None if found is None else found.last_on


def open_periods(work: Work, organization_id: uuid.UUID) -> list[Period]:
    """Return the periods that are over and not closed yet."""
    work.authorize(Permission.BOOKS_READ)
    first = store.first_entry_on(work.tx, organization_id)
    return may_be_closed(first, closed_through(work, organization_id), work.today)


def closings(work: Work, organization_id: uuid.UUID | None) -> Sequence[LedgerClosing]:
    """Return what was closed, also what was opened again, the latest period first."""
    work.authorize(Permission.BOOKS_READ)
    return store.closings(work.tx, organization_id)


def close(work: Work, name: str) -> LedgerClosing:
    """Close every day up to the end of a period of the EAO's own books, and keep the trial balance of its last day.

    Raises Invalid for a name that is no period or one that is not over, Conflict where its days are closed already.
    """
    work.authorize(Permission.BOOKS_CLOSE)
    owner = work.actor.require_organization()
    period = _period(name)
    if period.last >= work.today:
        raise Invalid("This period is not over yet.", [Ground("period", "This period is not over yet.")])
    store.hold_alone(work.tx, owner)
    through = closed_through(work, owner)
    if through is not None and through >= period.last:
        raise Conflict("This period is closed already.", code="period_closed_already")
    trial = trial_text(store.trial(work.tx, owner, period.last))
    made = LedgerClosing(
        id=new_id(), organization_id=owner, period=period.name, last_on=period.last, closed_at=work.now,
        closed_by=work.actor.require_user(), entries=store.entries_up_to(work.tx, owner, period.last), trial=trial,
        digest=digest_of(trial),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    detail = {"period": period.name, "entries": made.entries, "digest": made.digest}
    audit.record(work, "books.closed", subject_kind="closing", subject_id=str(made.id), detail=detail)
    return made


def _period(name: str) -> Period:
    try:
        return period_of(name)
    except ValueError as fault:
        raise Invalid("This is no period.", [Ground("period", str(fault))]) from None


def reopen(work: Work, closing_id: uuid.UUID, reason: str) -> LedgerClosing:
    """Open the latest closed period again, by another person than who closed it, with a reason.

    Raises NotFound, Forbidden for who closed it, Conflict for one that is open or has a later one, Invalid without a
    reason.
    """
    work.authorize(Permission.BOOKS_CLOSE)
    found = store.closing(work.tx, closing_id)
    if found is None:
        raise NotFound("There is no such closing.")
    if found.closed_by == work.actor.require_user():
        raise Forbidden("Who closed a period does not open it again. Another person does.")
    if not reason.strip():
        raise Invalid("Say why.", [Ground("reason", "Say why this period is opened again.")])
    latest = store.latest(work.tx, found.organization_id)
    if latest is None or latest.id != found.id:
        raise Conflict("Only the latest closed period can be opened again.", code="not_the_latest")
    found.reopened_at, found.reopened_by, found.reopen_reason = work.now, work.actor.require_user(), reason.strip()
    work.tx.flush()
    detail = {"period": found.period, "reason": found.reopen_reason}
    audit.record(work, "books.reopened", subject_kind="closing", subject_id=str(found.id), detail=detail)
    return found


def changed_since(work: Work, organization_id: uuid.UUID | None) -> list[LedgerClosing]:
    """Return the closings that hold and whose trial balance the books do not give any more: none, where all is well."""
    held = [each for each in store.closings(work.tx, organization_id) if each.reopened_at is None]
    return [
        each
        for each in held
        if digest_of(trial_text(store.trial(work.tx, each.organization_id, each.last_on))) != each.digest
    ]
