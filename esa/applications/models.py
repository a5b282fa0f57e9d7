"""Tables of applications, their papers, imports, decisions and likely duplicates."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.applications.domain.words import Origin, PairStanding, PaymentPlan, Status
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class ApplicationDraft(Base, kw_only=True):
    """What a family has typed so far; saved on every page, kept when it leaves."""

    __tablename__ = "application_drafts"
    __table_args__ = (sa.UniqueConstraint("household_id", "school_year"), reach(Reach.HOUSEHOLD))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    household_id: Mapped[uuid.UUID]
    school_year: Mapped[SchoolYear]
    answers: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)


class ApplicationImport(Base, kw_only=True):
    """One file of applications that an EAO brought in; the same file again changes nothing."""

    __tablename__ = "application_imports"
    __table_args__ = (sa.UniqueConstraint("organization_id", "file_sha256"), reach(Reach.ORGANIZATION))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    file_sha256: Mapped[str]
    filename: Mapped[str]
    imported_at: Mapped[datetime]
    rows: Mapped[int]
    accepted: Mapped[int]
    rejected: Mapped[int]
    imported_by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class Application(Base, kw_only=True):
    """One child's application to one EAO for one school year, with what its EAO needs to know of the child."""

    __tablename__ = "applications"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "school_year", "external_id"),
        sa.UniqueConstraint("reference"),
        sa.Index(None, "organization_id", "school_year", "completed_at", "id"),
        sa.Index(None, "organization_id", "school_year", "status", "completed_at", "id"),
        sa.Index(None, "organization_id", "school_year", "base_tier", "completed_at", "id"),
        # What staff type into the search field is the beginning of this; the list by name is in its order.
        sa.Index(
            "ix_applications_by_name",
            "organization_id",
            "school_year",
            sa.literal_column("lower((family_name || ', '::text) || given_name)").label("by_name"),
            "id",
            postgresql_ops={"by_name": 'COLLATE "C"'},
        ),
        sa.Index(None, "school_year", "birth_on"),
        sa.Index(None, "household_id"),
        sa.Index(None, "student_id"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("households.id"))
    student_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("students.id"))
    person_id: Mapped[uuid.UUID]
    school_year: Mapped[SchoolYear]
    external_id: Mapped[str]
    origin: Mapped[Origin] = mapped_column(words(Origin))
    given_name: Mapped[str]
    family_name: Mapped[str]
    birth_on: Mapped[date]
    grade: Mapped[str]
    completed_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]
    evidence: Mapped[dict[str, Any]]
    payment_plan: Mapped[PaymentPlan] = mapped_column(words(PaymentPlan))
    updated_at: Mapped[datetime]
    status: Mapped[Status] = mapped_column(words(Status), default=Status.SUBMITTED)
    import_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    sibling_group: Mapped[str] = mapped_column(default="")
    school_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    district_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    tuition: Mapped[Money | None] = mapped_column(default=None)
    agreement_on: Mapped[date | None] = mapped_column(default=None)
    enrolled_on: Mapped[date | None] = mapped_column(default=None)
    decision_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)
    tier: Mapped[str | None] = mapped_column(default=None)
    base_tier: Mapped[str | None] = mapped_column(default=None)
    cap: Mapped[Money | None] = mapped_column(default=None)
    cap_percent: Mapped[int | None] = mapped_column(default=None)
    lunch: Mapped[str | None] = mapped_column(default=None)
    has_iep: Mapped[bool] = mapped_column(default=False)


class ApplicationPaper(Base, kw_only=True):
    """A paper of an application, as its EAO may see it."""

    __tablename__ = "application_papers"
    __table_args__ = (sa.Index(None, "organization_id", "application_id"), reach(Reach.ORGANIZATION))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    application_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("applications.id"))
    document_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    filename: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    received_at: Mapped[datetime]


class Decision(Base, kw_only=True):
    """What the law said of an application, with the facts it saw; never changed, only followed by another."""

    __tablename__ = "decisions"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "sequence"),
        sa.Index(None, "organization_id", "application_id"),
        sa.Index(None, "household_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID]
    application_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("applications.id"))
    sequence: Mapped[int]
    decided_on: Mapped[date]
    decided_at: Mapped[datetime]
    law: Mapped[str]
    facts: Mapped[dict[str, Any]]
    answer: Mapped[dict[str, Any]]
    outcome: Mapped[str]
    tier: Mapped[str | None] = mapped_column(default=None)
    base_tier: Mapped[str | None] = mapped_column(default=None)
    cap: Mapped[Money | None] = mapped_column(default=None)
    cap_percent: Mapped[int | None] = mapped_column(default=None)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class DuplicatePair(Base, kw_only=True):
    """Two applications that look like the same child, as one EAO sees it; the other side is only an id."""

    __tablename__ = "duplicate_pairs"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "application_id", "other_application_id"),
        sa.Index(None, "organization_id", "standing", "score"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    application_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("applications.id"))
    other_application_id: Mapped[uuid.UUID]
    other_organization_id: Mapped[uuid.UUID]
    score: Mapped[int]
    reasons: Mapped[list[Any]]
    found_at: Mapped[datetime]
    standing: Mapped[PairStanding] = mapped_column(words(PairStanding), default=PairStanding.OPEN)
    resolved_at: Mapped[datetime | None] = mapped_column(default=None)
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
