"""Tables of reservations, the gifts that come of them, what is taken back, and what happened to each."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.credits.domain import Method, Movement, Outcome, ReservationStanding, ReturnReason
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class Reservation(Base, kw_only=True):
    """A part of the cap kept for one gift to one EAO; `sequence` is the order of arrival (TCAP-4)."""

    __tablename__ = "reservations"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "organization_id", "year"),
        sa.Index(None, "organization_id", "sequence"),
        sa.Index(None, "standing", "lapses_after"),
        sa.Index(
            "ix_reservations_waiting", "year", "sequence", postgresql_where=sa.text("standing = 'waiting'")
        ),
        reach(Reach.DONOR),
    )  # fmt: skip

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
    # What the EAO's lists show of the donor: nothing where the donor wants to stay unnamed.
    shown_name: Mapped[str] = mapped_column(default="", server_default="")
    partial_ok: Mapped[bool] = mapped_column(default=False, server_default=sa.text("false"))
    paying_since: Mapped[date | None] = mapped_column(default=None)
    plan_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("gift_plans.id"), default=None)


class ReservationClaim(Base, kw_only=True):
    """A request to reserve by its client-made id, and its one outcome: asked again, it is answered the same."""

    __tablename__ = "reservation_claims"
    __table_args__ = (reach(Reach.DONOR, append_only=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), init=False)
    digest: Mapped[str]
    donor_id: Mapped[uuid.UUID | None]
    organization_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(words(Outcome))
    amount: Mapped[Money]
    answer: Mapped[dict[str, Any]]


class ReservationMovement(Base, kw_only=True):
    """One thing that happened to a reservation: the trail of RES-5, never changed."""

    __tablename__ = "reservation_movements"
    __table_args__ = (
        sa.Index(None, "reservation_id", "id"),
        sa.Index(None, "year", "id"),
        reach(Reach.DONOR, append_only=True),
    )

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True, init=False)
    reservation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reservations.id"))
    donor_id: Mapped[uuid.UUID]
    organization_id: Mapped[uuid.UUID]
    year: Mapped[int] = mapped_column(sa.SmallInteger)
    at: Mapped[datetime]
    kind: Mapped[Movement] = mapped_column(words(Movement))
    amount: Mapped[Money]
    reason: Mapped[str] = mapped_column(default="")
    by_user: Mapped[uuid.UUID | None] = mapped_column(default=None)


class ReservationsTold(Base, kw_only=True):
    """Up to which movement of a year's reservations donors were written to; movements of a year stand in one line."""

    __tablename__ = "reservations_told"
    __table_args__ = (reach(Reach.PRIVATE),)

    year: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    up_to: Mapped[int]


class Contribution(Base, kw_only=True):
    """A settled gift to an EAO, booked once; 4 % of it is due to the Treasurer's fund (FUND-1).

    `amount`, `credit` and `fund_due` are what is left after anything was taken back; `gross` is what came.
    """

    __tablename__ = "contributions"
    __table_args__ = (
        sa.CheckConstraint("amount > 0 OR voided_at IS NOT NULL", name="amount_positive"),
        sa.CheckConstraint("credit >= 0 AND credit <= amount", name="credit_within_gift"),
        sa.Index(
            "uq_contributions_reservation_id", "reservation_id", unique=True,
            postgresql_where=sa.text("voided_at IS NULL"),
        ),
        sa.Index(None, "organization_id", "received_on"),
        reach(Reach.DONOR),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    reservation_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("reservations.id"))
    gross: Mapped[Money]
    amount: Mapped[Money]
    credit: Mapped[Money]
    fund_due: Mapped[Money]
    method: Mapped[Method] = mapped_column(words(Method))
    received_on: Mapped[date]
    recorded_at: Mapped[datetime]
    receipt_number: Mapped[str] = mapped_column(unique=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    payment: Mapped[str] = mapped_column(default="", server_default="")
    proof: Mapped[str] = mapped_column(default="", server_default="")
    proofed_at: Mapped[datetime | None] = mapped_column(default=None)
    certified_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)


class GiftReturn(Base, kw_only=True):
    """Money of a gift that went back: refunded, disputed or never truly paid, with the entry that books it."""

    __tablename__ = "gift_returns"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "contribution_id"),
        reach(Reach.DONOR, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contributions.id"))
    donor_id: Mapped[uuid.UUID]
    organization_id: Mapped[uuid.UUID]
    amount: Mapped[Money]
    credit: Mapped[Money]
    fund_due: Mapped[Money]
    reason: Mapped[ReturnReason] = mapped_column(words(ReturnReason))
    note: Mapped[str]
    returned_on: Mapped[date]
    recorded_at: Mapped[datetime]
    entry_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("ledger_entries.id"))
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
