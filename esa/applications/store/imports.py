"""Queries for the files that were brought in."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.applications.models import ApplicationImport


def seen(tx: Session, organization_id: uuid.UUID, digest: str) -> bool:
    """Say whether the EAO has brought in exactly this file."""
    rows = select(ApplicationImport.id).where(
        ApplicationImport.organization_id == organization_id, ApplicationImport.file_sha256 == digest
    )
    return tx.scalar(rows) is not None


def files(tx: Session, organization_id: uuid.UUID) -> Sequence[ApplicationImport]:
    """Return the EAO's imports, the newest first."""
    rows = select(ApplicationImport).where(ApplicationImport.organization_id == organization_id)
    return tx.scalars(rows.order_by(ApplicationImport.imported_at.desc()).limit(50)).all()
