"""Remittance advice: what a payment to a payee is made of, child by child, so that a school can match it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from esa.audit import service as audit
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.payments.models import OutgoingPayment, PayeeBankDetails, PaymentBatch
from esa.payments.store import batches as store
from esa.payments.store import payees
from esa.platform.work import Work

COLUMNS = ("remittance", "paid_on", "payee", "child", "account", "reference", "what_for", "amount")


@dataclass(frozen=True, slots=True)
class Advice:
    """One payment with its batch, the account it went to and what it pays."""

    payment: OutgoingPayment
    batch: PaymentBatch | None
    details: PayeeBankDetails | None
    lines: Sequence[store.Line]


def advice(work: Work, number: str) -> Advice:
    """Return what a payment is made of, recording the look. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.PAYING_READ)
    found = store.payment_numbered(work.tx, number)
    batch = None if found is None else store.batch_by_id(work.tx, found.batch_id)
    if found is None or batch is None:
        raise NotFound("There is no such payment.")
    audit.view(work, "remittance", number)
    details = payees.details(work.tx, found.details_id)
    return Advice(found, batch, details, store.lines_of(work.tx, [found.id]))


def advice_rows(given: Advice) -> list[tuple[str, ...]]:
    """Return a remittance advice as a table: one row for each amount of a child, in the order of COLUMNS."""
    paid_on = given.payment.paid_on or (None if given.batch is None else given.batch.effective_on)
    return [
        (given.payment.number, "" if paid_on is None else paid_on.isoformat(), given.payment.payee_name,
         each.intent.child, each.intent.account_number, each.intent.reference, each.intent.narrative,
         each.amount.to_wire())
        for each in given.lines
    ]  # fmt: skip


def sent_to(work: Work, payee_id: uuid.UUID) -> Sequence[OutgoingPayment]:
    """Return what was sent to a payee, the newest first."""
    work.authorize(Permission.PAYING_READ)
    return store.of_payee(work.tx, work.actor.organization_id, payee_id)


def own_payments(work: Work) -> Sequence[OutgoingPayment]:
    """Return what was sent to the school or provider that asks, by whichever EAO, the newest first."""
    work.authorize(Permission.PAYEE_OWN)
    return [] if work.actor.payee_id is None else store.of_payee(work.tx, None, work.actor.payee_id)


def own_advice(work: Work, number: str) -> Advice:
    """Return what a payment to the school or provider that asks is made of. Raises NotFound, also for another's."""
    work.authorize(Permission.PAYEE_OWN)
    found = store.payment_numbered(work.tx, number)
    if found is None or found.payee_id != work.actor.payee_id or not found.trace:
        raise NotFound("There is no such payment.")
    return Advice(found, None, None, store.lines_of(work.tx, [found.id]))
