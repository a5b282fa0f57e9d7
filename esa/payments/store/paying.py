"""Queries for payments, their steps and refunds, and the inbox."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.kernel.errors import Conflict
from esa.payments.domain.words import Means, RefundStanding, Standing
from esa.payments.models import InboxMessage, Payment, PaymentRefund, PaymentStep

_UNDER_WAY = (Standing.OPENED, Standing.PROCESSING, Standing.SETTLED)
_BY_PROCESSOR = (Means.BANK_DEBIT, Means.CARD)


def add_payment(tx: Session, made: Payment) -> None:
    """Store a payment. Raises Conflict where one for the same reservation is under way."""
    tx.add(made)
    try:
        tx.flush()
    except sa.exc.IntegrityError as fault:
        if "uq_payments_reservation_under_way" in str(fault.orig):
            raise Conflict("A payment for this reservation is under way.", code="payment_under_way") from None
        raise


def payment(tx: Session, payment_id: uuid.UUID, *, lock: bool = False) -> Payment | None:
    """Return a payment as it stands in the database now, locked for this transaction where asked."""
    query = sa.select(Payment).where(Payment.id == payment_id).execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def by_reference(tx: Session, reference: str) -> Payment | None:
    """Return a payment by the number by which people call it."""
    return tx.scalar(sa.select(Payment).where(Payment.reference == reference))


def under_way(tx: Session, reservation_id: uuid.UUID) -> Payment | None:
    """Return the payment of a reservation that is open, pending or settled."""
    query = sa.select(Payment).where(Payment.reservation_id == reservation_id, Payment.standing.in_(_UNDER_WAY))
    return tx.scalar(query)


def of_reservations(tx: Session, ids: Sequence[uuid.UUID]) -> Sequence[Payment]:
    """Return the payments of reservations, the oldest first."""
    return tx.scalars(sa.select(Payment).where(Payment.reservation_id.in_(ids)).order_by(Payment.opened_at)).all()


def listed(tx: Session, organization_id: uuid.UUID, limit: int, after: Payment | None = None) -> Sequence[Payment]:
    """Return an EAO's payments, the newest first, from the one that follows `after`."""
    query = sa.select(Payment).where(Payment.organization_id == organization_id)
    if after is not None:
        query = query.where(sa.tuple_(Payment.opened_at, Payment.id) < (after.opened_at, after.id))
    return tx.scalars(query.order_by(Payment.opened_at.desc(), Payment.id.desc()).limit(limit)).all()


def by_processor_ids(tx: Session, payment_ids: Sequence[str]) -> dict[str, Payment]:
    """Return the payments by the processor's ids."""
    rows = tx.scalars(sa.select(Payment).where(Payment.processor_payment.in_(payment_ids)))
    return {each.processor_payment: each for each in rows if each.processor_payment}


def open_checkouts(tx: Session, before: datetime, limit: int) -> Sequence[Payment]:
    """Return payments by processor that are not over and were opened before an instant: those to be looked after."""
    query = sa.select(Payment).where(
        Payment.standing.in_((Standing.OPENED, Standing.PROCESSING)),
        Payment.means.in_(_BY_PROCESSOR),
        Payment.opened_at < before,
    )
    return tx.scalars(query.order_by(Payment.opened_at).limit(limit)).all()


def steps(tx: Session, payment_id: uuid.UUID) -> Sequence[PaymentStep]:
    """Return what happened to a payment, in order."""
    query = sa.select(PaymentStep).where(PaymentStep.payment_id == payment_id).order_by(PaymentStep.number)
    return tx.scalars(query).all()


def keep_message(tx: Session, made: dict[str, object]) -> tuple[uuid.UUID, bool]:
    """Keep a message and return its id and whether it is new; a second sending is only counted."""
    kept = insert(InboxMessage).values(made)
    kept = kept.on_conflict_do_update(
        index_elements=["source", "external_id"], set_={"times_sent": InboxMessage.times_sent + 1}
    )
    row = tx.execute(kept.returning(InboxMessage.id, InboxMessage.times_sent)).one()
    return row[0], row[1] == 1


def message(tx: Session, message_id: uuid.UUID, *, lock: bool = False) -> InboxMessage | None:
    """Return a message, locked where asked: whoever handles it at the same moment waits and then finds it handled."""
    query = sa.select(InboxMessage).where(InboxMessage.id == message_id).execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def waiting_messages(tx: Session, at: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Return the messages whose turn it is, in the order in which they happened."""
    query = sa.select(InboxMessage.id).where(InboxMessage.handled_at.is_(None), InboxMessage.next_at <= at)
    return tx.scalars(query.order_by(InboxMessage.happened_at, InboxMessage.external_id).limit(limit)).all()


def held_messages(tx: Session, attempts: int) -> Sequence[InboxMessage]:
    """Return the messages that were tried that often and are still not handled."""
    query = sa.select(InboxMessage).where(InboxMessage.handled_at.is_(None), InboxMessage.attempts >= attempts)
    return tx.scalars(query.order_by(InboxMessage.came_at)).all()


def refund(tx: Session, refund_id: uuid.UUID) -> PaymentRefund | None:
    """Return a refund that we asked for, locked."""
    return tx.scalar(sa.select(PaymentRefund).where(PaymentRefund.id == refund_id).with_for_update())


def refunds(tx: Session, payment_id: uuid.UUID) -> Sequence[PaymentRefund]:
    """Return the refunds that we asked for, the oldest first."""
    query = sa.select(PaymentRefund).where(PaymentRefund.payment_id == payment_id)
    return tx.scalars(query.order_by(PaymentRefund.asked_at, PaymentRefund.id)).all()


def refunds_to_send(tx: Session, limit: int) -> Sequence[uuid.UUID]:
    """Return the refunds that the processor has not been asked for yet."""
    query = sa.select(PaymentRefund.id).where(PaymentRefund.standing == RefundStanding.ASKED)
    return tx.scalars(query.order_by(PaymentRefund.asked_at).limit(limit)).all()
