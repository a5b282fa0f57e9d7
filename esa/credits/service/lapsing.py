"""What time does to reservations: they lapse, their donors are reminded, plans make new ones. Jobs call these."""

from dataclasses import dataclass
from datetime import timedelta

from esa.audit import service as audit
from esa.credits.domain import Movement, ReservationStanding
from esa.credits.domain.commands import ToTell
from esa.credits.domain.telling import REMIND
from esa.credits.models import Reservation
from esa.credits.service.holding import hold, move, trail
from esa.credits.service.waiting import serve_waiting, to_tell
from esa.credits.store import giving
from esa.kernel.money import ZERO, Money, total
from esa.kernel.permissions import Permission
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class Lapses:
    """What a run of the lapse came to: who lost a reservation, and who got one from the waiting list."""

    lapsed: tuple[ToTell, ...]
    served: tuple[ToTell, ...]

    @property
    def amount(self) -> Money:
        """Return the dollars that went back to the cap."""
        return total([each.amount for each in self.lapsed])


def lapse_due(work: Work) -> Lapses:
    """Let every reservation lapse whose last day is over and whose money is not under way (RES-2, T08).

    What it frees goes to those who wait, in the same transaction. Whether it runs once or ten times a day gives the
    same: a reservation lapses once. Returns whom to tell.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    lapsed: list[Reservation] = []
    served: list[Reservation] = []
    for year in giving.years_due(work.tx, work.today):
        held = hold(work, year)
        due = giving.due(work.tx, year, work.today)
        for found in due:
            move(work, held, found, ReservationStanding.LAPSED)
            held.row.lapsed += found.amount
            trail(work, found, Movement.LAPSED, found.amount)
        lapsed += due
        served += serve_waiting(work, held)
    _close_old_lists(work)
    work.tx.flush()
    audit.record_many(work, "credit.lapsed", "reservation", [each.reference for each in lapsed])
    return Lapses(to_tell(work, "lapsed", lapsed), to_tell(work, "served", served))


def _close_old_lists(work: Work) -> None:
    """Void the places on waiting lists of years that are over: nothing of their cap can be reserved any more."""
    for year in giving.years_waiting(work.tx, work.today.year):
        hold(work, year)
    for found in giving.waiting_before(work.tx, work.today.year):
        found.standing, found.changed_at, found.reason = ReservationStanding.VOIDED, work.now, "the year is over"
        trail(work, found, Movement.VOIDED, ZERO, found.reason)


def reminders_due(work: Work) -> tuple[ToTell, ...]:
    """Return whom to remind today: 10, 3 and 1 days before the last day, unless a payment is under way.

    It changes nothing; the reservation's id with `days_left` tells one reminder from another.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    days = [work.today + timedelta(days=each) for each in REMIND]
    return to_tell(work, "reminder", giving.ending(work.tx, days))
