"""Tables of general revenue: the appropriation of a fiscal year, promises to EAOs, their invoices, what went back."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words
from esa.treasury.domain.state_money import InvoiceStanding


class Appropriation(Base, kw_only=True):
    """General revenue of a fiscal year; the row is the guard of what may be promised, taken by one UPDATE (FUND-3)."""

    __tablename__ = "appropriations"
    __table_args__ = (
        sa.CheckConstraint("committed >= 0 AND committed <= amount", name="never_over"),
        sa.CheckConstraint("invoiced >= 0 AND paid >= 0 AND returned >= 0 AND returned <= paid", name="no_less"),
        reach(Reach.STATEWIDE),
    )

    year: Mapped[SchoolYear] = mapped_column(primary_key=True)
    amount: Mapped[Money]
    source: Mapped[str]
    opened_at: Mapped[datetime]
    committed: Mapped[Money] = mapped_column(default=Money(0))
    invoiced: Mapped[Money] = mapped_column(default=Money(0))
    paid: Mapped[Money] = mapped_column(default=Money(0))
    returned: Mapped[Money] = mapped_column(default=Money(0))


class StateCommitment(Base, kw_only=True):
    """What the Treasurer promised to pay an EAO out of an appropriation; below zero, what was taken back."""

    __tablename__ = "state_commitments"
    __table_args__ = (
        sa.CheckConstraint("amount <> 0", name="amount_not_zero"),
        sa.Index(None, "organization_id", "year"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    year: Mapped[SchoolYear] = mapped_column(sa.ForeignKey("appropriations.year"))
    amount: Mapped[Money]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[uuid.UUID | None]
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))


class StateInvoice(Base, kw_only=True):
    """An EAO's invoice to the State; one person at the Treasurer's checks it, another pays it."""

    __tablename__ = "state_invoices"
    __table_args__ = (
        sa.CheckConstraint("amount >= 0 AND accepted >= 0 AND accepted <= amount", name="accepted_within"),
        sa.CheckConstraint("paid_by <> checked_by", name="two_people"),
        sa.CheckConstraint("(standing = 'paid') = (entry_id IS NOT NULL)", name="paid_has_entry"),
        sa.Index(None, "organization_id", "sent_at"),
        sa.Index(None, "standing", "sent_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    year: Mapped[SchoolYear] = mapped_column(sa.ForeignKey("appropriations.year"))
    due_by: Mapped[date]
    lines: Mapped[int]
    amount: Mapped[Money]
    sent_at: Mapped[datetime]
    sent_by: Mapped[uuid.UUID | None]
    accepted: Mapped[Money] = mapped_column(default=Money(0))
    standing: Mapped[InvoiceStanding] = mapped_column(words(InvoiceStanding), default=InvoiceStanding.SENT)
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    checked_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    paid_on: Mapped[date | None] = mapped_column(default=None)
    paid_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    payment: Mapped[str] = mapped_column(default="")
    entry_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("ledger_entries.id"), default=None)


class StateInvoiceLine(Base, kw_only=True):
    """One deposit of one student on an invoice; a deposit stands on one invoice, or again after it was refused."""

    __tablename__ = "state_invoice_lines"
    __table_args__ = (
        sa.Index(
            "uq_state_invoice_lines_asked", "deposit_id", unique=True, postgresql_where=sa.text("refused = ''"),
        ),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "invoice_id", "account_number"),
        sa.Index(None, "organization_id"),
        reach(Reach.ORGANIZATION),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    invoice_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("state_invoices.id"))
    organization_id: Mapped[uuid.UUID]
    deposit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("deposits.id"))
    account_number: Mapped[str]
    school_id: Mapped[uuid.UUID | None]
    due_on: Mapped[date]
    amount: Mapped[Money]
    refused: Mapped[str] = mapped_column(default="")


class StateReturn(Base, kw_only=True):
    """General revenue that an EAO paid back, with its proof: invoiced, and not spent on scholarships."""

    __tablename__ = "state_returns"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "organization_id", "year"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    year: Mapped[SchoolYear] = mapped_column(sa.ForeignKey("appropriations.year"))
    amount: Mapped[Money]
    paid_on: Mapped[date]
    proof: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[uuid.UUID | None]
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
