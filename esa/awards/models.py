"""Tables of award runs and of each applicant's place in them."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.awards.domain.words import RunStanding, TakeoverStanding
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class AwardRun(Base, kw_only=True):
    """One EAO's award run: the exact files that went in and came out, so that a stranger can repeat it."""

    __tablename__ = "award_runs"
    __table_args__ = (
        sa.CheckConstraint("released_by IS NULL OR released_by <> frozen_by", name="two_people"),
        sa.CheckConstraint(
            "standing = 'draft' OR (digest IS NOT NULL AND frozen_by IS NOT NULL)", name="frozen_is_whole"
        ),
        sa.CheckConstraint("(standing = 'released') = (released_by IS NOT NULL)", name="released_by_somebody"),
        sa.Index(None, "organization_id", "school_year", "drafted_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    school_year: Mapped[SchoolYear]
    tie_rule: Mapped[str]
    seed: Mapped[str]
    last_rule: Mapped[str]
    funds: Mapped[bytes] = mapped_column(deferred=True, deferred_group="files")
    pool: Mapped[bytes] = mapped_column(deferred=True, deferred_group="files")
    plan: Mapped[bytes] = mapped_column(deferred=True, deferred_group="files")
    summary: Mapped[dict[str, Any]]
    drafted_at: Mapped[datetime]
    drafted_by: Mapped[uuid.UUID]
    readings: Mapped[dict[str, Any]] = mapped_column(default_factory=dict, server_default="{}")
    standing: Mapped[RunStanding] = mapped_column(words(RunStanding), default=RunStanding.DRAFT)
    digest: Mapped[str | None] = mapped_column(default=None)
    frozen_at: Mapped[datetime | None] = mapped_column(default=None)
    frozen_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    released_at: Mapped[datetime | None] = mapped_column(default=None)
    released_by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class AwardPlace(Base, kw_only=True):
    """An applicant's place in a frozen run: funded, waiting (with its number), or why neither."""

    __tablename__ = "award_places"
    __table_args__ = (
        sa.Index(None, "organization_id", "run_id", "sequence"),
        sa.Index(None, "household_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    run_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("award_runs.id"), primary_key=True)
    application_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID]
    outcome: Mapped[str]
    reason: Mapped[str]
    sources: Mapped[str]
    tier: Mapped[str | None] = mapped_column(default=None)
    amount: Mapped[Money | None] = mapped_column(default=None)
    sequence: Mapped[int | None] = mapped_column(default=None)


class Takeover(Base, kw_only=True):
    """Accounts taken over from an earlier system: the file as it came, its totals, its proof, and the two people."""

    __tablename__ = "takeovers"
    __table_args__ = (
        sa.CheckConstraint("booked_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(standing = 'booked') = (booked_by IS NOT NULL)", name="booked_by_somebody"),
        sa.Index(
            "uq_takeovers_file", "organization_id", "file_sha256", unique=True,
            postgresql_where=sa.text("standing <> 'withdrawn'"),
        ),
        sa.Index(None, "organization_id", "proposed_at"),
        reach(Reach.ORGANIZATION),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    school_year: Mapped[SchoolYear]
    filename: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    file_sha256: Mapped[str]
    accounts: Mapped[int]
    granted: Mapped[Money]
    deposited: Mapped[Money]
    spent: Mapped[Money]
    proof: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[uuid.UUID]
    standing: Mapped[TakeoverStanding] = mapped_column(words(TakeoverStanding), default=TakeoverStanding.PROPOSED)
    booked_at: Mapped[datetime | None] = mapped_column(default=None)
    booked_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
