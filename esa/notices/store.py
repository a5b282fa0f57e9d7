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
    return tx.scalars(rows.order_by(Notice.sequence.desc())).all()


def of_donor(tx: Session, donor_id: uuid.UUID) -> Sequence[Notice]:
    """Return the donor's notices, the newest first."""
    rows = sa.select(Notice).where(Notice.donor_id == donor_id)
    return tx.scalars(rows.order_by(Notice.sequence.desc())).all()


def told(tx: Session, acts: Sequence[str]) -> set[str]:
    """Return which of these acts were told to somebody."""
    return set(tx.scalars(sa.select(Notice.act).where(Notice.act.in_(acts))))


def next_due(tx: Session, now: datetime, not_before: datetime) -> Notice | None:
    """Return the notice that has been due longest, locked; one that another worker holds is passed over."""
    due = sa.select(Notice).where(
        Notice.sent_at.is_(None), Notice.next_try_at <= now, Notice.attempts < MOST_TRIES,
        Notice.created_at > not_before,
    )  # fmt: skip
    return tx.scalar(due.order_by(Notice.next_try_at, Notice.sequence).limit(1).with_for_update(skip_locked=True))


def find(tx: Session, notice_id: uuid.UUID) -> Notice | None:
    """Return a notice."""
    return tx.get(Notice, notice_id)
