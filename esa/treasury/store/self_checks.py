"""Queries of the kept results of the self-check."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.treasury.models.self_checks import SelfCheckKept

_BAD = text(
    "SELECT count(*) FROM (SELECT DISTINCT ON (organization_id) is_good FROM self_checks"
    " ORDER BY organization_id, checked_on DESC) latest WHERE NOT is_good"
)


def kept(tx: Session, owner: uuid.UUID, limit: int) -> Sequence[SelfCheckKept]:
    """Return an EAO's results, the newest first."""
    rows = select(SelfCheckKept).where(SelfCheckKept.organization_id == owner)
    return tx.scalars(rows.order_by(SelfCheckKept.checked_on.desc()).limit(limit)).all()


def of_day(tx: Session, row: SelfCheckKept) -> SelfCheckKept | None:
    """Return the result that is kept for the row's EAO and day."""
    rows = select(SelfCheckKept).where(SelfCheckKept.organization_id == row.organization_id)
    return tx.scalar(rows.where(SelfCheckKept.checked_on == row.checked_on))


def failing(tx: Session) -> int:
    """Return how many EAOs in reach failed their newest self-check."""
    return int(tx.scalar(_BAD) or 0)
