"""A donor's payment by the processor: opened by its row first, then by the processor under a key made from the row."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from esa.kernel.errors import Conflict, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.kernel.processor import Checkout
from esa.payments.domain.words import Means, Standing
from esa.payments.models import Payment
from esa.payments.service.steps import note
from esa.payments.store import paying as store
from esa.platform.work import Work

_FRESH = timedelta(hours=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A gift that somebody wants to make, as the reservation has it; `reservation` is its number for people."""

    reservation_id: uuid.UUID
    reservation: str
    organization_id: uuid.UUID
    donor_id: uuid.UUID
    amount: Money
    means: Means = Means.BANK_DEBIT


def open_payment(work: Work, wanted: Wanted) -> Payment:
    """Return the payment of a reservation, opened now unless it waits for its giver already.

    Raises Conflict where the money is on its way or has come.
    """
    work.authorize(Permission.GIFT_MAKE)
    found = store.under_way(work.tx, wanted.reservation_id)
    if found is not None:
        if found.standing is not Standing.OPENED:
            raise Conflict("A payment for this reservation is under way.", code="payment_under_way")
        return found
    made = Payment(
        id=new_id(), reference=new_reference("PAY"), organization_id=wanted.organization_id,
        donor_id=wanted.donor_id, reservation_id=wanted.reservation_id, reservation=wanted.reservation,
        means=wanted.means, amount=wanted.amount, opened_at=work.now, opened_by=work.actor.user_id,
    )  # fmt: skip
    store.add_payment(work.tx, made)
    note(work, made, "opened")
    return made


def outdated(work: Work, wanted: Wanted) -> Payment | None:
    """Return the open payment of a reservation that no longer fits what is wanted, or whose page is about to expire.

    The processor forgets our key about when its page expires; asked after that, it would open a second page.
    """
    found = store.under_way(work.tx, wanted.reservation_id)
    if found is None or found.standing is not Standing.OPENED:
        return None
    same = (found.amount, found.organization_id) == (wanted.amount, wanted.organization_id)
    return None if same and work.now - found.opened_at < _FRESH else found


def checkout_opened(work: Work, payment_id: uuid.UUID, opened: Checkout) -> None:
    """Keep which of the processor's pages belongs to a payment; told again, nothing changes. Raises NotFound."""
    found = store.payment(work.tx, payment_id, lock=True)
    if found is None:
        raise NotFound("There is no such payment.")
    if found.checkout is None:
        found.checkout = opened.id
    if found.checkout == opened.id and found.standing is Standing.OPENED:
        found.checkout_url = opened.url
    work.tx.flush()


def own_payment(work: Work, reference: str) -> Payment:
    """Return a payment of the donor who asks. Raises NotFound for anybody else's."""
    work.authorize(Permission.GIFT_MAKE)
    found = store.by_reference(work.tx, reference)
    if found is None:
        raise NotFound("There is no such payment.")
    return found
