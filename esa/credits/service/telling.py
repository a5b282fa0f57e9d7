"""What donors are told: the trail of their reservations read once, in order, and a letter written for what matters.

The letters follow from the trail, so reserving costs nothing more for them, and none is lost or written twice: how far
the trail was read stands in the same transaction as the letters.
"""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date

from esa.credits.domain.telling import REMIND, letter_of, reminder_of
from esa.credits.domain.words import Movement
from esa.credits.models import Contribution, Donor, GiftPlan, Reservation, ReservationMovement
from esa.credits.store import giving, people
from esa.credits.store import telling as rows
from esa.identity import service as identity
from esa.identity.domain import Reader
from esa.kernel.errors import NotFound
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.notices import service as notices
from esa.notices.domain import GOES_OUT_FOR, OWN_PAGE
from esa.organizations import service as organizations
from esa.platform.translation import LANGUAGES
from esa.platform.work import Work

AT_ONCE = 500


def years_to_tell(work: Work) -> Sequence[int]:
    """Return the years whose reservations donors are told of."""
    return rows.years(work.tx)


def tell_next(work: Work, year: int) -> int:
    """Write the letters of what happened next to a year's reservations; return how much of the trail was read.

    A year whose trail was never read begins with what is young enough to be e-mailed.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    told = rows.told(work.tx, year, work.now - GOES_OUT_FOR)
    found = rows.untold(work.tx, year, told.up_to, AT_ONCE)
    desk = _Desk(work, [reserved for _, reserved in found])
    for moved, reserved in found:
        kind = letter_of(moved.kind, moved.reason, reserved.standing, of_plan=reserved.plan_id is not None)
        if kind is not None:
            desk.write(reserved, kind, _act(moved, reserved))
    if found:
        told.up_to = found[-1][0].id
    return len(found)


def _act(moved: ReservationMovement, reserved: Reservation) -> str:
    """Return what tells this act from others: credits reserved are told once for each last day, others each time."""
    if moved.kind is Movement.RESERVED:
        return f"reserved:{reserved.id}:{reserved.lapses_after}"
    return f"reservation_moved:{moved.id}"


def remind_next(work: Work, after: int) -> int | None:
    """Write the reminders that are due, from behind the reservation of that sequence; return where the next begin.

    Each of the three is written once for a last day; one whose day was missed comes late. None at the end.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    days = [work.today + timedelta(days=each) for each in range(max(REMIND) + 1)]
    found = rows.ending(work.tx, days, after, AT_ONCE)
    acts = {each.id: f"ends_soon:{each.id}:{each.lapses_after}:{_left(work, each)}" for each in found}
    told = notices.told(work, list(acts.values()))
    due = [each for each in found if acts[each.id] not in told]
    desk = _Desk(work, due)
    for each in due:
        desk.write(each, notices.Kind.RESERVATION_ENDS_SOON, acts[each.id])
    return found[-1].sequence if len(found) == AT_ONCE else None


def _left(work: Work, reserved: Reservation) -> int | None:
    return reminder_of(reserved.lapses_after, work.today)


class _Desk:
    """Where letters about reservations are written: the donors, EAOs and gifts behind them, read once."""

    def __init__(self, work: Work, reserved: Sequence[Reservation]) -> None:
        self.work = work
        self.donors = {each.id: each for each in giving.donors_of(work.tx, [each.donor_id for each in reserved])}
        self.names = {each.id: each.name for each in organizations.organizations(work)} if reserved else {}
        self.gifts = {each.reservation_id: each for each in rows.gifts(work.tx, [each.id for each in reserved])}

    def write(self, reserved: Reservation, kind: notices.Kind, act: str) -> None:
        """Write one letter to everybody who reads for the donor."""
        donor = self.donors[reserved.donor_id]
        for reader in _readers(self.work, donor):
            values = self._values(reserved, reader.language)
            notices.tell_donor(self.work, donor.id, reader, kind, act, values)

    def _values(self, reserved: Reservation, language: str) -> dict[str, str]:
        gift: Contribution | None = self.gifts.get(reserved.id)
        left = (reserved.lapses_after - self.work.today).days
        return {
            "number": reserved.reference, "eao": self.names[reserved.organization_id],
            "amount": _dollars(reserved.amount), "day": _day(reserved.lapses_after, language), "days": str(left),
            "year": str(reserved.year), "receipt": "" if gift is None else gift.receipt_number,
            "given": _dollars(ZERO if gift is None else gift.amount), "page": OWN_PAGE,
        }  # fmt: skip


def tell_of_plan(work: Work, plan: GiftPlan) -> None:
    """Write to a donor that a plan was stopped since its EAO gets no more gifts; in the transaction that stops it."""
    donor = people.donor(work.tx, plan.donor_id)
    if donor is None:
        return
    name = organizations.organization(work, plan.organization_id).name
    for reader in _readers(work, donor):
        values = {"eao": name, "amount": _dollars(plan.amount), "page": OWN_PAGE}
        notices.tell_donor(work, donor.id, reader, notices.Kind.PLAN_STOPPED, f"plan_stopped:{plan.id}", values)


def _readers(work: Work, donor: Donor) -> list[Reader]:
    """Return where a donor's letters go: to the address given for them, else to who signs in for the donor."""
    language = donor.language if donor.language in LANGUAGES else "en"
    if donor.email:
        return [Reader(donor.email, language)]
    return [Reader(each.email, language) for each in identity.readers_of_donor(work, donor.id)]


def _dollars(amount: Money) -> str:
    return f"${amount!s}"


def _day(when: date, language: str) -> str:
    return str(format_date(when, "long", locale=language))


def set_language(work: Work, donor_id: uuid.UUID, language: str) -> None:
    """Keep the language of a donor's letters. Raises NotFound for another donor, or a language that we do not write."""
    work.authorize(Permission.GIFT_MAKE)
    found = people.donor(work.tx, donor_id)
    if found is None or language not in LANGUAGES:
        raise NotFound("There is no such donor.")
    found.language = language
    work.tx.flush()
