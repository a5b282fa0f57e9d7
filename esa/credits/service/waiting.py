"""The waiting list: what is set free goes to those who wait, in the order in which they came (TCAP-4, T10)."""

from collections.abc import Sequence

from esa.audit import service as audit
from esa.credits.domain import Movement, ReservationStanding
from esa.credits.domain.commands import ToTell
from esa.credits.domain.telling import FROM_THE_LINE
from esa.credits.models import Reservation
from esa.credits.service.holding import Held, free_for, last_day, move, trail
from esa.credits.store import giving
from esa.kernel.money import ZERO
from esa.platform.work import Work


def serve_waiting(work: Work, held: Held) -> list[Reservation]:
    """Give what is free to those who wait, by arrival, and return whom it reached.

    Everything that frees credits calls this before it ends, holding the cap: so nobody who comes later finds what
    somebody who waits could have. Who wants the whole or nothing is passed over while less is free, keeping the place.
    Each one reached is told to the rooms that listen to `ToTell`, whatever set the credits free.
    """
    if held.row.cap <= held.used:
        return []
    with work.by_the_system():
        served = [each for each in giving.waiting(work.tx, held.row.year) if _serve(work, held, each)]
        audit.record_many(work, "credit.served", "reservation", [each.reference for each in served])
        told = to_tell(work, "served", served)
    for each in told:
        work.emit(each)
    return served


def _serve(work: Work, held: Held, found: Reservation) -> bool:
    if found.year != work.today.year:
        return False
    free = free_for(work, held, found.organization_id)
    if free <= ZERO or (found.asked > free and not found.partial_ok):
        return False
    move(work, held, found, ReservationStanding.RESERVED, min(found.asked, free))
    found.reserved_at, found.lapses_after = work.now, last_day(work, work.today)
    trail(work, found, Movement.RESERVED, found.amount, FROM_THE_LINE)
    return True


def to_tell(work: Work, kind: str, found: Sequence[Reservation]) -> tuple[ToTell, ...]:
    """Return what is to be told to the donors of these reservations."""
    donors = {each.id: each for each in giving.donors_of(work.tx, [each.donor_id for each in found])}
    return tuple(
        ToTell(
            kind=kind, reservation_id=each.id, donor_id=each.donor_id, organization_id=each.organization_id,
            name=donors[each.donor_id].name, email=donors[each.donor_id].email,
            language=donors[each.donor_id].language, reference=each.reference, amount=each.amount,
            lapses_after=each.lapses_after, days_left=(each.lapses_after - work.today).days,
        )
        for each in found
    )  # fmt: skip
