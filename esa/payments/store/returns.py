"""Queries for what the bank sends back."""

import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.payments.models import ReturnFile, ReturnItem


def add_file(tx: Session, values: dict[str, object]) -> bool:
    """Keep a return file by its digest; False where the same bytes were taken before."""
    kept = insert(ReturnFile).values(values).on_conflict_do_nothing(index_elements=["organization_id", "sha256"])
    return tx.scalar(kept.returning(ReturnFile.id)) is not None


def known(tx: Session, organization_id: uuid.UUID, marks: Iterable[str]) -> set[str]:
    """Return which of the items were taken before, in whichever file."""
    query = sa.select(ReturnItem.fingerprint).where(
        ReturnItem.organization_id == organization_id, ReturnItem.fingerprint.in_(list(marks))
    )
    return set(tx.scalars(query))


def items(tx: Session, organization_id: uuid.UUID | None, limit: int) -> Sequence[ReturnItem]:
    """Return what the bank sent back or told, the newest first."""
    query = sa.select(ReturnItem).order_by(ReturnItem.taken_at.desc(), ReturnItem.id).limit(limit)
    if organization_id is not None:
        query = query.where(ReturnItem.organization_id == organization_id)
    return tx.scalars(query).all()
