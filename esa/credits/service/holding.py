"""Holding the cap: every change of what uses it locks the cap's row, then the EAO's, then the reservation's."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from esa.credits.domain import AllotmentMode, Movement, ReservationStanding
from esa.credits.domain.words import PART_OF
from esa.credits.models import CreditAllotment, CreditCap, Reservation, ReservationMovement
from esa.credits.store import caps, giving
from esa.kernel.errors import NotFound
from esa.kernel.money import ZERO, Money
from esa.platform.work import Work


@dataclass(slots=True)
class Held:
    """A year's cap whose row this transaction holds, with the allotments it has come to hold."""

    row: CreditCap
    shares: dict[uuid.UUID, CreditAllotment | None] = field(default_factory=dict)

    @property
    def used(self) -> Money:
        """Return what of the cap is in use."""
        return self.row.reserved + self.row.received + self.row.certified

    @property
    def is_allotted(self) -> bool:
        """Say whether the cap is shared out among EAOs."""
        return self.row.mode is not AllotmentMode.FIRST_COME


def hold(work: Work, year: int) -> Held:
    """Lock the cap of a calendar year to the end of the transaction. Raises NotFound where it is not set."""
    row = caps.locked_cap(work.tx, year)
    if row is None:
        raise NotFound(f"The cap of {year} is not set.", code="cap_unknown")
    return Held(row)


def hold_reservation(work: Work, reservation_id: uuid.UUID) -> tuple[Held, Reservation]:
    """Lock the cap of a reservation's year, then the reservation. Raises NotFound."""
    year = giving.year_of(work.tx, reservation_id)
    if year is None:
        raise NotFound("There is no such reservation.")
    held = hold(work, year)
    found = giving.locked(work.tx, reservation_id)
    if found is None:
        raise NotFound("There is no such reservation.")
    return held, found


def share_of(work: Work, held: Held, organization_id: uuid.UUID) -> CreditAllotment | None:
    """Return an EAO's allotment, locked; None where it has none."""
    if organization_id not in held.shares:
        held.shares[organization_id] = caps.locked_share(work.tx, held.row.year, organization_id)
    return held.shares[organization_id]


def free_for(work: Work, held: Held, organization_id: uuid.UUID) -> Money:
    """Return what an EAO's donors may still reserve: of the cap and, with allotments, of the EAO's own (TCAP-7)."""
    available = held.row.cap - held.used
    if not held.is_allotted:
        return available
    share = share_of(work, held, organization_id)
    return ZERO if share is None else min(available, share.allotted - share.used)


def shift(work: Work, held: Held, organization_id: uuid.UUID, standing: ReservationStanding, amount: Money) -> None:
    """Let the amount (negative to give back) be used in that standing; a standing that uses nothing changes nothing."""
    part = PART_OF.get(standing)
    if part is None or not amount:
        return
    setattr(held.row, part.value, getattr(held.row, part.value) + amount)
    share = share_of(work, held, organization_id) if held.is_allotted else None
    if share is not None:
        share.used += amount


def move(
    work: Work,
    held: Held,
    found: Reservation,
    standing: ReservationStanding,
    amount: Money | None = None,
    *,
    reason: str = "",
) -> None:
    """Bring a reservation into a standing, with another amount where one is given; the cap follows to the cent."""
    after = found.amount if amount is None else amount
    shift(work, held, found.organization_id, found.standing, -found.amount)
    shift(work, held, found.organization_id, standing, after)
    if found.standing is not standing:
        found.standing = standing
    if found.amount != after:
        found.amount = after
    found.changed_at = work.now
    if reason:
        found.reason = reason


def trail(work: Work, found: Reservation, kind: Movement, amount: Money, reason: str = "") -> None:
    """Write down what happened to a reservation."""
    work.tx.add(
        ReservationMovement(
            reservation_id=found.id, donor_id=found.donor_id, organization_id=found.organization_id, year=found.year,
            at=work.now, kind=kind, amount=amount, reason=reason, by_user=work.actor.user_id,
        )
    )  # fmt: skip


def last_day(work: Work, day: date) -> date:
    """Return the last day for the money of what is reserved on that day (RES-2); the day of reserving is day 0."""
    return date.fromordinal(day.toordinal() + work.law.number("reservation_days", day))
