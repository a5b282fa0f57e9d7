"""All queries of the record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from esa.audit.domain import Asked
from esa.audit.models import AuditBlock, AuditEvent
from esa.kernel.dates import end_of_central_day
from esa.platform.bulk import insert_many

_EVENTS = AuditEvent.__table__
_BATCH = 2000
_ONE_SEALER = text("SELECT pg_advisory_xact_lock(hashtext('audit_blocks'))")
_WRITERS = text(
    "SELECT virtualtransaction FROM pg_locks WHERE relation = 'audit_events'::regclass AND mode = 'RowExclusiveLock'"
    " AND pid IS DISTINCT FROM pg_backend_pid()"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def append(tx: Session, event: AuditEvent) -> None:
    """Write an event; nothing is read back, since its writer may not read the record."""
    columns = [column.key for column in _EVENTS.columns if column.key != "id"]
    tx.execute(insert(AuditEvent).values({name: getattr(event, name) for name in columns}).inline())


def append_many(tx: Session, events: Sequence[AuditEvent]) -> None:
    """Write events in their order; nothing is read back."""
    columns = [column.key for column in _EVENTS.columns if column.key != "id"]
    insert_many(tx, AuditEvent, [{name: getattr(each, name) for name in columns} for each in events])


def newest_id(tx: Session) -> int:
    """Return the number of the newest event that can be seen, 0 where there is none."""
    return tx.scalar(select(func.max(AuditEvent.id))) or 0


def writers(tx: Session) -> frozenset[str]:
    """Return the other transactions that have written events, or are about to, and are not over."""
    return frozenset(tx.scalars(_WRITERS))


def events(tx: Session, first_id: int, last_id: int) -> Iterator[Mapping[str, object]]:
    """Yield the events of a span in their order, a few thousand in memory at a time."""
    rows = select(*_EVENTS.columns).where(AuditEvent.id.between(first_id, last_id)).order_by(AuditEvent.id)
    for row in tx.execute(rows, execution_options={"yield_per": _BATCH}).mappings():
        yield dict(row)


def count_after(tx: Session, last_id: int) -> int:
    """Return how many events came after that one."""
    return tx.scalar(select(func.count()).where(AuditEvent.id > last_id)) or 0


def hold_chain(tx: Session) -> None:
    """Let nobody else add a block until this transaction ends."""
    tx.execute(_ONE_SEALER)


def last_block(tx: Session) -> AuditBlock | None:
    """Return the newest block."""
    return tx.scalar(select(AuditBlock).order_by(AuditBlock.number.desc()).limit(1))


def blocks(tx: Session) -> Sequence[AuditBlock]:
    """Return all blocks in their order."""
    return tx.scalars(select(AuditBlock).order_by(AuditBlock.number)).all()


def newest(tx: Session, asked: Asked, most: int) -> Sequence[AuditEvent]:
    """Return the newest events that fit, the newest first."""
    event = AuditEvent
    rows = select(event).order_by(event.id.desc()).limit(most)
    if asked.action:
        rows = rows.where(event.action.startswith(asked.action, autoescape=True))
    if asked.subject:
        rows = rows.where(event.subject_id == asked.subject)
    if asked.role:
        rows = rows.where(event.actor_role == asked.role)
    if asked.since is not None:
        rows = rows.where(event.at >= end_of_central_day(asked.since - timedelta(days=1)))
    if asked.before is not None:
        rows = rows.where(event.id < asked.before)
    return tx.scalars(rows).all()


def newest_blocks(tx: Session, most: int) -> Sequence[AuditBlock]:
    """Return the newest blocks, the newest first."""
    return tx.scalars(select(AuditBlock).order_by(AuditBlock.number.desc()).limit(most)).all()


def blocks_over(tx: Session, event_ids: Sequence[int]) -> Sequence[AuditBlock]:
    """Return the blocks that seal any of these events."""
    if not event_ids:
        return ()
    return tx.scalars(
        select(AuditBlock).where(AuditBlock.first_id <= max(event_ids), AuditBlock.last_id >= min(event_ids))
    ).all()
