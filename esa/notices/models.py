"""The table of notices, which is the outbox as well."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.notices.domain import Kind
from esa.platform.tables import Base, Reach, reach, words


class Notice(Base, kw_only=True):
    """One message to one person of a household; `act` names what it tells of, so that it is written once."""

    __tablename__ = "notices"
    __table_args__ = (
        sa.UniqueConstraint("act", "address"),
        sa.Index("ix_notices_unsent", "next_try_at", postgresql_where=sa.text("sent_at IS NULL")),
        reach(Reach.HOUSEHOLD),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    act: Mapped[str]
    household_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("households.id"), index=True)
    kind: Mapped[Kind] = mapped_column(words(Kind))
    language: Mapped[str]
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
