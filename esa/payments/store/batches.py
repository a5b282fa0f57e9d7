"""Queries for money that goes out: intents, batches, their payments and items."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.kernel.money import Money
from esa.payments.domain.paying.words import BatchStanding, IntentStanding, OutgoingStanding
from esa.payments.models import BankLine, OutgoingItem, OutgoingPayment, PaymentBatch, PaymentIntent

_OPEN = (IntentStanding.TO_PAY, IntentStanding.IN_BATCH)


def add_intent(tx: Session, values: dict[str, object]) -> bool:
    """Keep an intent by its reference; False where it is there already."""
    kept = insert(PaymentIntent).values(values).on_conflict_do_nothing(index_elements=["organization_id", "reference"])
    return tx.scalar(kept.returning(PaymentIntent.id)) is not None


def intent(tx: Session, organization_id: uuid.UUID, reference: str, *, lock: bool = False) -> PaymentIntent | None:
    """Return an intent by its reference, locked where asked."""
    query = sa.select(PaymentIntent).where(
        PaymentIntent.organization_id == organization_id, PaymentIntent.reference == reference
    )
    query = query.execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def to_pay(tx: Session, organization_id: uuid.UUID, *, lock: bool = False) -> Sequence[PaymentIntent]:
    """Return an EAO's intents that are in no batch, by payee and age; locked where asked."""
    query = sa.select(PaymentIntent).where(
        PaymentIntent.organization_id == organization_id, PaymentIntent.standing == IntentStanding.TO_PAY
    )
    query = query.order_by(PaymentIntent.payee_name, PaymentIntent.payee_id, PaymentIntent.created_at, PaymentIntent.id)
    return tx.scalars(query.with_for_update() if lock else query).all()


def payable(tx: Session, organization_id: uuid.UUID) -> dict[str, Money]:
    """Return what is approved and in no released batch, by source: what the books' payable accounts must hold."""
    rows = sa.text(
        "SELECT part.key, sum(part.value::bigint)::bigint FROM payment_intents,"
        " jsonb_each_text(parts) part WHERE organization_id = :owner AND standing IN ('to_pay', 'in_batch') GROUP BY 1"
    )
    return {source: Money(cents) for source, cents in tx.execute(rows, {"owner": organization_id})}


def batch(tx: Session, reference: str, *, lock: bool = False) -> PaymentBatch | None:
    """Return a batch as it stands in the database now, locked for this transaction where asked."""
    query = sa.select(PaymentBatch).where(PaymentBatch.reference == reference)
    query = query.execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def batch_by_id(tx: Session, batch_id: uuid.UUID, *, lock: bool = False) -> PaymentBatch | None:
    """Return a batch by its id, locked where asked."""
    query = sa.select(PaymentBatch).where(PaymentBatch.id == batch_id).execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def batches(tx: Session, organization_id: uuid.UUID | None, limit: int) -> Sequence[PaymentBatch]:
    """Return batches, the newest first; of all EAOs in reach where none is named."""
    query = sa.select(PaymentBatch).order_by(PaymentBatch.prepared_at.desc(), PaymentBatch.id.desc()).limit(limit)
    if organization_id is not None:
        query = query.where(PaymentBatch.organization_id == organization_id)
    return tx.scalars(query).all()


def sealed_file(tx: Session, batch_id: uuid.UUID) -> bytes | None:
    """Return the sealed file of a batch."""
    return tx.scalar(sa.select(PaymentBatch.file_sealed).where(PaymentBatch.id == batch_id))


def released_today(tx: Session, organization_id: uuid.UUID, day: date) -> int:
    """Return how many files of an EAO were made on a Central-time day."""
    made = sa.func.date(sa.func.timezone("America/Chicago", PaymentBatch.released_at))
    query = sa.select(sa.func.count()).where(PaymentBatch.organization_id == organization_id, made == day)
    return tx.scalar(query) or 0


def released_batches(tx: Session, organization_id: uuid.UUID) -> Sequence[PaymentBatch]:
    """Return the batches that the bank has and whose debit was not seen, without those of prenotes alone."""
    query = sa.select(PaymentBatch).where(
        PaymentBatch.organization_id == organization_id,
        PaymentBatch.standing == BatchStanding.RELEASED,
        PaymentBatch.total > Money(0),
    )
    return tx.scalars(query.order_by(PaymentBatch.released_at)).all()


def payments_of(tx: Session, batch_id: uuid.UUID) -> Sequence[OutgoingPayment]:
    """Return a batch's payments by payee."""
    query = sa.select(OutgoingPayment).where(OutgoingPayment.batch_id == batch_id)
    return tx.scalars(query.order_by(OutgoingPayment.payee_name, OutgoingPayment.number)).all()


