"""Tables of the record: events, and the blocks that seal them."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach


class AuditEvent(Base, kw_only=True):
    """One act, or one look at a private thing; never changed."""

    __tablename__ = "audit_events"
    __table_args__ = (
        sa.Index(None, "subject_kind", "subject_id"),
        sa.Index(None, "organization_id", "id"),
        reach(Reach.PRIVATE, append_only=True),
    )

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True, init=False)
    at: Mapped[datetime]
    action: Mapped[str]
    actor_role: Mapped[str]
    actor_user_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    household_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    subject_kind: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[str] = mapped_column(default="")
    is_view: Mapped[bool] = mapped_column(default=False)
    detail: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class AuditBlock(Base, kw_only=True):
    """A seal over the events from `first_id` to `last_id`, chained to the block before."""

    __tablename__ = "audit_blocks"
    __table_args__ = (reach(Reach.PRIVATE, append_only=True),)

    number: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    first_id: Mapped[int]
    last_id: Mapped[int]
    event_count: Mapped[int]
    sealed_at: Mapped[datetime]
    previous_hash: Mapped[str]
    hash: Mapped[str]
