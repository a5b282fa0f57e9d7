"""All queries for the cap, its allotments and the decisions about them."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from esa.credits.domain import ChangeStanding, ReservationStanding
from esa.credits.domain.words import PART_OF
from esa.credits.models import AllotmentChange, CreditAllotment, CreditCap, Reservation
from esa.kernel.money import Money

LIVE = tuple(PART_OF)


def cap(tx: Session, year: int) -> CreditCap | None:
    """Return the cap of a calendar year, as it stands in the database now."""
    return tx.scalar(select(CreditCap).where(CreditCap.year == year).execution_options(populate_existing=True))


def locked_cap(tx: Session, year: int) -> CreditCap | None:
    """Return the cap of a calendar year and hold its row to the end of the transaction."""
    asked = select(CreditCap).where(CreditCap.year == year).with_for_update()
    return tx.scalar(asked.execution_options(populate_existing=True))


def locked_share(tx: Session, year: int, organization_id: uuid.UUID) -> CreditAllotment | None:
    """Return an EAO's allotment and hold its row; the cap's row is held already."""
    asked = select(CreditAllotment).where(
        CreditAllotment.year == year, CreditAllotment.organization_id == organization_id
    )
    return tx.scalar(asked.with_for_update().execution_options(populate_existing=True))


def shares(tx: Session, year: int) -> Sequence[CreditAllotment]:
    """Return all allotments of a year."""
    asked = select(CreditAllotment).where(CreditAllotment.year == year)
    return tx.scalars(asked.execution_options(populate_existing=True)).all()


def used_by_organization(tx: Session, year: int) -> dict[uuid.UUID, Money]:
    """Return what each EAO's donors use of the cap of a year."""
    rows = (
        select(Reservation.organization_id, func.sum(Reservation.amount))
        .where(Reservation.year == year, Reservation.standing.in_(LIVE))
        .group_by(Reservation.organization_id)
    )
    return {each: amount for each, amount in tx.execute(rows) if amount}


def used_by_standing(tx: Session, year: int) -> dict[uuid.UUID, dict[ReservationStanding, Money]]:
    """Return each EAO's dollars of a year by where their reservations stand."""
    rows = (
        select(Reservation.organization_id, Reservation.standing, func.sum(Reservation.amount))
        .where(Reservation.year == year)
        .group_by(Reservation.organization_id, Reservation.standing)
    )
    found: dict[uuid.UUID, dict[ReservationStanding, Money]] = {}
    for organization_id, standing, amount in tx.execute(rows):
        found.setdefault(organization_id, {})[standing] = amount
    return found


def changes(tx: Session, year: int) -> Sequence[AllotmentChange]:
    """Return the decisions about a year's allotments, the newest first."""
    asked = select(AllotmentChange).where(AllotmentChange.year == year)
    return tx.scalars(asked.order_by(AllotmentChange.proposed_at.desc(), AllotmentChange.id)).all()


def locked_change(tx: Session, change_id: uuid.UUID) -> AllotmentChange | None:
    """Return a proposed decision and hold its row."""
    asked = select(AllotmentChange).where(
        AllotmentChange.id == change_id, AllotmentChange.standing == ChangeStanding.PROPOSED
    )
    return tx.scalar(asked.with_for_update().execution_options(populate_existing=True))


def change_year(tx: Session, change_id: uuid.UUID) -> int | None:
    """Return the year of a decision about allotments."""
    return tx.scalar(select(AllotmentChange.year).where(AllotmentChange.id == change_id))
