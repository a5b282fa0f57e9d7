"""The statewide cap on credits for programs, open to everybody."""

from typing import Any

from esa.credits import service
from esa.credits.schemas import CapSchema
from esa.kernel.errors import NotFound
from esa.platform.web.access import public
from esa.platform.web.api import Room
from esa.platform.web.edge import begin

room = Room("cap", "/cap", "The statewide cap on tax credits.")
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
