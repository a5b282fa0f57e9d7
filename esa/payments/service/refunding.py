"""Refunds that the EAO asks for: noted first, sent by a job under a key made from the note."""

import uuid
from dataclasses import dataclass

from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money, total
from esa.kernel.permissions import Permission
from esa.kernel.processor import SeenRefund
from esa.payments.domain.words import RefundStanding, Standing
from esa.payments.models import Payment, PaymentRefund
from esa.payments.service.steps import note
from esa.payments.store import paying as store
from esa.platform.work import Work

_PENDING = (RefundStanding.ASKED, RefundStanding.SENT)


def refundable(work: Work, payment: Payment) -> Money:
    """Return what may still be sent back: what stands, less what is asked for already and not seen yet."""
    asked = [each for each in store.refunds(work.tx, payment.id) if each.standing is RefundStanding.ASKED]
    left = payment.counts - total([each.amount for each in asked])
    return max(left, ZERO) if payment.standing is Standing.SETTLED else ZERO


def ask_refund(work: Work, reference: str, amount: Money, reason: str) -> PaymentRefund:
    """Note that money is to go back to its giver; a job sends it. Nothing moves in the books before it has gone.

    Raises NotFound, Conflict for a payment that did not come by the processor, Invalid for more than is left or
    without a reason.
    """
    work.authorize(Permission.PAYMENT_REFUND)
    named = store.by_reference(work.tx, reference)
    payment = None if named is None else store.payment(work.tx, named.id, lock=True)
    if payment is None:
        raise NotFound("There is no such payment.")
    if payment.processor_payment is None:
        raise Conflict("Only a payment by the processor can be sent back from here.", code="not_by_processor")
    left = refundable(work, payment)
    grounds = []
    if not ZERO < amount <= left:
        grounds.append(Ground("amount", "Enter an amount of no more than what is left to send back."))
    if not reason.strip():
        grounds.append(Ground("reason", "Write why the money goes back."))
    if grounds:
        raise Invalid("The refund cannot be asked for.", grounds, code="refund_refused")
    made = PaymentRefund(
        id=new_id(), payment_id=payment.id, organization_id=payment.organization_id, donor_id=payment.donor_id,
        amount=amount, reason=reason.strip(), asked_at=work.now, asked_by=work.actor.user_id,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    note(work, payment, "refund_asked", reason.strip())
    work.defer("payments.send_refund", refund=str(made.id))
    return made


@dataclass(frozen=True, slots=True)
class ToSend:
    """A refund for the processor."""

    id: uuid.UUID
    payment: str
    amount: Money


def refunds_to_send(work: Work, limit: int = 50) -> list[uuid.UUID]:
    """Return the refunds that the processor has not been asked for yet."""
    return list(store.refunds_to_send(work.tx, limit))


def refund_to_send(work: Work, refund_id: uuid.UUID) -> ToSend | None:
    """Return what to ask the processor for, None where that is done."""
    found = store.refund(work.tx, refund_id)
    if found is None or found.standing is not RefundStanding.ASKED:
        return None
    payment = store.payment(work.tx, found.payment_id)
    if payment is None or payment.processor_payment is None:
        return None
    return ToSend(found.id, payment.processor_payment, found.amount)


def refund_sent(work: Work, refund_id: uuid.UUID, sent: SeenRefund | None, fault: str = "") -> None:
    """Keep what the processor made of a refund, or why it refused it."""
    found = store.refund(work.tx, refund_id)
    if found is None or found.standing not in _PENDING:
        return
    if sent is None:
        found.standing, found.fault = RefundStanding.FAILED, fault
    else:
        found.standing, found.external_id = RefundStanding.SENT, sent.id
    work.tx.flush()
