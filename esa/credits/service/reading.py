"""What of reservations and gifts can be read: by donors, by EAOs, by the Treasurer."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.credits.models import Contribution, Donor, Reservation
from esa.credits.store import giving
from esa.kernel.errors import NotFound
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.platform.work import Work


def own_gifts(work: Work) -> list[tuple[Reservation, Contribution | None]]:
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