def payment_by(tx: Session, organization_id: uuid.UUID, *, trace: str, lock: bool = False) -> OutgoingPayment | None:
    """Return an EAO's payment by its trace number, locked where asked."""
    query = sa.select(OutgoingPayment).where(
        OutgoingPayment.organization_id == organization_id, OutgoingPayment.trace == trace
    )
    query = query.execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def payment_numbered(tx: Session, number: str) -> OutgoingPayment | None:
    """Return a payment by the number of its remittance advice."""
    return tx.scalar(sa.select(OutgoingPayment).where(OutgoingPayment.number == number))


def returned(tx: Session, organization_id: uuid.UUID | None, limit: int) -> Sequence[OutgoingPayment]:
    """Return payments that came back, the newest first."""
    query = sa.select(OutgoingPayment).where(OutgoingPayment.standing == OutgoingStanding.RETURNED)
    if organization_id is not None:
        query = query.where(OutgoingPayment.organization_id == organization_id)
    return tx.scalars(query.order_by(OutgoingPayment.returned_on.desc(), OutgoingPayment.id).limit(limit)).all()


def of_payee(tx: Session, organization_id: uuid.UUID | None, payee_id: uuid.UUID) -> Sequence[OutgoingPayment]:
    """Return what a payee was sent, the newest first, without prenotes."""
    query = sa.select(OutgoingPayment).where(OutgoingPayment.payee_id == payee_id, OutgoingPayment.amount > Money(0))
    if organization_id is not None:
        query = query.where(OutgoingPayment.organization_id == organization_id)
    sent = query.where(OutgoingPayment.trace != "")
    return tx.scalars(sent.order_by(OutgoingPayment.trace.desc())).all()


@dataclass(frozen=True, slots=True)
class Line:
    """An intent as one payment pays it: the turn and the amount are the payment's, the rest is the intent's."""

    payment_id: uuid.UUID
    turn: int
    amount: Money
    intent: PaymentIntent


def lines_of(tx: Session, payment_ids: Iterable[uuid.UUID], *, lock: bool = False) -> list[Line]:
    """Return what payments pay, by payment, account and reference; the intents locked where asked."""
    query = (
        sa.select(OutgoingItem.payment_id, OutgoingItem.turn, OutgoingItem.amount, PaymentIntent)
        .join(PaymentIntent, PaymentIntent.id == OutgoingItem.intent_id)
        .where(OutgoingItem.payment_id.in_(list(payment_ids)))
        .order_by(OutgoingItem.payment_id, PaymentIntent.account_number, PaymentIntent.reference)
    )
    if lock:
        query = query.with_for_update(of=PaymentIntent)
    return [Line(*row) for row in tx.execute(query)]


def add_items(tx: Session, rows: list[dict[str, object]]) -> None:
    """Keep which intents payments pay."""
    if rows:
        tx.execute(sa.insert(OutgoingItem), rows)


def mark(tx: Session, ids: Iterable[uuid.UUID], **values: object) -> None:
    """Set where intents stand, all in one statement."""
    tx.execute(sa.update(PaymentIntent).where(PaymentIntent.id.in_(list(ids))).values(**values))


def paid_in(tx: Session, organization_id: uuid.UUID, first: date, last: date) -> Sequence[tuple[uuid.UUID, str, Money]]:
    """Return (payee, name, sum) of what the bank paid in a span and was not given back."""
    rows = (
        sa.select(
            OutgoingPayment.payee_id, sa.func.max(OutgoingPayment.payee_name), sa.func.sum(OutgoingPayment.amount)
        )
        .where(
            OutgoingPayment.organization_id == organization_id,
            OutgoingPayment.standing == OutgoingStanding.PAID,
            OutgoingPayment.paid_on.between(first, last),
            OutgoingPayment.amount > Money(0),
        )
        .group_by(OutgoingPayment.payee_id)
        .order_by(OutgoingPayment.payee_id)
    )
    return [(payee, name, amount) for payee, name, amount in tx.execute(rows)]


def returned_to_see(tx: Session, organization_id: uuid.UUID) -> Sequence[OutgoingPayment]:
    """Return payments with an amount that came back and that no bank line shows yet."""
    shown = sa.exists().where(BankLine.explained_id == OutgoingPayment.__table__.c.id)
    query = sa.select(OutgoingPayment).where(
        OutgoingPayment.organization_id == organization_id,
        OutgoingPayment.standing == OutgoingStanding.RETURNED,
        OutgoingPayment.amount > Money(0),
        ~shown,
    )
    return tx.scalars(query.order_by(OutgoingPayment.returned_on, OutgoingPayment.number)).all()
