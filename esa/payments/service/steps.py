"""One step of a payment: written beside it, recorded as an act, told to the rooms above."""

from esa.audit import service as audit
from esa.kernel.ids import new_id
from esa.payments.domain.events import Gift
from esa.payments.domain.following import Following, Stored
from esa.payments.models import Payment, PaymentStep
from esa.platform.work import Work


def gift_of(payment: Payment, work: Work) -> Gift:
    """Return what events say of a payment; one that nobody has authorised yet counts as of today."""
    return Gift(
        payment_id=payment.id, reference=payment.reference, organization_id=payment.organization_id,
        donor_id=payment.donor_id, reservation_id=payment.reservation_id, means=payment.means,
        given_on=payment.given_on or work.today, receipt=payment.receipt_number, held=payment.held,
        turn=payment.turns + 1,
    )  # fmt: skip


def stored(payment: Payment, work: Work) -> Stored:
    """Return what is known of a payment, for deciding what follows."""
    return Stored(
        gift=gift_of(payment, work), standing=payment.standing, counts=payment.counts, disputed=payment.disputed
    )


def note(work: Work, payment: Payment, what: str, reason: str = "") -> None:
    """Write a step of a payment and record it as an act."""
    work.tx.add(
        PaymentStep(
            id=new_id(), payment_id=payment.id, organization_id=payment.organization_id, donor_id=payment.donor_id,
            at=work.now, what=what, counts=payment.counts, reason=reason, by=work.actor.user_id,
        )
    )  # fmt: skip
    work.tx.flush()
    detail = {"counts": payment.counts.to_wire(), "reason": reason, "organization": str(payment.organization_id)}
    audit.record(work, f"payment.{what}", subject_kind="payment", subject_id=payment.reference, detail=detail)


def move_on(work: Work, payment: Payment, following: Following) -> bool:
    """Bring a payment to what follows, write its step and tell it; say whether anything was new."""
    event = following.event
    if event is None:
        return False
    payment.standing, payment.counts, payment.changed_at = following.standing, following.counts, work.now
    payment.turns += 1
    payment.reason = getattr(event, "reason", "")
    work.tx.flush()
    note(work, payment, type(event).__name__.lower(), payment.reason)
    work.emit(event)
    return True
