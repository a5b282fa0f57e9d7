"""The table of stored papers."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach


class Document(Base, kw_only=True):
    """One stored file of a household; its bytes lie in storage under `storage_key`.

    `subject` names the child of a draft that it is about (empty: the whole household) until the child has a row.
    """

    __tablename__ = "documents"
    __table_args__ = (sa.CheckConstraint("size > 0", name="not_empty"), reach(Reach.HOUSEHOLD))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("households.id"), index=True)
    kind: Mapped[str]
    filename: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    subject: Mapped[str] = mapped_column(default="")
    student_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("students.id"), default=None)
    intake_organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
