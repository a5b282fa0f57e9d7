"""Money that came by hand: entered with its paper, counted at once, taken back where the bank returns it."""

from esa.audit import service as audit
from esa.documents import domain as papers
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import ZERO
from esa.kernel.permissions import Permission
from esa.payments.domain.entering import Entered, means_of
from esa.payments.domain.events import Bounced, Refunded, Settled
from esa.payments.domain.following import Following
from esa.payments.domain.words import Means, Standing
from esa.payments.models import Payment
from esa.payments.service.opening import Wanted
from esa.payments.service.steps import gift_of, move_on, note
from esa.payments.store import paying as store
from esa.platform.storage import Storage
from esa.platform.work import Work

_BY_PROCESSOR = (Means.BANK_DEBIT, Means.CARD)


def enter(work: Work, storage: Storage, wanted: Wanted, entered: Entered) -> Payment:
    """Keep what came by hand for a reservation, with its paper, and tell that it has come; return the payment.

    Whoever calls has asked the law whether it counts. Raises Conflict where a payment of the reservation is under way,
    Invalid for a paper that cannot be kept, and what a listener raises: a check that can be no gift goes back by post.
    """
    work.authorize(Permission.PAYMENT_RECORD)
    if store.under_way(work.tx, wanted.reservation_id) is not None:
        told = "A payment for this reservation is under way or has come. See what became of it first."
        raise Conflict(told, [Ground("reservation", told)], code="payment_under_way")
    made = Payment(
        id=new_id(), reference=new_reference("PAY"), organization_id=wanted.organization_id,
        donor_id=wanted.donor_id, reservation_id=wanted.reservation_id, reservation=wanted.reservation,
        means=means_of(entered.method), amount=entered.amount, opened_at=work.now, opened_by=work.actor.user_id,
        given_on=entered.given_on, payer=entered.payer.strip(), number=entered.number.strip(),
        bank=", ".join(part for part in (entered.bank.strip(), entered.routing.strip()) if part),
    )  # fmt: skip
    if entered.image:
        made.image_type = _paper(entered.image)
        made.image = storage.put(entered.image)
    store.add_payment(work.tx, made)
    note(work, made, "entered")
    settled = Settled(gift=gift_of(made, work), left=entered.amount)
    move_on(work, made, Following(standing=Standing.SETTLED, counts=entered.amount, event=settled))
    return made


def _paper(data: bytes) -> str:
    try:
        return papers.check(data)
    except Invalid as refusal:
        raise Invalid(refusal.message, [Ground("image", refusal.message)], code=refusal.code) from None


def give_back(work: Work, reference: str, reason: str, *, bounced: bool) -> Payment:
    """Take back what came by hand: the bank returned it (`bounced`), or the EAO has sent it back to its giver.

    Raises NotFound, Conflict for what came by the processor or does not stand, Invalid without a reason.
    """
    work.authorize(Permission.PAYMENT_REFUND)
    named = store.by_reference(work.tx, reference)
    payment = None if named is None else store.payment(work.tx, named.id, lock=True)
    if payment is None:
        raise NotFound("There is no such payment.")
    if payment.means in _BY_PROCESSOR or payment.standing is not Standing.SETTLED:
        raise Conflict("This payment cannot be taken back here.", code="not_by_hand")
    if not reason.strip():
        raise Invalid("Write why the money goes back.", [Ground("reason", "Write why the money goes back.")])
    kind = Bounced if bounced else Refunded
    event = kind(gift=gift_of(payment, work), stood=payment.counts, left=ZERO, reason=reason.strip())
    move_on(work, payment, Following(standing=Standing.RETURNED, counts=ZERO, event=event))
    return payment


def image(work: Work, storage: Storage, reference: str) -> tuple[Payment, bytes]:
    """Return the paper of a payment, and record that it was looked at. Raises NotFound."""
    work.authorize(Permission.PAYMENT_READ)
    found = store.by_reference(work.tx, reference)
    if found is None or not found.image:
        raise NotFound("There is no such paper.")
    audit.view(work, "payment_paper", found.reference)
    return found, storage.get(found.image)
