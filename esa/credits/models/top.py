"""Tables of the money off the top: what went to the Treasurer's fund, what marketing and administration cost."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach


class FundRemittance(Base, kw_only=True):
    """A payment of an EAO to the Treasurer's fund out of the 4 % due of its gifts, with its proof (FUND-1)."""

    __tablename__ = "fund_remittances"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("proof <> ''", name="proof_given"),
        sa.Index(None, "organization_id", "year"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    year: Mapped[int] = mapped_column(sa.SmallInteger)
    amount: Mapped[Money]
    paid_on: Mapped[date]
    proof: Mapped[str]
    recorded_at: Mapped[datetime]
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class OverheadCost(Base, kw_only=True):
    """A marketing or administrative cost that an EAO paid out of contributions (EAO-9)."""

    __tablename__ = "overhead_costs"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("purpose <> ''", name="purpose_given"),
        sa.Index(None, "organization_id", "paid_on"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    amount: Mapped[Money]
    paid_on: Mapped[date]
    purpose: Mapped[str]
    recorded_at: Mapped[datetime]
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
