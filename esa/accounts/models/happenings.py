"""What happened to scholarship accounts: one row an act, never changed, with the ruling and the money it moved."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.accounts.domain.happenings import Act
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class AccountHappening(Base, kw_only=True):
    """An act on an account (ACC-6, ACC-7, MOC-11, AUD-6).

    `findings` are the rules as they were told, `moves` the money by source in cents.
    """

    __tablename__ = "account_happenings"
    __table_args__ = (
        sa.Index(None, "account_id", "at"),
        sa.Index(None, "organization_id", "at"),
        sa.CheckConstraint("from_account >= 0 AND not_deposited >= 0", name="moves_out"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    act: Mapped[Act] = mapped_column(words(Act))
    happened_on: Mapped[date]
    reason: Mapped[str]
    outcome: Mapped[str]
    law: Mapped[str]
    findings: Mapped[list[Any]]
    moves: Mapped[list[Any]]
    from_account: Mapped[Money]
    not_deposited: Mapped[Money]
    at: Mapped[datetime]
    by: Mapped[uuid.UUID | None]
    until: Mapped[date | None] = mapped_column(default=None)
    school_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
