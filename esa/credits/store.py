"""All queries for the cap, donors, reservations and contributions."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import literal, select, text, update
from sqlalchemy.orm import Session

from esa.credits.models import Contribution, CreditCap, Donor, Reservation
from esa.kernel.money import Money
from esa.platform.tables import Cents


def cap(tx: Session, year: int) -> CreditCap | None:
    """Return the cap of a calendar year, as it stands in the database now."""
    return tx.scalar(select(CreditCap).where(CreditCap.year == year).execution_options(populate_existing=True))


def take(tx: Session, year: int, amount: Money) -> bool:
    """Reserve a part of the cap by one conditional UPDATE: False where there is not that much."""
    more = literal(amount, Cents())
    used = CreditCap.reserved + CreditCap.received + CreditCap.certified
    taken = (
        update(CreditCap)
        .where(CreditCap.year == year, used + more <= CreditCap.cap)
        .values(reserved=CreditCap.reserved + more)
    )
    return tx.scalar(taken.returning(CreditCap.year).execution_options(synchronize_session=False)) is not None


def settle(tx: Session, year: int, reserved: Money, received: Money) -> None:
    """Turn what was reserved into what came: the rest goes back to the cap."""
    tx.execute(
        update(CreditCap)
        .where(CreditCap.year == year)
        .values(
            reserved=CreditCap.reserved - literal(reserved, Cents()),
            received=CreditCap.received + literal(received, Cents()),
        )
        .execution_options(synchronize_session=False)
    )


def reservation_id(tx: Session, reference: str) -> uuid.UUID | None:
    """Return the id of the reservation of that number."""
    return tx.scalar(select(Reservation.id).where(Reservation.reference == reference))


def gifts(tx: Session, donor_id: uuid.UUID) -> list[tuple[Reservation, Contribution | None]]:
    """Return a donor's reservations, the newest first, each with the gift that came of it."""
    rows = (
        select(Reservation, Contribution)
        .outerjoin(Contribution, Contribution.reservation_id == Reservation.id)
        .where(Reservation.donor_id == donor_id)
        .order_by(Reservation.sequence.desc())
    )
    return [(reserved, gift) for reserved, gift in tx.execute(rows)]


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
