"""Queries for the accounts that others keep of our money: the processor's lines, payouts, the bank's lines."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.kernel.money import Money
from esa.payments.domain.reconciling import Both
from esa.payments.domain.words import Means, PayoutStanding, RefundStanding, Standing
from esa.payments.models import BankLine, Payment, PaymentRefund, PaymentStep, ProcessorMovement, ProcessorPayout


def newest_movement(tx: Session) -> datetime | None:
    """Return when the newest known line of the processor's account was written."""
    return tx.scalar(sa.select(sa.func.max(ProcessorMovement.moved_at)))


def add_movement(tx: Session, values: dict[str, object]) -> bool:
    """Keep a line by the processor's id; False where it is there already."""
    kept = insert(ProcessorMovement).values(values).on_conflict_do_nothing(index_elements=["external_id"])
    return tx.scalar(kept.returning(ProcessorMovement.id)) is not None


def unclaimed(tx: Session) -> Sequence[ProcessorMovement]:
    """Return the lines whose payment is not known, the oldest first, locked: two readers never claim the same one."""
    query = sa.select(ProcessorMovement).where(
        ProcessorMovement.payment_id.is_(None), ProcessorMovement.processor_payment != ""
    )
    return tx.scalars(query.order_by(ProcessorMovement.moved_at).with_for_update()).all()


def nobodys(tx: Session) -> Sequence[ProcessorMovement]:
    """Return the lines that belong to no payment of ours, without payouts."""
    query = sa.select(ProcessorMovement).where(
        ProcessorMovement.payment_id.is_(None), ProcessorMovement.kind.not_in(("payout", "payout_failure"))
    )
    return tx.scalars(query.order_by(ProcessorMovement.moved_at)).all()


def mark_payout(tx: Session, ids: Iterable[str], payout: str) -> None:
    """Note in which payout lines went to the bank."""
    tx.execute(sa.update(ProcessorMovement).where(ProcessorMovement.external_id.in_(list(ids))).values(payout=payout))


def shares(tx: Session, payout: str) -> dict[uuid.UUID, Money]:
    """Return what of a payout is whose: the net of each EAO's lines in it."""
    rows = tx.execute(
        sa.select(ProcessorMovement.organization_id, sa.func.sum(ProcessorMovement.net))
        .where(ProcessorMovement.payout == payout, ProcessorMovement.organization_id.is_not(None))
        .group_by(ProcessorMovement.organization_id)
        .order_by(ProcessorMovement.organization_id)
    )
    return {owner: amount for owner, amount in rows if owner is not None}


def payout_shares(tx: Session, payout: str) -> Sequence[ProcessorPayout]:
    """Return the shares of a payout, locked."""
    query = sa.select(ProcessorPayout).where(ProcessorPayout.external_id == payout)
    return tx.scalars(query.order_by(ProcessorPayout.organization_id).with_for_update()).all()


def unfinished_since(tx: Session) -> date | None:
    """Return the day of the oldest payout that is still on its way."""
    query = sa.select(sa.func.min(ProcessorPayout.arrives_on))
    return tx.scalar(query.where(ProcessorPayout.standing == PayoutStanding.ON_ITS_WAY))


def with_processor(tx: Session, organization_id: uuid.UUID) -> Money:
    """Return what the processor's account says it holds for an EAO: its lines less the payouts that have arrived."""
    lines = sa.select(sa.func.coalesce(sa.func.sum(ProcessorMovement.net), 0)).where(
        ProcessorMovement.organization_id == organization_id
    )
    out = sa.select(sa.func.coalesce(sa.func.sum(ProcessorPayout.amount), 0)).where(
        ProcessorPayout.organization_id == organization_id, ProcessorPayout.standing == PayoutStanding.ARRIVED
    )
    return (tx.scalar(lines) or Money(0)) - (tx.scalar(out) or Money(0))


def both(tx: Session, organization_id: uuid.UUID) -> list[Both]:
    """Return the payments that came by the processor and of which its lines say nothing, or another amount."""
    rows = tx.execute(
        sa.select(
            Payment.reference,
            Payment.counts,
            sa.func.coalesce(sa.func.sum(ProcessorMovement.amount), 0),
            sa.func.count(ProcessorMovement.id),
            sa.func.coalesce(Payment.changed_at, Payment.opened_at),
        )
        .outerjoin(ProcessorMovement, ProcessorMovement.payment_id == Payment.id)
        .where(
            Payment.organization_id == organization_id,
            Payment.means.in_((Means.BANK_DEBIT, Means.CARD)),
            Payment.standing.in_((Standing.SETTLED, Standing.RETURNED)),
        )
        .group_by(Payment.id)
        .having(
            sa.or_(
                sa.func.count(ProcessorMovement.id) == 0,
                sa.func.sum(ProcessorMovement.amount) != Payment.counts,
            )
        )
        .order_by(Payment.opened_at)
    )
    return [Both(ref, counts, moved, lines, at.date()) for ref, counts, moved, lines, at in rows]


