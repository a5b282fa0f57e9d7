"""The statewide cap for everybody's programs; an EAO's reservations and gifts for its own."""

from typing import Any

from esa.credits import service
from esa.credits.models import Contribution, Reservation
from esa.credits.schemas import CapSchema, GiftsQuery, OneReservationSchema, ReservationsSchema
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import public, requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.platform.web.wire import OfEao

room = Room("cap", "/cap", "The statewide cap on tax credits.")
gifts_room = Room("gifts", "/gifts", "Reservations of credits and the gifts that came of them.")
_LAST_YEAR = 9999


@room.at("/<int:year>")
@public
@room.answers(CapSchema)
def show(year: int) -> Any:
    """Tell the cap of a calendar year and what is reserved, received, certified and available of it."""
    with begin(read_only=True) as work:
        state = service.cap_state(work, year) if year <= _LAST_YEAR else None
    if state is None:
        raise NotFound("The cap of this year is not set.", code="cap_unknown")
    return state


def _told(row: tuple[Reservation, Contribution | None]) -> dict[str, Any]:
    reservation, gift = row
    names = ("reference", "year", "standing", "asked", "amount", "reserved_at", "lapses_after", "reason")
    return {**{name: getattr(reservation, name) for name in names}, "gift": gift}


@gifts_room.at("")
@requires(Permission.BOOKS_READ)
@gifts_room.query(GiftsQuery)
@gifts_room.answers(ReservationsSchema)
def gifts(asked: dict[str, Any]) -> Any:
    """List the EAO's reservations, each with its gift, those that end first first, fifty a page."""
    with begin(read_only=True) as work:
        seen = organizations.looking_at(work, asked["organization"])
        page = service.eao_gifts(seen, seen.actor.require_organization(), asked["standing"], asked["after"])
    return {"reservations": [_told(row) for row in page.rows], "next": page.following or None}


@gifts_room.at("/<number>")
@requires(Permission.BOOKS_READ)
@gifts_room.query(OfEao)
@gifts_room.answers(OneReservationSchema)
def gift(asked: dict[str, Any], number: str) -> Any:
    """Tell one reservation with its gift and all that happened to it."""
    with begin(read_only=True) as work:
        row = service.eao_gift(organizations.looking_at(work, asked["organization"]), number)
        movements = service.trails(work, [row[0].id]).get(row[0].id, [])
    return {**_told(row), "movements": movements}
