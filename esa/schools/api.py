"""The state's lists of districts and schools for programs: an import must name them as these do."""

import uuid
from typing import Any

from esa.kernel.errors import Ground, Invalid
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.schools import service
from esa.schools.schemas import DistrictsSchema, ListQuery, SchoolsSchema

room = Room("reference", "/reference", "The state's lists.")


def _after(asked: dict[str, Any]) -> uuid.UUID | None:
    try:
        return None if asked["after"] is None else uuid.UUID(asked["after"])
    except ValueError:
        said = "is no mark of this list; take it from `next` of the page before"
        raise Invalid("The list cannot go on from there.", [Ground("after", said)]) from None


@room.at("/districts")
@requires(Permission.REFERENCE_READ)
@room.query(ListQuery)
@room.answers(DistrictsSchema)
def districts(asked: dict[str, Any]) -> Any:
    """List districts, charters and state schools by name, fifty a page."""
    with begin(read_only=True) as work:
        return service.district_page(work, asked["search"], _after(asked))


@room.at("/schools")
@requires(Permission.REFERENCE_READ)
@room.query(ListQuery)
@room.answers(SchoolsSchema)
def schools(asked: dict[str, Any]) -> Any:
    """List schools by name, fifty a page."""
    with begin(read_only=True) as work:
        return service.school_page(work, asked["search"], _after(asked))
