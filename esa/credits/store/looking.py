"""The queries behind the pages of EAOs and of the Treasurer's desk."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import extract, func, select, text
from sqlalchemy.orm import Session

from esa.credits.domain import Movement, ReservationStanding
from esa.credits.models import Contribution, GiftReturn, Reservation, ReservationMovement
from esa.kernel.money import Money

Row = tuple[Reservation, Contribution | None]
_GIFT = (Contribution.reservation_id == Reservation.id) & Contribution.voided_at.is_(None)
# A bank debit is settled or refused within two weeks.
_LONG = timedelta(days=14)


def movements(tx: Session, ids: Sequence[uuid.UUID]) -> Sequence[ReservationMovement]:
    """Return what happened to reservations, in order."""
    asked = select(ReservationMovement).where(ReservationMovement.reservation_id.in_(ids))
    return tx.scalars(asked.order_by(ReservationMovement.id)).all()


def returns(tx: Session, reservation_id: uuid.UUID) -> Sequence[GiftReturn]:
    """Return what went back of a reservation's gifts, in order."""
    asked = select(GiftReturn).join(Contribution, Contribution.id == GiftReturn.contribution_id)
    return tx.scalars(
        asked.where(Contribution.reservation_id == reservation_id).order_by(GiftReturn.recorded_at, GiftReturn.id)
    ).all()


def of_organization(
    tx: Session, organization_id: uuid.UUID, standing: ReservationStanding | None, after: int | None, limit: int
) -> list[Row]:
    """Return an EAO's reservations, the newest first, from behind the one of that sequence."""
    asked = select(Reservation, Contribution).outerjoin(Contribution, _GIFT)
    asked = asked.where(Reservation.organization_id == organization_id)
    if standing is not None:
        asked = asked.where(Reservation.standing == standing)
    if after is not None:
        asked = asked.where(Reservation.sequence < after)
    return [(found, gift) for found, gift in tx.execute(asked.order_by(Reservation.sequence.desc()).limit(limit))]


def before(tx: Session) -> dict[uuid.UUID, int]:
    """Return how many stand in line before each waiting reservation of the donor who asks."""
    return {row[0]: int(row[1]) for row in tx.execute(text("SELECT reservation_id, before FROM credits_before()"))}


def lapses(tx: Session, year: int, limit: int) -> list[tuple[Reservation, ReservationMovement]]:
    """Return a year's lapses, the newest first."""
    asked = (
        select(Reservation, ReservationMovement)
        .join_from(Reservation, ReservationMovement, Reservation.id == ReservationMovement.reservation_id)
        .where(ReservationMovement.year == year, ReservationMovement.kind == Movement.LAPSED)
        .order_by(ReservationMovement.id.desc())
        .limit(limit)
    )
    return [(found, moved) for found, moved in tx.execute(asked)]


def ending(tx: Session, organization_id: uuid.UUID, last: date, limit: int) -> Sequence[Reservation]:
    """Return an EAO's reservations that wait for money and end by that day, the first to end first."""
    asked = select(Reservation).where(
        Reservation.organization_id == organization_id,
        Reservation.standing == ReservationStanding.RESERVED,
        Reservation.lapses_after <= last,
    )
    return tx.scalars(asked.order_by(Reservation.lapses_after, Reservation.sequence).limit(limit)).all()


def counts(tx: Session, organization_id: uuid.UUID, year: int) -> dict[ReservationStanding, tuple[int, Money]]:
    """Return how many of an EAO's reservations of a year stand where, and their dollars."""
    asked = (
        select(Reservation.standing, func.count(), func.sum(Reservation.amount))
        .where(Reservation.organization_id == organization_id, Reservation.year == year)
        .group_by(Reservation.standing)
    )
    return {row[0]: (int(row[1]), row[2]) for row in tx.execute(asked)}


def one(tx: Session, reference: str) -> Row | None:
    """Return a reservation with its gift by its number."""
    asked = select(Reservation, Contribution).outerjoin(Contribution, _GIFT).where(Reservation.reference == reference)
    row = tx.execute(asked).first()
    return None if row is None else (row[0], row[1])


def credited(tx: Session, year: int) -> Money:
    """Return the credit of the gifts that stand behind a year's reservations."""
    asked = select(func.sum(Contribution.credit)).join(Reservation, _GIFT).where(Reservation.year == year)
    return tx.scalar(asked) or Money(0)


def by_month(tx: Session, year: int) -> list[tuple[int, Movement, Money]]:
    """Return what moved in each month of a year (Central time), by kind."""
    month = extract("month", func.timezone("America/Chicago", ReservationMovement.at))
    asked = (
        select(month, ReservationMovement.kind, func.sum(ReservationMovement.amount))
        .where(ReservationMovement.year == year)
        .group_by(month, ReservationMovement.kind)
    )
    return [(int(row[0]), row[1], row[2]) for row in tx.execute(asked)]


def to_certify(tx: Session, limit: int) -> list[Row]:
    """Return the gifts whose proof is there, the first sent first."""
    asked = (
        select(Reservation, Contribution)
        .join(Contribution, _GIFT)
        .where(Reservation.standing == ReservationStanding.PROOFED)
        .order_by(Contribution.proofed_at, Reservation.sequence)
        .limit(limit)
    )
    return [(found, gift) for found, gift in tx.execute(asked)]


def odd(tx: Session, today: date) -> list[tuple[Reservation, str]]:
    """Return reservations that are out of the ordinary, each with the word for why."""
    back = text(
        "SELECT DISTINCT c.reservation_id FROM gift_returns g JOIN contributions c ON c.id = g.contribution_id"
        " WHERE c.certified_at IS NOT NULL AND g.recorded_at >= c.certified_at"
    )
    certified = [row[0] for row in tx.execute(back)]
    found = [(each, "certified_back") for each in _rows(tx, Reservation.id.in_(certified))]
    found += [(each, "long_under_way") for each in _rows(tx, Reservation.paying_since < today - _LONG)]
    waiting = Reservation.standing == ReservationStanding.RESERVED
    late = waiting & Reservation.paying_since.is_(None) & (Reservation.lapses_after < today)
    return found + [(each, "not_lapsed_yet") for each in _rows(tx, late)]


def large_unpaid(tx: Session, year: int, from_amount: Money) -> Sequence[Reservation]:
    """Return a year's reservations of that amount or more that wait for money and have none on its way."""
    mine = (Reservation.year == year, Reservation.standing == ReservationStanding.RESERVED)
    asked = select(Reservation).where(*mine, Reservation.paying_since.is_(None), Reservation.amount >= from_amount)
    return tx.scalars(asked.order_by(Reservation.amount.desc(), Reservation.sequence).limit(50)).all()


def _rows(tx: Session, where: object) -> Sequence[Reservation]:
    asked = select(Reservation).where(where).order_by(Reservation.sequence).limit(50)  # type: ignore[arg-type]
    return tx.scalars(asked).all()
