"""Tables of payees: who they are, on which EAO's list they stand, what licenses them, how they are related to whom."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach, words
from esa.schools.domain.payees import CredentialKind, ListingStanding, PayeeKind


class Payee(Base, kw_only=True):
    """A school or provider that can be paid from accounts; one row in the state, whichever EAOs pay it."""

    __tablename__ = "payees"
    __table_args__ = (
        sa.CheckConstraint("state ~ '^[A-Z]{2}$'", name="state_letters"),
        sa.CheckConstraint("(disqualified_on IS NULL) = (disqualified_because = '')", name="disqualified_with_reason"),
        sa.CheckConstraint("school_id IS NULL OR kind NOT IN ('individual', 'firm')", name="school_is_a_school"),
        sa.Index("uq_payees_name", sa.text("lower(name)"), sa.text("lower(city)"), "state", "kind", unique=True),
        reach(Reach.STATEWIDE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[PayeeKind] = mapped_column(words(PayeeKind))
    name: Mapped[str]
    state: Mapped[str]
    city: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date | None] = mapped_column(default=None)
    school_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("schools.id"), default=None, unique=True)
    contact_name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    w9_on: Mapped[date | None] = mapped_column(default=None)
    disqualified_on: Mapped[date | None] = mapped_column(default=None)
    disqualified_because: Mapped[str] = mapped_column(default="")
    is_invented: Mapped[bool] = mapped_column(default=False)


class PayeeListing(Base, kw_only=True):
    """How a payee stands with one EAO: proposed by one person, approved by another, suspended with a reason and day."""

    __tablename__ = "payee_listings"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "payee_id"),
        sa.CheckConstraint("approved_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(standing = 'suspended') = (reason <> '')", name="suspended_with_reason"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payees.id"), index=True)
    standing: Mapped[ListingStanding] = mapped_column(words(ListingStanding))
    since_on: Mapped[date]
    proposed_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    is_chosen_firm: Mapped[bool] = mapped_column(default=False)


class PayeeCredential(Base, kw_only=True):
    """A license or accreditation of a payee; it counts once a second person has looked at it."""

    __tablename__ = "payee_credentials"
    __table_args__ = (
        sa.CheckConstraint("valid_until >= valid_from", name="ends_later"),
        sa.CheckConstraint("verified_by <> recorded_by", name="two_people"),
        sa.CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_because = '')", name="withdrawn_with_reason"),
        reach(Reach.STATEWIDE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payees.id"), index=True)
    kind: Mapped[CredentialKind] = mapped_column(words(CredentialKind))
    number: Mapped[str]
    issuer: Mapped[str]
    valid_from: Mapped[date]
    recorded_at: Mapped[datetime]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    verified_at: Mapped[datetime | None] = mapped_column(default=None)
    verified_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    withdrawn_on: Mapped[date | None] = mapped_column(default=None)
    withdrawn_because: Mapped[str] = mapped_column(default="")


class PayeeRelation(Base, kw_only=True):
    """What a payee said of its relation to a student (EXP-N3); the newest word counts, none is ever changed."""

    __tablename__ = "payee_relations"
    __table_args__ = (
        sa.CheckConstraint("degree BETWEEN 1 AND 9", name="degree_counted"),
        sa.Index(None, "payee_id", "student_id"),
        sa.Index(None, "organization_id", "said_at"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    student_id: Mapped[uuid.UUID]
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payees.id"))
    said_on: Mapped[date]
    said_at: Mapped[datetime]
    said_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    degree: Mapped[int | None] = mapped_column(sa.SmallInteger, default=None)
