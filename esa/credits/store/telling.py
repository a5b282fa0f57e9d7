"""All queries for what donors are told: how far the trail was read, and what a letter needs."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.credits.domain import ReservationStanding
from esa.credits.models import Contribution, CreditCap, Reservation, ReservationMovement, ReservationsTold


def years(tx: Session) -> Sequence[int]:
    """Return the years that have a cap, and so may have reservations."""
    return tx.scalars(select(CreditCap.year).order_by(CreditCap.year)).all()


def told(tx: Session, year: int, since: datetime) -> ReservationsTold:
    """Return how far a year's trail was told, locked; a year never told begins with what has happened since then."""
    old = select(func.coalesce(func.max(ReservationMovement.id), 0)).where(
        ReservationMovement.year == year, ReservationMovement.at < since
    )
    begun = insert(ReservationsTold).values(year=year, up_to=old.scalar_subquery()).on_conflict_do_nothing()
    found = tx.scalar(select(ReservationsTold).where(ReservationsTold.year == year).with_for_update())
    if found is None:
        tx.execute(begun)
        found = tx.scalars(select(ReservationsTold).where(ReservationsTold.year == year).with_for_update()).one()
    return found


def untold(tx: Session, year: int, up_to: int, limit: int) -> Sequence[tuple[ReservationMovement, Reservation]]:
    """Return what happened next to a year's reservations, in order, each with the reservation as it stands now."""
    asked = (
        select(ReservationMovement, Reservation)
        .join(Reservation, Reservation.id == ReservationMovement.reservation_id)
        .where(ReservationMovement.year == year, ReservationMovement.id > up_to)
        .order_by(ReservationMovement.id)
        .limit(limit)
    )
    return [(moved, found) for moved, found in tx.execute(asked)]


def ending(tx: Session, days: Sequence[date], after: int, limit: int) -> Sequence[Reservation]:
    """Return reservations that wait for money and whose last day is one of these, from behind that sequence."""
    asked = select(Reservation).where(
        Reservation.standing == ReservationStanding.RESERVED,
        Reservation.lapses_after.in_(days),
        Reservation.paying_since.is_(None),
        Reservation.sequence > after,
    )
    return tx.scalars(asked.order_by(Reservation.sequence).limit(limit)).all()


def gifts(tx: Session, reservation_ids: Sequence[uuid.UUID]) -> Sequence[Contribution]:
    """Return the gifts that stand behind these reservations."""
    asked = select(Contribution).where(
        Contribution.reservation_id.in_(reservation_ids), Contribution.voided_at.is_(None)
    )
    return tx.scalars(asked).all()
