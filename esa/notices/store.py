"""Queries of notices."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.notices.domain import MOST_TRIES
from esa.notices.models import Notice


def add_once(tx: Session, values: dict[str, object]) -> None:
    """Store a notice, unless its act was told to that address before."""
    tx.execute(insert(Notice).values(values).on_conflict_do_nothing(index_elements=["act", "address"]))


def of_household(tx: Session, household_id: uuid.UUID) -> Sequence[Notice]:
    """Return the household's notices, the newest first."""
    rows = sa.select(Notice).where(Notice.household_id == household_id)
    return tx.scalars(rows.order_by(Notice.created_at.desc(), Notice.id.desc())).all()


def next_due(tx: Session, now: datetime, not_before: datetime) -> Notice | None:
    """Return the notice that has been due longest, locked; one that another worker holds is passed over."""
    due = sa.select(Notice).where(
        Notice.sent_at.is_(None), Notice.next_try_at <= now, Notice.attempts < MOST_TRIES,
        Notice.created_at > not_before,
    )  # fmt: skip
    return tx.scalar(due.order_by(Notice.next_try_at, Notice.id).limit(1).with_for_update(skip_locked=True))


def find(tx: Session, notice_id: uuid.UUID) -> Notice | None:
    """Return a notice."""
    return tx.get(Notice, notice_id)
