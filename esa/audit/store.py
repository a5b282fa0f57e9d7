"""All queries of the record."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from esa.audit.models import AuditBlock, AuditEvent
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
