"""Changing and withdrawing a reservation before anything is paid: the cap and both EAOs' shares follow at once."""

import uuid
from datetime import date

from esa.audit import service as audit
from esa.credits.domain import Movement, ReservationStanding
from esa.credits.models import Reservation
from esa.credits.service.holding import Held, free_for, hold_reservation, move, shift, trail
from esa.credits.service.refusing import refusal
from esa.credits.service.waiting import serve_waiting
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Invalid, LimitReached
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.credits.grounds import not_free_grounds, reserving_grounds
from esa.law.credits.sentences import ATTESTING, REPLAY
from esa.law.tried import sentence
from esa.organizations import service as organizations
from esa.platform.work import Work


def change(
    work: Work, reservation_id: uuid.UUID, *, organization_id: uuid.UUID | None = None, amount: Money | None = None
) -> Money:
    """Change the EAO or the amount of a reservation before anything is paid, and return the amount it has now.

    The last day stays. Raises Conflict where money came or is under way or the last day is over, Invalid under the
    minimum or for another EAO that is not certified this school year, LimitReached where so much is not free.
    """
    held, found = _own(work, reservation_id)
    eao, asked = organization_id or found.organization_id, amount or found.amount
    _refuse(work, found, eao, asked)
    name = organizations.organization(work, eao).name
    if found.standing is ReservationStanding.WAITING:
        found.organization_id, found.asked, found.amount = eao, asked, asked
    else:
        _shift(work, held, found, eao, asked)
    found.changed_at = work.now
    trail(work, found, Movement.CHANGED, asked, name)
    serve_waiting(work, held)
    audit.record(work, "credit.changed", subject_kind="reservation", subject_id=found.reference)
    return asked


def _refuse(work: Work, found: Reservation, eao: uuid.UUID, asked: Money) -> None:
    if _is_over(found, work.today):
        raise refusal(work, Conflict, [("", sentence(REPLAY, "lapsed", last_day=found.lapses_after))], "lapsed")
    grounds = [("amount", each) for each in reserving_grounds(asked, work.today, found.year, work.law)]
    certified = {each.id for each in organizations.certified(work, SchoolYear.of(work.today))}
    if eao != found.organization_id and eao not in certified:
        grounds.insert(0, ("organization", sentence(ATTESTING, "eao_unknown")))
    if grounds:
        raise refusal(work, Invalid, grounds, "invalid")


def _shift(work: Work, held: Held, found: Reservation, eao: uuid.UUID, asked: Money) -> None:
    """Take the amount out of one EAO's share and into the other's, if so much is free there. Raises LimitReached."""
    before = found.amount
    shift(work, held, found.organization_id, found.standing, -before)
    name = organizations.organization(work, eao).name
    lacking = not_free_grounds(
        asked, free_for(work, held, eao), name, partial_ok=False, allotted=held.is_allotted
    )  # fmt: skip
    if lacking:
        raise refusal(work, LimitReached, [("amount", each) for each in lacking], "not_free")
    shift(work, held, eao, found.standing, asked)
    if asked > before:
        trail(work, found, Movement.RESERVED, asked - before)
    elif asked < before:
        trail(work, found, Movement.REDUCED, before - asked)
    found.organization_id, found.amount, found.asked = eao, asked, asked


def cancel(work: Work, reservation_id: uuid.UUID, reason: str) -> None:
    """Void a reservation, or a place on the waiting list, before anything is paid; the cap gets it back.

    Raises Conflict where money came (that is taken back, see `take_back`) or is under way.
    """
    held, found = _own(work, reservation_id)
    freed = ZERO if found.standing is ReservationStanding.WAITING else found.amount
    move(work, held, found, ReservationStanding.VOIDED, reason=reason)
    trail(work, found, Movement.VOIDED, freed, reason)
    serve_waiting(work, held)
    audit.record(work, "credit.voided", subject_kind="reservation", subject_id=found.reference)


def _own(work: Work, reservation_id: uuid.UUID) -> tuple[Held, Reservation]:
    if not work.actor.may(Permission.CONTRIBUTION_RECORD):
        work.authorize(Permission.GIFT_MAKE)
    held, found = hold_reservation(work, reservation_id)
    if found.standing not in (ReservationStanding.RESERVED, ReservationStanding.WAITING):
        stands = sentence(ATTESTING, "not_reserved", standing=found.standing.value)
        raise refusal(work, Conflict, [("", stands)], "not_reserved")
    if found.paying_since is not None:
        raise refusal(work, Conflict, [("", sentence(ATTESTING, "paying"))], "paying")
    return held, found


def _is_over(found: Reservation, today: date) -> bool:
    return found.standing is ReservationStanding.RESERVED and today > found.lapses_after
