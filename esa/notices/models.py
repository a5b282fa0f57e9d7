"""The table of notices, which is the outbox as well."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.notices.domain import Kind
from esa.platform.tables import Base, Reach, reach, words


class Notice(Base, kw_only=True):
    """One message to a household, a donor or a payee; `act` names what it tells of, so that it is written once."""

    __tablename__ = "notices"
    __table_args__ = (
        sa.UniqueConstraint("act", "address"),
        sa.CheckConstraint("num_nonnulls(household_id, donor_id, payee_id) = 1", name="one_reader"),
        sa.Index("ix_notices_unsent", "next_try_at", postgresql_where=sa.text("sent_at IS NULL")),
        reach(Reach.HOUSEHOLD),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), init=False)
    act: Mapped[str]
    kind: Mapped[Kind] = mapped_column(words(Kind))
    language: Mapped[str]
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    household_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("households.id"), default=None, index=True)
    donor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("donors.id"), default=None, index=True)
    payee_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("payees.id"), default=None, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
