"""All queries for the Treasurer's fund and for overhead."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import Session

from esa.credits.domain import ReservationStanding
from esa.credits.models import Contribution, FundRemittance, OverheadCost, Reservation
from esa.kernel.money import Money


def due_by_year(tx: Session, organization_id: uuid.UUID) -> list[tuple[int, int, Money, Money]]:
    """Return (year, gifts, their sum, the 4 % due of them) of each calendar year, the newest first."""
    year = extract("year", Contribution.received_on)
    rows = (
        select(year, func.count(), func.sum(Contribution.amount), func.sum(Contribution.fund_due))
        .where(Contribution.organization_id == organization_id)
        .group_by(year)
        .order_by(year.desc())
    )
    return [(int(row[0]), int(row[1]), row[2], row[3]) for row in tx.execute(rows)]


def paid_by_year(tx: Session, organization_id: uuid.UUID) -> dict[int, Money]:
    """Return what an EAO paid to the fund for each calendar year."""
    rows = (
        select(FundRemittance.year, func.sum(FundRemittance.amount))
        .where(FundRemittance.organization_id == organization_id)
        .group_by(FundRemittance.year)
    )
    return {row[0]: row[1] for row in tx.execute(rows)}


def remittances(tx: Session, organization_id: uuid.UUID) -> Sequence[FundRemittance]:
    """Return an EAO's payments to the fund, the newest first."""
    asked = select(FundRemittance).where(FundRemittance.organization_id == organization_id)
    return tx.scalars(asked.order_by(FundRemittance.paid_on.desc(), FundRemittance.recorded_at.desc())).all()


def costs(tx: Session, organization_id: uuid.UUID, first: date, last: date) -> Sequence[OverheadCost]:
    """Return an EAO's overhead costs of a span, the newest first."""
    asked = select(OverheadCost).where(
        OverheadCost.organization_id == organization_id, OverheadCost.paid_on.between(first, last)
    )
    return tx.scalars(asked.order_by(OverheadCost.paid_on.desc(), OverheadCost.recorded_at.desc())).all()


def _sum(tx: Session, amount: Any, *where: ColumnElement[bool]) -> Money:
    return tx.scalar(select(func.sum(amount)).where(*where)) or Money(0)


def contributed(tx: Session, organization_id: uuid.UUID, first: date, last: date) -> Money:
    """Return what was given to an EAO in a span, without what was taken back."""
    mine = Contribution.organization_id == organization_id
    return _sum(tx, Contribution.amount, mine, Contribution.received_on.between(first, last))


def reserved(tx: Session, organization_id: uuid.UUID) -> Money:
    """Return what is reserved for an EAO and waits for money."""
    mine = Reservation.organization_id == organization_id
    return _sum(tx, Reservation.amount, mine, Reservation.standing == ReservationStanding.RESERVED)


def overhead(tx: Session, organization_id: uuid.UUID, first: date, last: date) -> Money:
    """Return an EAO's overhead costs of a span."""
    mine = OverheadCost.organization_id == organization_id
    return _sum(tx, OverheadCost.amount, mine, OverheadCost.paid_on.between(first, last))
