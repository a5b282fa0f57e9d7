"""What of payments can be read: a donor's own, an EAO's, and those that somebody must look after."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.payments.models import Payment, PaymentRefund, PaymentStep
from esa.payments.store import paying as store
from esa.platform.work import Work

_SHOWN = 200
_QUIET = timedelta(minutes=10)


def of_reservations(work: Work, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Payment]:
    """Return the newest payment of each reservation, for those that the actor may see."""
    return {each.reservation_id: each for each in store.of_reservations(work.tx, ids)}


def payment(work: Work, reference: str) -> Payment:
    """Return a payment of the actor's reach. Raises NotFound."""
    work.authorize(Permission.PAYMENT_READ)
    found = store.by_reference(work.tx, reference)
    if found is None:
        raise NotFound("There is no such payment.")
    return found


def payments(work: Work, after: str = "", limit: int = _SHOWN) -> Sequence[Payment]:
    """Return payments of the EAO that asks, the newest first; `after` is the number of the last one seen."""
    work.authorize(Permission.PAYMENT_READ)
    last = store.by_reference(work.tx, after) if after else None
    return store.listed(work.tx, work.actor.require_organization(), limit, last)


def steps(work: Work, payment_id: uuid.UUID) -> Sequence[PaymentStep]:
    """Return what happened to a payment, in order."""
    return store.steps(work.tx, payment_id)


def refunds(work: Work, payment_id: uuid.UUID) -> Sequence[PaymentRefund]:
    """Return the refunds that were asked for, the oldest first."""
    return store.refunds(work.tx, payment_id)


def to_look_after(work: Work, limit: int = 100) -> list[Payment]:
    """Return payments whose processor should be asked again, since a message may have been lost."""
    return list(store.open_checkouts(work.tx, work.now - _QUIET, limit))
