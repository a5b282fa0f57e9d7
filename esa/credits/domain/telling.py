"""Which letter a movement of a reservation is worth: decided from what happened and from how it stands now."""

from datetime import date

from esa.credits.domain.words import GIVEN, Movement, ReservationStanding
from esa.notices.domain import Kind

FROM_THE_LINE = "waiting list"
# Days before the last one on which a donor is reminded.
REMIND = (10, 3, 1)
_WAITS_FOR_MONEY = frozenset({ReservationStanding.RESERVED})
_OPEN = frozenset({ReservationStanding.RESERVED, ReservationStanding.WAITING})
# The letter of a movement, and the standings in which it is still true; what was overtaken is not told.
_LETTERS: dict[Movement, tuple[Kind, frozenset[ReservationStanding]]] = {
    Movement.WAITS: (Kind.RESERVATION_WAITS, frozenset({ReservationStanding.WAITING})),
    Movement.RESERVED: (Kind.RESERVATION_MADE, _WAITS_FOR_MONEY),
    Movement.CHANGED: (Kind.RESERVATION_CHANGED, _OPEN),
    Movement.PAYMENT_FAILED: (Kind.PAYMENT_FAILED, _WAITS_FOR_MONEY),
    Movement.RECEIVED: (Kind.GIFT_RECEIVED, GIVEN),
    Movement.CERTIFIED: (
        Kind.CERTIFICATE_READY, frozenset({ReservationStanding.CERTIFIED, ReservationStanding.CLAIMED})
    ),
    Movement.TAKEN_BACK: (Kind.GIFT_WENT_BACK, GIVEN | {ReservationStanding.VOIDED, ReservationStanding.RESERVED}),
    Movement.LAPSED: (Kind.RESERVATION_LAPSED, frozenset({ReservationStanding.LAPSED})),
    Movement.VOIDED: (Kind.RESERVATION_VOIDED, frozenset({ReservationStanding.VOIDED})),
}  # fmt: skip


def letter_of(moved: Movement, reason: str, now: ReservationStanding, *, of_plan: bool) -> Kind | None:
    """Return the letter of a movement; None where it needs none, or where the reservation has moved on since.

    A void that only follows money taken back has no reason of its own and no letter of its own.
    """
    kind, true_in = _LETTERS.get(moved, (None, frozenset()))
    if kind is None or now not in true_in or (moved is Movement.VOIDED and not reason):
        return None
    if moved is Movement.RESERVED:
        if reason == FROM_THE_LINE:
            return Kind.RESERVATION_SERVED
        return Kind.RESERVATION_OF_PLAN if of_plan else kind
    if moved is Movement.TAKEN_BACK and now is ReservationStanding.RESERVED:
        return Kind.GIFT_AWAITED_AGAIN
    return kind


def reminder_of(last: date, today: date) -> int | None:
    """Return which of the three reminders is due, by its days before the last one: one that was missed comes late."""
    left = (last - today).days
    return min((each for each in REMIND if each >= left), default=None) if left >= 0 else None
