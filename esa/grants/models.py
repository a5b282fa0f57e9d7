"""Tables of grants and the sources they draw on."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach


class Grant(Base, kw_only=True):
    """A grant to a student for a school year (135.714.1(4), (6)); the database refuses one over the joint cap.

    `given_back` is what of it will not be deposited any more, because its account was closed.
    """

    __tablename__ = "grants"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "application_id", "run_id"),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("amount <= cap", name="within_cap"),
        sa.CheckConstraint("given_back >= 0 AND given_back <= amount", name="given_back_within_amount"),
        sa.Index(None, "person_id", "school_year"),
        sa.Index(None, "organization_id", "school_year", "granted_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    student_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]
    application_id: Mapped[uuid.UUID]
    school_year: Mapped[SchoolYear]
    tier: Mapped[str]
    amount: Mapped[Money]
    cap: Mapped[Money]
    cap_percent: Mapped[int]
    granted_at: Mapped[datetime]
    lunch: Mapped[str | None] = mapped_column(default=None)
    has_iep: Mapped[bool] = mapped_column(default=False)
    run_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    given_back: Mapped[Money] = mapped_column(default=Money(0), server_default="0")
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    end_reason: Mapped[str] = mapped_column(default="")


class GrantSource(Base, kw_only=True):
    """How much of a grant comes from which funding source (AMB-16, FUND-4)."""

    __tablename__ = "grant_sources"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    grant_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("grants.id"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID]
    amount: Mapped[Money]


class GrantTotal(Base, kw_only=True):
    """What a student has been granted in a school year by all EAOs, held under the cap (CAP-7).

    Written only by a trigger on `grants`, so that no EAO needs to see another's rows for the joint cap to hold.
    """

    __tablename__ = "grant_totals"
    __table_args__ = (sa.CheckConstraint("granted <= cap", name="joint_cap"), reach(Reach.PRIVATE))

    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    school_year: Mapped[SchoolYear] = mapped_column(primary_key=True)
    granted: Mapped[Money]
    cap: Mapped[Money]
