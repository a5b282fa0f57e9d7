"""Tables of the cap, donors, reservations and contributions."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.credits.domain import Method, ReservationStanding, TaxpayerType
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class CreditCap(Base, kw_only=True):
    """The statewide cap of one calendar year and what uses it; taken by one conditional UPDATE, held by a CHECK."""

    __tablename__ = "credit_caps"
    __table_args__ = (
        sa.CheckConstraint("reserved >= 0 AND received >= 0 AND certified >= 0", name="nothing_negative"),
        sa.CheckConstraint("reserved + received + certified <= cap", name="within_cap"),
        reach(Reach.STATEWIDE),
    )

    year: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    cap: Mapped[Money]
    cite: Mapped[str]
    source: Mapped[str]
    as_of: Mapped[date]
    reserved: Mapped[Money] = mapped_column(default=Money(0))
    received: Mapped[Money] = mapped_column(default=Money(0))
    certified: Mapped[Money] = mapped_column(default=Money(0))
    lapsed: Mapped[Money] = mapped_column(default=Money(0))


class Donor(Base, kw_only=True):
    """Somebody who gives; the taxpayer number is encrypted, its last four digits are for recognising it."""

    __tablename__ = "donors"
    __table_args__ = (reach(Reach.DONOR),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    taxpayer_type: Mapped[TaxpayerType] = mapped_column(words(TaxpayerType))
    created_at: Mapped[datetime]
    intake_organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    email: Mapped[str] = mapped_column(default="")
    taxpayer_number: Mapped[bytes | None] = mapped_column(default=None)
    taxpayer_last_four: Mapped[str] = mapped_column(default="")


class Reservation(Base, kw_only=True):
    """A part of the cap kept for one gift to one EAO; `sequence` is the order of arrival (TCAP-4)."""

    __tablename__ = "reservations"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "organization_id", "year"),
        sa.Index(None, "standing", "lapses_after"),
        reach(Reach.DONOR),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), init=False)
    reference: Mapped[str] = mapped_column(unique=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    year: Mapped[int] = mapped_column(sa.SmallInteger)
    amount: Mapped[Money]
    asked: Mapped[Money]
    reserved_at: Mapped[datetime]
    lapses_after: Mapped[date]
    standing: Mapped[ReservationStanding] = mapped_column(
        words(ReservationStanding), default=ReservationStanding.RESERVED
    )
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class Contribution(Base, kw_only=True):
    """A settled gift to an EAO, booked once; 4 % of it is due to the Treasurer's fund (FUND-1)."""

    __tablename__ = "contributions"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.UniqueConstraint("reservation_id"),
        sa.Index(None, "organization_id", "received_on"),
        reach(Reach.DONOR),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    reservation_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("reservations.id"))
    amount: Mapped[Money]
    credit: Mapped[Money]
    fund_due: Mapped[Money]
    method: Mapped[Method] = mapped_column(words(Method))
    received_on: Mapped[date]
    recorded_at: Mapped[datetime]
    receipt_number: Mapped[str] = mapped_column(unique=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
