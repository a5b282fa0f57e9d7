"""Tables of payments: what came by which means, its steps, the inbox, and the accounts of processor and bank."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.payments.domain.words import Means, PayoutStanding, RefundStanding, Standing
from esa.platform.tables import Base, Reach, reach, words


class Payment(Base, kw_only=True):
    """One payment for one reservation; `counts` is how much of it stands as given, as the rooms above were told.

    Ids of the processor fill once and never change (a trigger holds it).
    """

    __tablename__ = "payments"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("counts >= 0 AND counts <= amount", name="counts_within_amount"),
        sa.CheckConstraint("counts = 0 OR standing = 'settled'", name="only_settled_counts"),
        sa.CheckConstraint("held >= 0", name="held_not_negative"),
        sa.Index(None, "organization_id", "opened_at"),
        sa.Index(None, "standing", "opened_at"),
        # A second press of a button finds the first payment; only one that is over makes room for another.
        sa.Index(
            "uq_payments_reservation_under_way",
            "reservation_id",
            unique=True,
            postgresql_where=sa.text("standing IN ('opened', 'processing', 'settled')"),
        ),
        reach(Reach.DONOR),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    reservation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reservations.id"), index=True)
    reservation: Mapped[str]
    means: Mapped[Means] = mapped_column(words(Means))
    amount: Mapped[Money]
    opened_at: Mapped[datetime]
    standing: Mapped[Standing] = mapped_column(words(Standing), default=Standing.OPENED)
    counts: Mapped[Money] = mapped_column(default=Money(0))
    disputed: Mapped[Money] = mapped_column(default=Money(0))
    given_on: Mapped[date | None] = mapped_column(default=None)
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    receipt_number: Mapped[str] = mapped_column(default="")
    held: Mapped[Money] = mapped_column(default=Money(0))
    held_because: Mapped[str] = mapped_column(default="")
    turns: Mapped[int] = mapped_column(sa.Integer, default=0)
    checkout: Mapped[str | None] = mapped_column(default=None, unique=True)
    checkout_url: Mapped[str] = mapped_column(default="")
    processor_payment: Mapped[str | None] = mapped_column(default=None, unique=True)
    reason: Mapped[str] = mapped_column(default="")
    opened_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    payer: Mapped[str] = mapped_column(default="")
    bank: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    image: Mapped[str] = mapped_column(default="")
    image_type: Mapped[str] = mapped_column(default="")


class PaymentStep(Base, kw_only=True):
    """One thing that happened to a payment, in order; never changed."""

    __tablename__ = "payment_steps"
    __table_args__ = (
        sa.Index(None, "payment_id", "number"),
        reach(Reach.DONOR, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), init=False)
    payment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payments.id"))
    organization_id: Mapped[uuid.UUID]
    donor_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    what: Mapped[str]
    counts: Mapped[Money]
    reason: Mapped[str] = mapped_column(default="")
    by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class PaymentRefund(Base, kw_only=True):
    """Money that the EAO has asked the processor to send back; its id makes the key of the request."""

    __tablename__ = "payment_refunds"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "payment_id"),
        reach(Reach.DONOR),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payments.id"))
    organization_id: Mapped[uuid.UUID]
    donor_id: Mapped[uuid.UUID]
    amount: Mapped[Money]
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[uuid.UUID | None]
    standing: Mapped[RefundStanding] = mapped_column(words(RefundStanding), default=RefundStanding.ASKED)
    external_id: Mapped[str | None] = mapped_column(default=None, unique=True)
    fault: Mapped[str] = mapped_column(default="")


class InboxMessage(Base, kw_only=True):
    """A signed message from outside, kept once by its sender's id and handled once."""

    __tablename__ = "inbox_messages"
    __table_args__ = (
        sa.UniqueConstraint("source", "external_id"),
        sa.Index("ix_inbox_messages_waiting", "next_at", postgresql_where=sa.text("handled_at IS NULL")),
        reach(Reach.PRIVATE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    source: Mapped[str]
    external_id: Mapped[str]
    kind: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    processor_payment: Mapped[str]
    ours: Mapped[str]
    happened_at: Mapped[datetime]
    came_at: Mapped[datetime]
    next_at: Mapped[datetime]
    times_sent: Mapped[int] = mapped_column(sa.Integer, default=1)
    attempts: Mapped[int] = mapped_column(sa.Integer, default=0)
    handled_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")


class ProcessorMovement(Base, kw_only=True):
    """One line of the processor's account of our money; without an EAO only while its payment is not known."""

    __tablename__ = "processor_movements"
    __table_args__ = (
        sa.CheckConstraint("net = amount - fee", name="net_is_amount_less_fee"),
        sa.Index(None, "organization_id", "moved_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organizations.id"))
    payment_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("payments.id"), index=True)
    kind: Mapped[str]
    amount: Mapped[Money]
    fee: Mapped[Money]
    net: Mapped[Money]
    source: Mapped[str]
    processor_payment: Mapped[str]
    moved_at: Mapped[datetime]
    available_on: Mapped[date]
    payout: Mapped[str | None] = mapped_column(default=None, index=True)


class ProcessorPayout(Base, kw_only=True):
    """An EAO's share of one payout to the bank; the shares of all EAOs are the payout."""

    __tablename__ = "processor_payouts"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "external_id"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    amount: Mapped[Money]
    arrives_on: Mapped[date]
    standing: Mapped[PayoutStanding] = mapped_column(words(PayoutStanding), default=PayoutStanding.ON_ITS_WAY)


class BankLine(Base, kw_only=True):
    """One line of the bank's file; `explains` says which payout or payment it is, empty where nobody knows."""

    __tablename__ = "bank_lines"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "fingerprint"),
        sa.Index(None, "organization_id", "booked_on"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    booked_on: Mapped[date]
    amount: Mapped[Money]
    description: Mapped[str]
    bank_reference: Mapped[str]
    fingerprint: Mapped[str]
    file_sha256: Mapped[str]
    taken_at: Mapped[datetime]
    taken_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    explains: Mapped[str] = mapped_column(default="")
    explained_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
