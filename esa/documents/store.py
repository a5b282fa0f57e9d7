"""Queries of stored papers."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from esa.documents.models import Document


def add(tx: Session, document: Document) -> Document:
    """Store the row."""
    tx.add(document)
    tx.flush()
    return document


def of_household(tx: Session, household_id: uuid.UUID) -> Sequence[Document]:
    """Return a household's papers that were not taken back, oldest first."""
    query = (
        sa.select(Document)
        .where(Document.household_id == household_id, Document.removed_at.is_(None))
        .order_by(Document.uploaded_at, Document.filename, Document.id)
    )
    return tx.scalars(query).all()


def find(tx: Session, document_id: uuid.UUID) -> Document | None:
    """Return a paper that was not taken back, None where there is none within reach."""
    return tx.scalar(sa.select(Document).where(Document.id == document_id, Document.removed_at.is_(None)))


def twin(tx: Session, household_id: uuid.UUID, kind: str, subject: str, sha256: str) -> Document | None:
    """Return the household's paper with the same bytes for the same purpose."""
    query = sa.select(Document).where(
        Document.household_id == household_id,
        Document.kind == kind,
        Document.subject == subject,
        Document.sha256 == sha256,
        Document.removed_at.is_(None),
    )
    return tx.scalars(query).first()


def remove(document: Document, at: datetime) -> None:
    """Mark the paper as taken back."""
    document.removed_at = at


def assign(tx: Session, household_id: uuid.UUID, subject: str, student_id: uuid.UUID) -> None:
    """Say which student the papers of a subject are about, once that student has a row."""
    tx.execute(
        sa.update(Document)
        .where(Document.household_id == household_id, Document.subject == subject, Document.student_id.is_(None))
        .values(student_id=student_id)
    )


def digests(tx: Session, document_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the digest of each document."""
    found = tx.execute(sa.select(Document.id, Document.sha256).where(Document.id.in_(document_ids)))
    return {each.id: each.sha256 for each in found}
