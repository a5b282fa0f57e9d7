"""What of reservations and gifts can be read: by donors, by EAOs, by the Treasurer."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from esa.credits.domain import Movement, ReservationStanding
from esa.credits.domain.words import USES
from esa.credits.models import Contribution, Donor, GiftReturn, Reservation, ReservationMovement
from esa.credits.store import caps, giving, looking
from esa.kernel.errors import NotFound
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.platform.work import Work

Row = tuple[Reservation, Contribution | None]
_PAGE = 50


def own_gifts(work: Work) -> list[Row]:
    """Return the reservations of the donor who asks, the newest first, each with the gift that came of it."""
    work.authorize(Permission.GIFT_MAKE)
    return [] if work.actor.donor_id is None else giving.gifts(work.tx, work.actor.donor_id)


def donors(work: Work, organization_id: uuid.UUID) -> Sequence[Donor]:
    """Return the donors whom an EAO brought in, the first first."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    return giving.donors(work.tx, organization_id)


def gifts_by_organization(work: Work, first: date, last: date) -> dict[uuid.UUID, tuple[int, Money, Money]]:
    """Return each EAO's gifts of a span of days: how many, their sum, the 4 % due of them."""
    work.authorize(Permission.ORGANIZATION_READ)
    return giving.by_organization(work.tx, first, last)


def gifts_by_month(work: Work, year: int) -> list[tuple[int, Money]]:
    """Return what was given in each month of a calendar year."""
    work.authorize(Permission.ORGANIZATION_READ)
    return giving.by_month(work.tx, year)


def reservation_id(work: Work, reference: str) -> uuid.UUID:
    """Return the id of a reservation by its number. Raises NotFound."""
    found = giving.reservation_id(work.tx, reference)
    if found is None:
        raise NotFound("There is no such reservation.")
    return found


def trails(work: Work, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[ReservationMovement]]:
    """Return what happened to each reservation in reach, in order."""
    found: dict[uuid.UUID, list[ReservationMovement]] = {}
    for each in looking.movements(work.tx, ids):
        found.setdefault(each.reservation_id, []).append(each)
    return found


def returns(work: Work, reservation_id: uuid.UUID) -> Sequence[GiftReturn]:
    """Return what went back of a reservation's gifts, in order."""
    return looking.returns(work.tx, reservation_id)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an EAO's reservations; `following` is where the next one begins."""

    rows: list[Row]
    following: str = ""


def eao_gifts(work: Work, organization_id: uuid.UUID, standing: ReservationStanding | None, after: str) -> Page:
    """Return a page of an EAO's reservations, the newest first."""
    work.authorize(Permission.BOOKS_READ)
    start = int(after) if after.isascii() and after.isdigit() else None
    rows = looking.of_organization(work.tx, organization_id, standing, start, _PAGE + 1)
    following = str(rows[_PAGE - 1][0].sequence) if len(rows) > _PAGE else ""
    return Page(rows[:_PAGE], following)


def before_me(work: Work) -> dict[uuid.UUID, int]:
    """Return how many stand in line before each waiting reservation of the donor who asks: counts, no names."""
    work.authorize(Permission.GIFT_MAKE)
    return looking.before(work.tx)


def lapses(work: Work, year: int) -> list[tuple[Reservation, ReservationMovement]]:
    """Return a year's newest lapses, as many as a page holds."""
    work.authorize(Permission.ORGANIZATION_READ)
    return looking.lapses(work.tx, year, _PAGE)


def ending_soon(work: Work, organization_id: uuid.UUID, days: int = 10) -> Sequence[Reservation]:
    """Return an EAO's reservations whose money must come in so many days, the first to end first, ten at most."""
    work.authorize(Permission.BOOKS_READ)
    return looking.ending(work.tx, organization_id, work.today + timedelta(days=days), 10)


def eao_counts(work: Work, organization_id: uuid.UUID, year: int) -> dict[ReservationStanding, tuple[int, Money]]:
    """Return how many of an EAO's reservations of a year stand where, and their dollars."""
    work.authorize(Permission.BOOKS_READ)
    return looking.counts(work.tx, organization_id, year)


def eao_gift(work: Work, reference: str) -> Row:
    """Return a reservation of the EAO that asks, with its gift. Raises NotFound for anybody else's."""
    work.authorize(Permission.BOOKS_READ)
    found = looking.one(work.tx, reference)
    if found is None or found[0].organization_id != work.actor.organization_id:
        raise NotFound("There is no such reservation.")
    return found


@dataclass(frozen=True, slots=True)
class Month:
    """How the cap stood at the end of a month, in what was reserved, given and certified until then."""

    month: int
    reserved: Money
    given: Money
    lapsed: Money
    open: Money


def through_year(work: Work, year: int) -> list[Month]:
    """Return each month of a year so far: what was reserved, given and lapsed in it, and what was in use at its end."""
    work.authorize(Permission.ORGANIZATION_READ)
    sums: dict[int, dict[Movement, Money]] = {}
    for month, kind, amount in looking.by_month(work.tx, year):
        sums.setdefault(month, {})[kind] = amount
    months, used = [], 0
    for month in range(1, (work.today.month if work.today.year == year else 12) + 1):
        kinds = sums.get(month, {})
        used += sum(sign * kinds.get(kind, ZERO).cents for kind, sign in USES.items())
        reserved, given, lapsed = (
            kinds.get(kind, ZERO) for kind in (Movement.RESERVED, Movement.RECEIVED, Movement.LAPSED)
        )
        months.append(Month(month, reserved, given, lapsed, Money(used)))
    return months


def by_standing(work: Work, year: int) -> dict[uuid.UUID, dict[ReservationStanding, Money]]:
    """Return each EAO's dollars of a year by where its reservations stand."""
    work.authorize(Permission.ORGANIZATION_READ)
    return caps.used_by_standing(work.tx, year)


def to_certify(work: Work) -> list[Row]:
    """Return the gifts whose proof is there, the first sent first, as many as a page holds."""
    work.authorize(Permission.ORGANIZATION_READ)
    return looking.to_certify(work.tx, _PAGE)


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that a person should look at: which reservation, and why."""

    found: Reservation
    why: str


def exceptions(work: Work) -> list[Oddity]:
    """Return what is out of the ordinary: certified and taken back, a payment on its way for long, a lapse not done."""
    work.authorize(Permission.ORGANIZATION_READ)
    return [Oddity(found, why) for found, why in looking.odd(work.tx, work.today)]
