"""The money of a reservation: received, and taken back when it goes back, always with the books and a trail."""

import uuid
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from esa.audit import service as audit
from esa.credits.domain import Method, Movement, ReservationStanding
from esa.credits.models import Contribution, Reservation
from esa.credits.service.holding import Held, free_for, hold_reservation, move, trail
from esa.credits.service.papers import make_receipt
from esa.credits.service.refusing import refusal
from esa.credits.service.waiting import serve_waiting
from esa.kernel.errors import Conflict, Ground, Invalid
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.law.credits.grounds import receiving_grounds
from esa.law.credits.sentences import ATTESTING, REPLAY
from esa.law.tried import sentence
from esa.ledger import service as ledger
from esa.ledger.domain.chart import FUND_DUE, Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.platform.work import Work

_ALREADY = {
    ReservationStanding.RECEIVED: "received_already",
    ReservationStanding.PROOFED: "received_already",
    ReservationStanding.CERTIFIED: "certified_already",
    ReservationStanding.CLAIMED: "certified_already",
    ReservationStanding.VOIDED: "voided",
}


@dataclass(frozen=True, slots=True)
class _Came:
    """Money that came: how much, in which way, on which day, under which number of the payment."""

    amount: Money
    method: str
    on: date
    payment: str


def record_contribution(
    work: Work, reservation_id: uuid.UUID, amount: Money, method: str, received_on: date, *, payment: str = ""
) -> str:
    """Book the settled gift of a reservation, gross, and return its receipt number, which is no approval.

    `received_on` is the day on which the donor gave it (the settled day of a payment), `payment` the payment's own
    number. More than was reserved gives credit for what was reserved; less gives the rest back to the cap. 4 % of the
    gift is due to the Treasurer's fund (FUND-1). Money given in time that is recorded after the lapse takes its credit
    from the cap again where it is free. Raises NotFound; Conflict (`not_reserved`, `lapsed`) for a reservation that
    does not wait for money; Invalid for a way to pay that does not count (135.715.5).
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    held, found = hold_reservation(work, reservation_id)
    came = _Came(amount, method, received_on, payment)
    _refuse_standing(work, held, found, came)
    grounds = receiving_grounds(amount, method, received_on, work.law)
    if received_on > work.today:
        raise Invalid(
            "A gift is not recorded before its day.", [Ground("received_on", "Enter today or an earlier day.")]
        )
    if grounds:
        raise refusal(work, Invalid, [("method" if amount else "amount", each) for each in grounds], "not_qualifying")
    reserved, credited = found.amount, min(amount, found.amount)
    if found.standing is ReservationStanding.LAPSED:
        held.row.lapsed -= found.amount
        trail(work, found, Movement.RESERVED, found.amount, "given in time, recorded late")
    move(work, held, found, ReservationStanding.RECEIVED, credited)
    found.paying_since = None
    trail(work, found, Movement.RECEIVED, credited)
    if credited < reserved:
        trail(work, found, Movement.REDUCED, reserved - credited)
    receipt = _book(work, found, came, credited)
    serve_waiting(work, held)
    return receipt


def _refuse_standing(work: Work, held: Held, found: Reservation, came: _Came) -> None:
    """Raise Conflict unless the reservation waits for money, or lapsed though the money had been given in time."""
    in_time = came.on <= found.lapses_after or found.paying_since is not None
    if found.standing is ReservationStanding.RESERVED and in_time:
        return
    if found.standing in (ReservationStanding.RESERVED, ReservationStanding.LAPSED):
        if in_time and free_for(work, held, found.organization_id) >= found.amount:
            return
        lapsed = sentence(REPLAY, "lapsed", last_day=found.lapses_after)
        raise refusal(work, Conflict, [("", lapsed)], "lapsed")
    key = _ALREADY.get(found.standing)
    reason = sentence(REPLAY, key) if key else sentence(ATTESTING, "not_reserved", standing=found.standing.value)
    raise refusal(work, Conflict, [("", reason)], "not_reserved")


def fund_share(work: Work, on: date) -> Fraction:
    """Return the share of each gift that is due to the Treasurer's fund (FUND-1)."""
    return Fraction(work.law.number("fund_share_percent", on), 100)


def _book(work: Work, found: Reservation, came: _Came, credited: Money) -> str:
    receipt, due = new_reference("RCP"), came.amount.ceil_share(fund_share(work, came.on))
    entry_id = ledger.post(work, _gift(found, receipt, came, due))
    gift = Contribution(
        id=new_id(), donor_id=found.donor_id, organization_id=found.organization_id, reservation_id=found.id,
        gross=came.amount, amount=came.amount, credit=credited, fund_due=due, method=Method(came.method),
        received_on=came.on, recorded_at=work.now, receipt_number=receipt, entry_id=entry_id,
        recorded_by=work.actor.user_id, payment=came.payment,
    )  # fmt: skip
    work.tx.add(gift)
    work.tx.flush()
    make_receipt(work, gift)
    audit.record(work, "gift.recorded", subject_kind="contribution", subject_id=receipt)
    return receipt


def _gift(found: Reservation, receipt: str, came: _Came, due: Money) -> Entry:
    lines = [debit(bank(Source.TAX_CREDIT), came.amount)]
    if came.amount > due:
        lines.append(credit(fund(Source.TAX_CREDIT), came.amount - due))
    return Entry(
        organization_id=found.organization_id,
        on=came.on,
        kind="gift",
        narrative=f"Gift {receipt}",
        key=f"gift:{receipt}",
        lines=(*lines, credit(FUND_DUE, due)),
    )


def payment_begun(work: Work, reservation_id: uuid.UUID) -> None:
    """Note that a payment of a reservation is under way: begun in time, it keeps the reservation until it is settled.

    We read RES-2 so that money is given on the day on which the donor orders the payment. Raises NotFound, Conflict for
    a reservation that does not wait for money or whose last day is over.
    """
    held, found = hold_reservation(work, reservation_id)
    _refuse_standing(work, held, found, _Came(found.amount, Method.ELECTRONIC, work.today, ""))
    if found.standing is ReservationStanding.RESERVED and found.paying_since is None:
        found.paying_since = work.today
        trail(work, found, Movement.PAYMENT_BEGUN, found.amount)


def payment_failed(work: Work, reservation_id: uuid.UUID, reason: str = "") -> None:
    """Note that a payment under way failed: the reservation waits for money until its last day. Raises NotFound."""
    _, found = hold_reservation(work, reservation_id)
    if found.paying_since is not None:
        found.paying_since = None
        trail(work, found, Movement.PAYMENT_FAILED, found.amount, reason)