def differing(tx: Session) -> list[tuple[uuid.UUID, str]]:
    """Return the payments of which the processor's lines say another amount than stands, with the processor's ids."""
    rows = tx.execute(
        sa.select(Payment.id, Payment.processor_payment)
        .join(ProcessorMovement, ProcessorMovement.payment_id == Payment.id)
        .group_by(Payment.id)
        .having(sa.func.sum(ProcessorMovement.amount) != Payment.counts)
        .order_by(Payment.opened_at)
    )
    return [(row[0], row[1]) for row in rows if row[1]]


def held(tx: Session, organization_id: uuid.UUID) -> Sequence[Payment]:
    """Return the payments of which something stands for no gift."""
    query = sa.select(Payment).where(Payment.organization_id == organization_id, Payment.held > Money(0))
    return tx.scalars(query.order_by(Payment.opened_at)).all()


def disputed(tx: Session, limit: int) -> Sequence[Payment]:
    """Return the payments that a bank took back, debits and checks, the newest first."""
    bounced = sa.exists().where(PaymentStep.payment_id == Payment.id, PaymentStep.what == "bounced")
    query = sa.select(Payment).where((Payment.disputed > Money(0)) | bounced)
    return tx.scalars(query.order_by(Payment.changed_at.desc(), Payment.reference).limit(limit)).all()


def failed_refunds(tx: Session, organization_id: uuid.UUID) -> Sequence[tuple[PaymentRefund, str]]:
    """Return the refunds that did not reach their giver, with the numbers of their payments."""
    query = (
        sa.select(PaymentRefund, Payment.reference)
        .join(Payment, Payment.id == PaymentRefund.payment_id)
        .where(PaymentRefund.organization_id == organization_id, PaymentRefund.standing == RefundStanding.FAILED)
        .order_by(PaymentRefund.asked_at)
    )
    return [(row[0], row[1]) for row in tx.execute(query)]


def payouts(tx: Session, organization_id: uuid.UUID) -> Sequence[ProcessorPayout]:
    """Return an EAO's shares of payouts, the newest first."""
    query = sa.select(ProcessorPayout).where(ProcessorPayout.organization_id == organization_id)
    return tx.scalars(query.order_by(ProcessorPayout.arrives_on.desc(), ProcessorPayout.external_id)).all()


def _shown(row_id: sa.ColumnElement[uuid.UUID]) -> sa.ColumnElement[bool]:
    return sa.exists().where(BankLine.explained_id == row_id)


def payouts_to_see(tx: Session, organization_id: uuid.UUID) -> Sequence[ProcessorPayout]:
    """Return the EAO's shares of payouts that no bank line shows, without those that failed."""
    query = sa.select(ProcessorPayout).where(
        ProcessorPayout.organization_id == organization_id,
        ProcessorPayout.standing != PayoutStanding.FAILED,
        ~_shown(ProcessorPayout.__table__.c.id),
    )
    return tx.scalars(query.order_by(ProcessorPayout.arrives_on)).all()


def deposits_to_see(tx: Session, organization_id: uuid.UUID) -> Sequence[Payment]:
    """Return what came by hand, stands, and is shown by no bank line."""
    query = sa.select(Payment).where(
        Payment.organization_id == organization_id,
        Payment.means.not_in((Means.BANK_DEBIT, Means.CARD)),
        Payment.standing == Standing.SETTLED,
        ~_shown(Payment.__table__.c.id),
    )
    return tx.scalars(query.order_by(Payment.opened_at)).all()


def one_file_at_a_time(tx: Session, organization_id: uuid.UUID) -> None:
    """Wait until nobody else takes a bank file of the EAO, so that the second finds the lines of the first."""
    tx.execute(
        sa.text("SELECT pg_advisory_xact_lock(hashtext('bank file ' || :owner))"), {"owner": str(organization_id)}
    )


def known_lines(tx: Session, organization_id: uuid.UUID, marks: Iterable[str]) -> set[str]:
    """Return which of the lines are there already."""
    query = sa.select(BankLine.fingerprint).where(
        BankLine.organization_id == organization_id, BankLine.fingerprint.in_(list(marks))
    )
    return set(tx.scalars(query))


def bank_lines(tx: Session, organization_id: uuid.UUID, *, open_only: bool, limit: int) -> Sequence[BankLine]:
    """Return an EAO's bank lines, the newest first; with `open_only` those that nobody has explained."""
    query = sa.select(BankLine).where(BankLine.organization_id == organization_id)
    if open_only:
        query = query.where(BankLine.explains == "")
    return tx.scalars(query.order_by(BankLine.booked_on.desc(), BankLine.id).limit(limit)).all()


def bank_line(tx: Session, line_id: uuid.UUID) -> BankLine | None:
    """Return a bank line, locked."""
    return tx.scalar(sa.select(BankLine).where(BankLine.id == line_id).with_for_update())
