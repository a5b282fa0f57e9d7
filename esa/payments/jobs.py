"""Work on the network after commit: messages handled, refunds sent, lost messages made up for by asking."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import EsaError, NotFound
from esa.kernel.processor import Checkout, Seen
from esa.payments import service
from esa.platform.stripe_gateway import StripeGateway, Unreachable
from esa.platform.work import House, Work

T = TypeVar("T")
log = structlog.get_logger()


@dataclass(slots=True)
class Done:
    """What one round of work did."""

    handled: int = 0
    waiting: int = 0
    refunds: int = 0
    looked: int = 0


def work_off(house: House, gateway: StripeGateway) -> Done:
    """Do everything that is due, each piece in a transaction of its own: a piece that fails stops no other."""
    done = Done()
    with house.begin(SYSTEM) as work:
        messages = service.waiting(work)
    for message_id in messages:
        done.handled += handle(house, gateway, message_id)
    done.waiting = len(messages) - done.handled
    with house.begin(SYSTEM) as work:
        refunds = service.refunds_to_send(work)
    done.refunds = sum(send_refund(house, gateway, each) for each in refunds)
    done.looked = look_after(house, gateway)
    return done


def read_accounts(house: House, gateway: StripeGateway) -> int:
    """Read the processor's own account of our money: its lines, fees and payouts; return how many lines were new."""
    with house.begin(SYSTEM) as work:
        since, payouts_since = service.read_from(work), service.payouts_from(work)
    try:
        lines = gateway.movements(since=since)
        payouts = [(each, gateway.movements(payout=each.id)) for each in gateway.payouts(payouts_since)]
    except Unreachable:
        return 0
    new = _carefully(house, "account", "lines", partial(service.take_movements, seen=lines))[0] or 0
    with house.begin(SYSTEM) as work:
        differing = service.differing(work)
    for payment_id, known in differing:
        # Its message is lost or late: a refund or a dispute shows in the account first.
        _look(house, gateway, payment_id, None, known)
    for payout, within in payouts:
        lines_of = [each for each in within if each.source != payout.id]
        _carefully(house, "payout", payout.id, partial(service.take_payout, seen=payout, lines=lines_of))
    return new


def handle(house: House, gateway: StripeGateway, message_id: uuid.UUID) -> bool:
    """Ask the processor what is true of a message's thing now, then take it, once; say whether that is done."""
    with house.begin(SYSTEM) as work:
        found = service.unhandled(work, message_id)
    if found is None:
        return True
    try:
        seen = _ask(gateway, found.object_kind, found.object_id, found.processor_payment)
    except Unreachable as fault:
        _put_off(house, message_id, str(fault))
        return False
    return _attempt(house, message_id, lambda work: service.handle(work, message_id, seen)) != "held"


def _ask(gateway: StripeGateway, kind: str, object_id: str, payment: str) -> Seen | Checkout | None:
    try:
        if payment:
            return gateway.payment(payment)
        if kind == "checkout.session":
            return gateway.checkout(object_id)
    except NotFound:
        return None
    return None


def _attempt(house: House, message_id: uuid.UUID, take: Callable[[Work], str]) -> str:
    outcome, why = _carefully(house, "message", str(message_id), take)
    if outcome is None:
        _put_off(house, message_id, why)
        return "held"
    return outcome


def _carefully(house: House, kind: str, what: str, take: Callable[[Work], T]) -> tuple[T | None, str]:
    """Take one thing in a transaction of its own; one that cannot be taken is told and keeps no other waiting."""
    try:
        with house.begin(SYSTEM) as work:
            return take(work), ""
    except EsaError as refusal:
        # A refusal by a room above: tried again later, and `esa payments check` shows what stays.
        log.warning("refused", kind=kind, what=what, code=refusal.code)
        return None, f"{refusal.code}: {refusal.message}"
    except SQLAlchemyError as fault:
        # A constraint of the database. Without the traceback, which would print rows of people.
        log.error("broken", kind=kind, what=what, error=type(fault).__name__)  # noqa: TRY400
        return None, type(fault).__name__


def _put_off(house: House, message_id: uuid.UUID, why: str) -> None:
    with house.begin(SYSTEM) as work:
        service.put_off(work, message_id, why)


def send_refund(house: House, gateway: StripeGateway, refund_id: uuid.UUID) -> bool:
    """Ask the processor for a refund under the key of its row; say whether it was asked."""
    with house.begin(SYSTEM) as work:
        wanted = service.refund_to_send(work, refund_id)
    if wanted is None:
        return False
    sent, fault = None, ""
    try:
        sent = gateway.refund(wanted.payment, wanted.amount, str(wanted.id))
    except Unreachable:
        return False
    except EsaError as refusal:
        fault = "; ".join(ground.message for ground in refusal.grounds) or refusal.message
    with house.begin(SYSTEM) as work:
        service.refund_sent(work, refund_id, sent, fault)
    return sent is not None


def look_after(house: House, gateway: StripeGateway) -> int:
    """Ask the processor about payments that are not over, since a message may be lost; return how many had news."""
    with house.begin(SYSTEM) as work:
        found = [(each.id, each.checkout, each.processor_payment) for each in service.to_look_after(work)]
    return sum(_look(house, gateway, *each) for each in found if each[1])


def _look(
    house: House, gateway: StripeGateway, payment_id: uuid.UUID, checkout: str | None, processor_payment: str | None
) -> bool:
    try:
        page = gateway.checkout(checkout or "") if processor_payment is None else None
        known = processor_payment or (page.payment if page else "")
        seen = gateway.payment(known) if known else None
    except (Unreachable, NotFound):
        return False
    take = partial(service.look_again, payment_id=payment_id, seen=seen, page=page)
    return bool(_carefully(house, "payment", str(payment_id), take)[0])
