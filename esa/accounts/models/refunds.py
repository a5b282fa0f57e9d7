"""Tables of refunds: what is expected back by which day, and what came."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from esa.accounts.domain.refunds import RefundStanding, WentTo
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class ExpectedRefund(Base, kw_only=True):
    """Money of a paid line that must come back to the account (ACC-5); it is given up only by two people."""

    __tablename__ = "expected_refunds"
    __table_args__ = (
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("amount > 0 AND received >= 0 AND received <= amount", name="received_within"),
        sa.CheckConstraint("(standing = 'received') = (received = amount)", name="received_is_all"),
        sa.CheckConstraint("given_up_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("standing <> 'given_up' OR given_up_by IS NOT NULL", name="given_up_by_somebody"),
        sa.Index(None, "organization_id", "standing", "due_on"),
        sa.Index(None, "account_id"),
        sa.Index(None, "line_id"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expense_lines.id"))
    line_reference: Mapped[str]
    payee_name: Mapped[str]
    amount: Mapped[Money]
    told_on: Mapped[date]
    due_on: Mapped[date]
    went_to: Mapped[WentTo] = mapped_column(words(WentTo))
    reason: Mapped[str]
    findings: Mapped[list[Any]]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID | None]
    received: Mapped[Money] = mapped_column(default=Money(0))
    standing: Mapped[RefundStanding] = mapped_column(words(RefundStanding), default=RefundStanding.EXPECTED)
    proposed_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    given_up_because: Mapped[str] = mapped_column(default="")
    given_up_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    given_up_at: Mapped[datetime | None] = mapped_column(default=None)


class RefundReceipt(Base, kw_only=True):
    """Money that came back, by source, with its proof and its entry."""

    __tablename__ = "refund_receipts"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "refund_id"),
        sa.Index(None, "organization_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    refund_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("expected_refunds.id"))
    amount: Mapped[Money]
    parts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    to_account: Mapped[bool]
    came_on: Mapped[date]
    proof: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[uuid.UUID | None]
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
