"""All queries of the record."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from esa.audit.models import AuditEvent


def append(tx: Session, event: AuditEvent) -> None:
    """Write an event; nothing is read back, since its writer may not read the record."""
    columns = [column.key for column in AuditEvent.__table__.columns if column.key != "id"]
    tx.execute(insert(AuditEvent).values({name: getattr(event, name) for name in columns}).inline())
