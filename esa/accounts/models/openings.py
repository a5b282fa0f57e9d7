"""The table of opening balances: what an account brought from an earlier system, by source."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach


class OpeningBalance(Base, kw_only=True):
    """What was deposited to an account, and spent of that, before it was taken over."""

    __tablename__ = "opening_balances"
    __table_args__ = (
        sa.UniqueConstraint("grant_id", "source"),
        sa.CheckConstraint("spent >= 0 AND spent <= deposited", name="spent_within"),
        sa.Index(None, "account_id"),
        sa.Index(None, "organization_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    grant_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("grants.id"))
    source: Mapped[str]
    deposited: Mapped[Money]
    spent: Mapped[Money]
