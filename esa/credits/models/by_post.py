"""The table of papers that donors want by post."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach


class PaperPost(Base, kw_only=True):
    """A donor's wish to have the papers of a gift by post, where to, and on which day who sent them."""

    __tablename__ = "paper_posts"
    __table_args__ = (
        sa.CheckConstraint("(sent_on IS NULL) = (sent_by IS NULL)", name="sent_by_somebody"),
        sa.CheckConstraint("sent_on IS NULL OR withdrawn_at IS NULL", name="sent_or_withdrawn"),
        sa.Index(
            "uq_paper_posts_open", "reservation_id", unique=True,
            postgresql_where=sa.text("sent_on IS NULL AND withdrawn_at IS NULL"),
        ),
        sa.Index(None, "organization_id", "asked_at"),
        reach(Reach.DONOR),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reservation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reservations.id"))
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    name: Mapped[str]
    street: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    zip: Mapped[str]
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_on: Mapped[date | None] = mapped_column(default=None)
    sent_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
