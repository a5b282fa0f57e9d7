"""The inbox: a signed message is kept once, then handled once; what it says is looked up, never believed."""

import uuid
from datetime import datetime, timedelta

from esa.kernel.dates import central_day
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.processor import Checkout, Notice, Seen
from esa.payments.domain.following import follow
from esa.payments.domain.words import Means, RefundStanding, Standing
from esa.payments.models import InboxMessage, Payment
from esa.payments.service.steps import move_on, note, stored
from esa.payments.store import paying as store
from esa.platform.work import Work

STRIPE = "stripe"
# A message about what is not here yet waits 1, 2, 4 … minutes; after so many tries a person is told.
PATIENCE = 8
_LONGEST = timedelta(hours=1)


def keep(work: Work, notice: Notice) -> tuple[uuid.UUID, bool]:
    """Keep a message by its sender's id and return ours, and whether it is new; a second sending is only counted."""
    made = {
        "id": new_id(), "source": STRIPE, "external_id": notice.id, "kind": notice.kind,
        "object_kind": notice.object_kind, "object_id": notice.object_id, "processor_payment": notice.payment,
        "ours": notice.ours, "happened_at": notice.created_at, "came_at": work.now, "next_at": work.now,
        "times_sent": 1, "attempts": 0, "outcome": "",
    }  # fmt: skip
    return store.keep_message(work.tx, made)


def waiting(work: Work, limit: int = 100) -> list[uuid.UUID]:
    """Return the messages whose turn it is, in the order in which they happened."""
    return list(store.waiting_messages(work.tx, work.now, limit))


def stuck(work: Work) -> list[InboxMessage]:
    """Return the messages that were tried often and still cannot be taken: a person must look at them."""
    return list(store.held_messages(work.tx, PATIENCE))


def unhandled(work: Work, message_id: uuid.UUID) -> InboxMessage | None:
    """Return a message to handle, None where it has been handled."""
    found = store.message(work.tx, message_id)
    return None if found is None or found.handled_at is not None else found


def handle(work: Work, message_id: uuid.UUID, seen: Seen | Checkout | None) -> str:
    """Handle a message by what the processor says now, once; return the outcome.

    The message and its payment are locked: whoever handles the same at the same moment waits, then finds it done. A
    message about a payment that is not here yet is held for a later try.
    """
    found = store.message(work.tx, message_id, lock=True)
    if found is None or found.handled_at is not None:
        return "done already"
    outcome = _handle(work, found, seen)
    if outcome == "held":
        found.attempts += 1
        found.next_at = later(work.now, found.attempts)
    else:
        found.handled_at = work.now
    found.outcome = outcome
    work.tx.flush()
    return outcome


def later(now: datetime, attempts: int) -> datetime:
    """Return when to try again: twice as long each time, an hour at most."""
    return now + min(timedelta(minutes=2 ** (attempts - 1)), _LONGEST)


def put_off(work: Work, message_id: uuid.UUID, why: str) -> None:
    """Leave a message for a later try, because the processor could not be asked."""
    found = store.message(work.tx, message_id, lock=True)
    if found is not None and found.handled_at is None:
        found.attempts += 1
        found.next_at, found.outcome = later(work.now, found.attempts), why
        work.tx.flush()


def _handle(work: Work, found: InboxMessage, seen: Seen | Checkout | None) -> str:
    if seen is None:
        return "nothing to do"
    ours = seen.ours if isinstance(seen, Seen) else found.ours
    payment = _payment(work, ours)
    if payment is None:
        return "held" if ours else "not ours"
    if isinstance(seen, Checkout):
        return "expired" if expire(work, payment, seen) else "nothing new"
    return "taken" if look(work, payment, seen) else "nothing new"


def _payment(work: Work, ours: str) -> Payment | None:
    try:
        return store.payment(work.tx, uuid.UUID(ours), lock=True)
    except ValueError:
        return None


def look(work: Work, payment: Payment, seen: Seen) -> bool:
    """Bring a locked payment to what the processor says now; say whether anything was new."""
    if payment.processor_payment is None:
        payment.processor_payment = seen.id
    if payment.processor_payment != seen.id:
        # Another try of the same giver, for example after a debit that failed: a payment follows one only.
        return False
    if payment.given_on is None and seen.begun_at is not None:
        payment.given_on = central_day(seen.begun_at)
    if seen.means == "card":
        payment.means = Means.CARD
    following = follow(stored(payment, work), seen)
    payment.disputed = seen.disputed
    _follow_refunds(work, payment, seen)
    return move_on(work, payment, following)


def look_again(work: Work, payment_id: uuid.UUID, seen: Seen | None, page: Checkout | None) -> bool:
    """Bring a payment to what the processor says without a message; say whether anything was new."""
    payment = store.payment(work.tx, payment_id, lock=True)
    if payment is None:
        return False
    if seen is not None:
        return look(work, payment, seen)
    return page is not None and expire(work, payment, page)


def _follow_refunds(work: Work, payment: Payment, seen: Seen) -> None:
    rows = {str(each.id): each for each in store.refunds(work.tx, payment.id)}
    for each in seen.refunds:
        row = rows.get(each.ours)
        if row is None:
            continue
        row.external_id = row.external_id or each.id
        if each.status == "succeeded":
            row.standing = RefundStanding.ARRIVED
        elif not each.goes_back:
            row.standing, row.fault = RefundStanding.FAILED, each.reason
        else:
            row.standing = RefundStanding.SENT
    work.tx.flush()


def expire(work: Work, payment: Payment, page: Checkout) -> bool:
    """Close a payment whose page has expired unused."""
    if page.status != "expired" or payment.standing is not Standing.OPENED or payment.checkout not in (None, page.id):
        return False
    payment.checkout = page.id or None
    payment.standing, payment.changed_at, payment.checkout_url = Standing.EXPIRED, work.now, ""
    work.tx.flush()
    note(work, payment, "expired")
    return True


def note_receipt(work: Work, payment_id: uuid.UUID, *, receipt: str, held: Money, why: str = "") -> None:
    """Keep which receipt stands for a payment (empty for none), what of it is no gift, and why. Raises NotFound."""
    found = store.payment(work.tx, payment_id, lock=True)
    if found is None:
        raise NotFound("There is no such payment.")
    found.receipt_number, found.held, found.held_because = receipt, held, why if held else ""
    work.tx.flush()
