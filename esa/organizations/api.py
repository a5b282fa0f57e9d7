"""The EAOs for programs, open to everybody."""

from typing import Any

from esa.kernel.dates import SchoolYear
from esa.organizations import service
from esa.organizations.schemas import OrganizationsSchema
from esa.platform.web.access import public
from esa.platform.web.api import Room
from esa.platform.web.edge import begin

room = Room("organizations", "/organizations", "Educational assistance organizations (EAOs).")


@room.at("")
@public
@room.answers(OrganizationsSchema)
def index() -> Any:
    """List all EAOs by name, with their standing this school year."""
    with begin(read_only=True) as work:
        standings = service.standings(work, SchoolYear.of(work.today))
        found = service.organizations(work)
    return {
        "organizations": [
            {"id": each.id, "slug": each.slug, "name": each.name, "is_invented": each.is_invented,
             "standing": standings[each.id].standing.value if each.id in standings else None}
            for each in found
        ]
    }  # fmt: skip
