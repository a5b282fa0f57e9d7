"""Tables of interest that was shared among accounts."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach


class InterestSharing(Base, kw_only=True):
    """Interest of a period that an EAO shared among its accounts, once."""

    __tablename__ = "interest_sharings"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "period"),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    period: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    amount: Mapped[Money]
    accounts: Mapped[int]
    digest: Mapped[str]
    shared_at: Mapped[datetime]
    shared_by: Mapped[uuid.UUID]


class InterestShare(Base, kw_only=True):
    """An account's share, with the balances over the days by which it was drawn."""

    __tablename__ = "interest_shares"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "organization_id", "account_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    sharing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("interest_sharings.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"), primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    cent_days: Mapped[int]
    amount: Mapped[Money]
