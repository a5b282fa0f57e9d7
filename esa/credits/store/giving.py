"""All queries for donors, reservations and contributions."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.orm import Session

from esa.credits.domain import ReservationStanding
from esa.credits.models import Contribution, Donor, GiftReturn, Reservation
from esa.kernel.money import Money


def year_of(tx: Session, reservation_id: uuid.UUID) -> int | None:
    """Return the calendar year whose cap a reservation uses."""
    return tx.scalar(select(Reservation.year).where(Reservation.id == reservation_id))


def locked(tx: Session, reservation_id: uuid.UUID) -> Reservation | None:
    """Return a reservation and hold its row; the cap's row is held already."""
    asked = select(Reservation).where(Reservation.id == reservation_id).with_for_update()
    return tx.scalar(asked.execution_options(populate_existing=True))


def waiting(tx: Session, year: int) -> Sequence[Reservation]:
    """Return those who wait for credits of a year, by arrival, and hold their rows."""
    asked = select(Reservation).where(Reservation.year == year, Reservation.standing == ReservationStanding.WAITING)
    rows = asked.order_by(Reservation.sequence).with_for_update()
    return tx.scalars(rows.execution_options(populate_existing=True)).all()


def returns(tx: Session, contribution_id: uuid.UUID) -> Sequence[GiftReturn]:
    """Return what went back of a gift, in order."""
    asked = select(GiftReturn).where(GiftReturn.contribution_id == contribution_id)
    return tx.scalars(asked.order_by(GiftReturn.recorded_at, GiftReturn.id)).all()


def waiting_before(tx: Session, year: int) -> Sequence[Reservation]:
    """Return those who wait for credits of years before that one, and hold their rows."""
    asked = select(Reservation).where(Reservation.year < year, Reservation.standing == ReservationStanding.WAITING)
    return tx.scalars(asked.order_by(Reservation.sequence).with_for_update()).all()


def years_waiting(tx: Session, year: int) -> Sequence[int]:
    """Return the years before that one of whose credits somebody still waits for some."""
    asked = select(Reservation.year).where(Reservation.year < year, Reservation.standing == ReservationStanding.WAITING)
    return tx.scalars(asked.distinct().order_by(Reservation.year)).all()


def gift_of(tx: Session, reservation_id: uuid.UUID) -> Contribution | None:
    """Return the gift that stands behind a reservation and hold its row."""
    asked = select(Contribution).where(Contribution.reservation_id == reservation_id, Contribution.voided_at.is_(None))
    return tx.scalar(asked.with_for_update().execution_options(populate_existing=True))


def reservation_of_receipt(tx: Session, receipt_number: str) -> uuid.UUID | None:
    """Return the reservation behind a receipt."""
    return tx.scalar(select(Contribution.reservation_id).where(Contribution.receipt_number == receipt_number))


def by_receipt(tx: Session, receipt_number: str) -> Contribution | None:
    """Return the gift of a receipt and hold its row."""
    asked = select(Contribution).where(Contribution.receipt_number == receipt_number).with_for_update()
    return tx.scalar(asked.execution_options(populate_existing=True))


def by_reference(tx: Session, reference: str) -> Reservation | None:
    """Return the reservation of that number."""
    return tx.scalar(select(Reservation).where(Reservation.reference == reference))


def organization_of(tx: Session, reservation_id: uuid.UUID) -> uuid.UUID | None:
    """Return the EAO that a reservation is for now."""
    return tx.scalar(select(Reservation.organization_id).where(Reservation.id == reservation_id))


def reservation_id(tx: Session, reference: str) -> uuid.UUID | None:
    """Return the id of the reservation of that number."""
    return tx.scalar(select(Reservation.id).where(Reservation.reference == reference))


def gifts(tx: Session, donor_id: uuid.UUID) -> list[tuple[Reservation, Contribution | None]]:
    """Return a donor's reservations, the newest first, each with the gift that came of it."""
    rows = (
        select(Reservation, Contribution)
        .outerjoin(Contribution, (Contribution.reservation_id == Reservation.id) & Contribution.voided_at.is_(None))
        .where(Reservation.donor_id == donor_id)
        .order_by(Reservation.sequence.desc())
    )
    return [(reserved, gift) for reserved, gift in tx.execute(rows)]


def years_due(tx: Session, today: date) -> Sequence[int]:
    """Return the years of which reservations are due to lapse."""
    asked = select(Reservation.year).where(*_due(today)).distinct().order_by(Reservation.year)
    return tx.scalars(asked).all()


def due(tx: Session, year: int, today: date) -> Sequence[Reservation]:
    """Return a year's reservations whose last day is over without money under way, by arrival, and hold their rows."""
    asked = select(Reservation).where(Reservation.year == year, *_due(today)).order_by(Reservation.sequence)
    return tx.scalars(asked.with_for_update().execution_options(populate_existing=True)).all()


def _due(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Reservation.standing == ReservationStanding.RESERVED,
        Reservation.lapses_after < today,
        Reservation.paying_since.is_(None),
    )


def ending(tx: Session, days: Sequence[date]) -> list[Reservation]:
    """Return the reservations that wait for money and whose last day is one of these."""
    asked = select(Reservation).where(
        Reservation.standing == ReservationStanding.RESERVED,
        Reservation.lapses_after.in_(days),
        Reservation.paying_since.is_(None),
    )
    return list(tx.scalars(asked.order_by(Reservation.lapses_after, Reservation.sequence)))


def donors_of(tx: Session, ids: Sequence[uuid.UUID]) -> Sequence[Donor]:
    """Return donors by their ids."""
    return tx.scalars(select(Donor).where(Donor.id.in_(set(ids)))).all()


def donors(tx: Session, organization_id: uuid.UUID) -> Sequence[Donor]:
    """Return the donors whom an EAO brought in, the first first."""
    return tx.scalars(
        select(Donor).where(Donor.intake_organization_id == organization_id).order_by(Donor.created_at, Donor.id)
    ).all()


def by_organization(tx: Session, first: Any, last: Any) -> dict[uuid.UUID, tuple[int, Money, Money]]:
    """Return each EAO's gifts received in a span of days: how many, their sum, the 4 % due of them."""
    rows = text(
        "SELECT organization_id, count(*), sum(amount)::bigint, sum(fund_due)::bigint FROM contributions"
        " WHERE received_on BETWEEN :first AND :last GROUP BY 1"
    )
    found = tx.execute(rows, {"first": first, "last": last})
    return {r[0]: (int(r[1]), Money(int(r[2])), Money(int(r[3]))) for r in found}


def by_month(tx: Session, year: int) -> list[tuple[int, Money]]:
    """Return what was received in each month of a calendar year."""
    rows = text(
        "SELECT extract(month FROM received_on)::int, sum(amount)::bigint FROM contributions"
        " WHERE extract(year FROM received_on) = :year GROUP BY 1 ORDER BY 1"
    )
    return [(int(r[0]), Money(int(r[1]))) for r in tx.execute(rows, {"year": year})]
