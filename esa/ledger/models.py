"""Tables of the books: accounts, entries, lines. Triggers hold what a CHECK cannot (`migrations/sql/ledger.sql`)."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach


class LedgerAccount(Base, kw_only=True):
    """An account of an EAO's books; `path` is its name in plain text accounting, like Assets:Bank:TaxCredit."""

    __tablename__ = "ledger_accounts"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "path"),
        sa.CheckConstraint("NOT credit_only OR balance <= 0", name="never_overdrawn"),
        sa.CheckConstraint("NOT debit_only OR balance >= 0", name="never_short"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    path: Mapped[str]
    opened_on: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    scholarship_account_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    household_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    credit_only: Mapped[bool] = mapped_column(default=False)
    debit_only: Mapped[bool] = mapped_column(default=False)
    balance: Mapped[Money] = mapped_column(default=Money(0))


class LedgerEntry(Base, kw_only=True):
    """One event in the books; `key` makes a second posting of the same event impossible."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "key"),
        sa.Index(None, "organization_id", "entry_on", "number"),
        sa.Index(None, "scholarship_account_id", "entry_on", "number"),
        sa.CheckConstraint("line_count >= 2", name="two_lines"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), init=False)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    entry_on: Mapped[date]
    kind: Mapped[str]
    narrative: Mapped[str]
    key: Mapped[str]
    line_count: Mapped[int] = mapped_column(sa.SmallInteger)
    posted_at: Mapped[datetime]
    posted_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reverses_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("ledger_entries.id"), default=None, unique=True)
    scholarship_account_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    household_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class LedgerLine(Base, kw_only=True):
    """One side of an entry in signed cents, debit positive."""

    __tablename__ = "ledger_lines"
    __table_args__ = (
        sa.CheckConstraint("amount <> 0", name="amount_not_zero"),
        sa.Index(None, "organization_id", "account_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"), primary_key=True)
    position: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True)
    organization_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_accounts.id"))
    amount: Mapped[Money]
    household_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class LedgerClosing(Base, kw_only=True):
    """A period whose days are closed for entries, with the trial balance of its last day.

    A second person opens it again, with a reason; only the latest can be opened.
    """

    __tablename__ = "ledger_closings"
    __table_args__ = (
        sa.CheckConstraint(
            "(reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopen_reason = '')",
            name="reopened_whole",
        ),
        sa.CheckConstraint("reopened_by <> closed_by", name="two_people"),
        sa.Index(None, "organization_id", "last_on", unique=True, postgresql_where=sa.text("reopened_at IS NULL")),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    period: Mapped[str]
    last_on: Mapped[date]
    closed_at: Mapped[datetime]
    closed_by: Mapped[uuid.UUID]
    entries: Mapped[int]
    trial: Mapped[str]
    digest: Mapped[str]
    reopened_at: Mapped[datetime | None] = mapped_column(default=None)
    reopened_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reopen_reason: Mapped[str] = mapped_column(default="")
