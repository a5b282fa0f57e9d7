"""The table of choices among the readings of the law."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach

_DAY = "(%s AT TIME ZONE 'America/Chicago')::date"


class ReadingChoice(Base, kw_only=True):
    """One choice: proposed with its reason, confirmed by a second person before its first day, or withdrawn.

    `organization_id` is the EAO for whose program it is, NULL for the Treasurer's, which holds for the whole state. It
    is never changed otherwise and never deleted: a later choice takes its place.
    """

    __tablename__ = "reading_choices"
    __table_args__ = (
        sa.CheckConstraint("reason <> ''", name="reason_given"),
        sa.CheckConstraint("confirmed_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(confirmed_at IS NULL) = (confirmed_by IS NULL)", name="confirmed_by_somebody"),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
        sa.CheckConstraint(f"starts_on > {_DAY % 'proposed_at'}", name="begins_after_proposal"),
        sa.CheckConstraint(f"starts_on > {_DAY % 'confirmed_at'}", name="begins_after_confirmation"),
        sa.CheckConstraint(
            f"confirmed_at IS NULL OR starts_on > {_DAY % 'withdrawn_at'}", name="withdrawn_before_it_begins"
        ),
        sa.Index(
            "uq_reading_choices_live", "reading", "organization_id", "starts_on", unique=True,
            postgresql_nulls_not_distinct=True, postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
        reach(Reach.STATEWIDE),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reading: Mapped[str]
    option: Mapped[str]
    reason: Mapped[str]
    starts_on: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[uuid.UUID]
    organization_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organizations.id"), default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
