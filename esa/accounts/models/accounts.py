"""Tables of scholarship accounts, their deposits and the agreements that parents signed."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.accounts.domain import AccountStanding, DepositStanding, Hold
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class ScholarshipAccount(Base, kw_only=True):
    """A student's account with one EAO (135.712.2(6)); its money is the balance of its account in the books."""

    __tablename__ = "scholarship_accounts"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "student_id"),
        sa.UniqueConstraint("number"),
        sa.CheckConstraint("(standing = 'held') = (held_until IS NOT NULL)", name="hold_has_its_end"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    student_id: Mapped[uuid.UUID]
    opened_at: Mapped[datetime]
    application_id: Mapped[uuid.UUID]
    payment_plan: Mapped[str]
    standing: Mapped[AccountStanding] = mapped_column(words(AccountStanding), default=AccountStanding.OPEN)
    agreement_on: Mapped[date | None] = mapped_column(default=None)
    enrolled_on: Mapped[date | None] = mapped_column(default=None)
    school_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    held_until: Mapped[date | None] = mapped_column(default=None)


class Deposit(Base, kw_only=True):
    """One installment of a grant from one source."""

    __tablename__ = "deposits"
    __table_args__ = (
        sa.UniqueConstraint("grant_id", "installment", "source"),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("(standing = 'posted') = (entry_id IS NOT NULL)", name="posted_has_entry"),
        sa.Index(None, "organization_id", "standing", "due_on"),
        sa.Index(None, "account_id"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    grant_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("grants.id"))
    installment: Mapped[int] = mapped_column(sa.SmallInteger)
    source: Mapped[str]
    due_on: Mapped[date]
    amount: Mapped[Money]
    standing: Mapped[DepositStanding] = mapped_column(words(DepositStanding), default=DepositStanding.SCHEDULED)
    hold: Mapped[Hold | None] = mapped_column(words(Hold), default=None)
    posted_at: Mapped[datetime | None] = mapped_column(default=None)
    entry_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("ledger_entries.id"), default=None)


class AgreementSigned(Base, kw_only=True):
    """A parent's agreement for a school year as it was signed: its text, who signed, when, from where (166.705.1)."""

    __tablename__ = "agreements"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "school_year"),
        sa.Index(None, "organization_id", "signed_at"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    school_year: Mapped[SchoolYear]
    version: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    digest: Mapped[str]
    signed_name: Mapped[str]
    signed_by: Mapped[uuid.UUID]
    signed_at: Mapped[datetime]
    from_address: Mapped[str]
