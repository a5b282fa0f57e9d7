"""Recording what was done and looked at, in the act's own transaction; sealing the record, and checking the seals."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from esa.audit import store
from esa.audit.domain import GENESIS, Asked, Broken, ChainState, Head, Horizon, block_hash, misplaced
from esa.audit.models import AuditBlock, AuditEvent
from esa.kernel.permissions import Permission
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


def record_many(work: Work, action: str, subject_kind: str, subject_ids: Sequence[str]) -> None:
    """Record one act on many subjects at once."""
    events = [_event(work, action, subject_kind, each, None, None, is_view=False) for each in subject_ids]
    store.append_many(work.tx, events)


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


def view_many(work: Work, subject_kind: str, subject_ids: Sequence[str]) -> None:
    """Record that somebody looked at many private things at once, each by itself."""
    action = f"{subject_kind}.viewed"
    events = [_event(work, action, subject_kind, each, None, None, is_view=True) for each in subject_ids]
    store.append_many(work.tx, events)


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
        detail={**(detail or {}), **({"api_key": actor.api_key} if actor.api_key else {})},
    )


def horizon(work: Work) -> Horizon:
    """Return the newest event and who is writing: once those are over, nothing older can still appear.

    Whoever was given a smaller number holds the table until the end of its transaction, so it is among the writers
    when they are read after the newest number.
    """
    work.authorize(Permission.AUDIT_SEAL)
    last_id = store.newest_id(work.tx)
    return Horizon(last_id, store.writers(work.tx))


def is_settled(work: Work, horizon: Horizon) -> bool:
    """Say whether every transaction that could bring an event up to the horizon is over."""
    return not horizon.writers & store.writers(work.tx)


def seal(work: Work, last_id: int) -> AuditBlock | None:
    """Seal the events up to that settled one in the next block of the chain; None where nothing is new."""
    work.authorize(Permission.AUDIT_SEAL)
    store.hold_chain(work.tx)
    before = store.last_block(work.tx)
    number, first_id, previous = (1, 1, GENESIS) if before is None else _next(before)
    if last_id < first_id:
        return None
    head = Head(number, first_id, last_id, work.now, previous)
    found, count = block_hash(head, store.events(work.tx, first_id, last_id))
    if count == 0:
        return None
    block = AuditBlock(
        number=number, first_id=first_id, last_id=last_id, event_count=count, sealed_at=work.now,
        previous_hash=previous, hash=found,
    )  # fmt: skip
    work.tx.add(block)
    return block


def _next(before: AuditBlock) -> tuple[int, int, str]:
    return before.number + 1, before.last_id + 1, before.hash


def check(work: Work, noted: str | None = None) -> ChainState:
    """Compute every block anew and say which is the first that does not hold.

    `noted` is a hash that was written down elsewhere: whoever rewrites the whole chain cannot make it appear again.
    """
    work.authorize(Permission.AUDIT_READ)
    blocks = store.blocks(work.tx)
    broken = _first_broken(work, blocks)
    if broken is None and noted is not None and noted not in {block.hash for block in blocks}:
        broken = Broken(len(blocks), "no block carries the noted hash: the chain was made anew or cut short")
    last = blocks[-1] if blocks else None
    return ChainState(
        blocks=len(blocks),
        events=sum(block.event_count for block in blocks),
        unsealed=store.count_after(work.tx, 0 if last is None else last.last_id),
        newest_hash=GENESIS if last is None else last.hash,
        broken=broken,
    )


def _first_broken(work: Work, blocks: Sequence[AuditBlock]) -> Broken | None:
    before, hash_before = None, GENESIS
    for block in blocks:
        head = Head(block.number, block.first_id, block.last_id, block.sealed_at, block.previous_hash)
        because = misplaced(head, before, hash_before) or _altered(work, head, block)
        if because:
            return Broken(block.number, because)
        before, hash_before = head, block.hash
    return None


def _altered(work: Work, head: Head, block: AuditBlock) -> str:
    found, count = block_hash(head, store.events(work.tx, block.first_id, block.last_id))
    if count != block.event_count:
        return f"it sealed {block.event_count} events, and there are {count}"
    return "" if found == block.hash else "an event in it, or the block itself, was changed after it was sealed"


_ON_A_PAGE = 50
_SEALS = 10


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the record: events with the number of the block that seals each (None: not sealed yet)."""

    rows: Sequence[tuple[AuditEvent, int | None]]
    following: int | None


def page(work: Work, asked: Asked) -> Page:
    """Return the newest events that fit what was asked, and from where the next page goes on."""
    work.authorize(Permission.AUDIT_READ)
    found = store.newest(work.tx, asked, _ON_A_PAGE + 1)
    shown = found[:_ON_A_PAGE]
    seals = store.blocks_over(work.tx, [each.id for each in shown])
    rows = [(each, next((s.number for s in seals if s.first_id <= each.id <= s.last_id), None)) for each in shown]
    return Page(rows, shown[-1].id if len(found) > _ON_A_PAGE else None)


def newest_seals(work: Work) -> Sequence[AuditBlock]:
    """Return the newest seals, the newest first."""
    work.authorize(Permission.AUDIT_READ)
    return store.newest_blocks(work.tx, _SEALS)
