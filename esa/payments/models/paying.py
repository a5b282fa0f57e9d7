"""Tables of money that goes out: approved amounts, the batches in which they are paid, what the bank sends back."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.payments.domain.paying.words import BatchStanding, IntentStanding, OutgoingStanding
from esa.platform.tables import Base, Reach, reach, words

_ORGANIZATION, _PAYEE = "organizations.id", "payees.id"


class PaymentIntent(Base, kw_only=True):
    """An approved amount for a payee; what it is stays as it is (a trigger holds it), where it stands changes."""

    __tablename__ = "payment_intents"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint(
            "(payment_id IS NOT NULL) = (standing IN ('in_batch', 'released', 'paid'))", name="under_way_has_payment"
        ),
        sa.UniqueConstraint("organization_id", "reference"),
        sa.Index(None, "organization_id", "standing", "payee_id"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    reference: Mapped[str]
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_PAYEE), index=True)
    payee_name: Mapped[str]
    amount: Mapped[Money]
    parts: Mapped[dict[str, Any]]
    account_number: Mapped[str]
    household_id: Mapped[uuid.UUID]
    child: Mapped[str]
    narrative: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    standing: Mapped[IntentStanding] = mapped_column(words(IntentStanding), default=IntentStanding.TO_PAY)
    turn: Mapped[int] = mapped_column(sa.Integer, default=1)
    payment_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("outgoing_payments.id"), default=None, index=True
    )
    came_back: Mapped[str] = mapped_column(default="")


class PaymentBatch(Base, kw_only=True):
    """Payments that are released together, by somebody else than who prepared them; its file is kept sealed."""

    __tablename__ = "payment_batches"
    __table_args__ = (
        sa.CheckConstraint("released_by <> prepared_by", name="two_people"),
        sa.CheckConstraint(
            "(standing IN ('released', 'settled', 'reopened')) = (released_at IS NOT NULL)", name="released_when"
        ),
        sa.CheckConstraint(
            "released_at IS NULL OR (released_by IS NOT NULL AND file_sha256 <> '' AND effective_on IS NOT NULL)",
            name="released_whole",
        ),
        sa.UniqueConstraint("reference"),
        sa.Index(None, "organization_id", "prepared_at"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    reference: Mapped[str]
    total: Mapped[Money]
    payments: Mapped[int] = mapped_column(sa.Integer)
    prepared_at: Mapped[datetime]
    prepared_by: Mapped[uuid.UUID]
    same_day: Mapped[bool] = mapped_column(default=False)
    standing: Mapped[BatchStanding] = mapped_column(words(BatchStanding), default=BatchStanding.PREPARED)
    released_at: Mapped[datetime | None] = mapped_column(default=None)
    released_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    effective_on: Mapped[date | None] = mapped_column(default=None)
    file_sha256: Mapped[str] = mapped_column(default="")
    file_sealed: Mapped[bytes | None] = mapped_column(default=None, deferred=True)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class OutgoingPayment(Base, kw_only=True):
    """One payment of a batch: what a payee gets in one sum, to which of its bank accounts; without amount a prenote."""

    __tablename__ = "outgoing_payments"
    __table_args__ = (
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint("standing <> 'returned' OR return_code <> ''", name="returned_has_code"),
        sa.UniqueConstraint("batch_id", "payee_id"),
        sa.UniqueConstraint("number"),
        sa.Index("uq_outgoing_payments_trace", "organization_id", "trace", unique=True,
                 postgresql_where=sa.text("trace <> ''")),
        sa.Index(None, "organization_id", "payee_id"),
        reach(Reach.ORGANIZATION),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    batch_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payment_batches.id"))
    number: Mapped[str]
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_PAYEE), index=True)
    payee_name: Mapped[str]
    details_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payee_bank_details.id"))
    amount: Mapped[Money]
    standing: Mapped[OutgoingStanding] = mapped_column(words(OutgoingStanding), default=OutgoingStanding.PREPARED)
    trace: Mapped[str] = mapped_column(default="")
    paid_on: Mapped[date | None] = mapped_column(default=None)
    returned_on: Mapped[date | None] = mapped_column(default=None)
    return_code: Mapped[str] = mapped_column(default="")


class OutgoingItem(Base, kw_only=True):
    """Which intents a payment pays, with what each is; never changed, so that an old remittance advice stays true."""

    __tablename__ = "outgoing_items"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "organization_id", "intent_id"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    payment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("outgoing_payments.id"), primary_key=True)
    intent_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payment_intents.id"), primary_key=True)
    organization_id: Mapped[uuid.UUID]
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_PAYEE), index=True)
    turn: Mapped[int] = mapped_column(sa.Integer)
    amount: Mapped[Money]


class ReturnFile(Base, kw_only=True):
    """A file of the bank with what came back; the same bytes are taken once."""

    __tablename__ = "return_files"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "sha256"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    sha256: Mapped[str]
    taken_at: Mapped[datetime]
    taken_by: Mapped[uuid.UUID | None]
    items: Mapped[int] = mapped_column(sa.Integer)


class ReturnItem(Base, kw_only=True):
    """One return or change, known by its fingerprint, whichever files it comes in; `outcome` says what it did."""

    __tablename__ = "return_items"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "fingerprint"),
        sa.Index(None, "organization_id", "taken_at"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("return_files.id"))
    taken_at: Mapped[datetime]
    code: Mapped[str]
    trace: Mapped[str]
    amount: Mapped[Money]
    fingerprint: Mapped[str]
    outcome: Mapped[str]
    payment_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("outgoing_payments.id"), default=None)
