"""The lists that others keep, brought in by the state's programs: whole or not at all, after a dry run if wished."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from esa.applications import service as applications
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.parameters import service as parameters
from esa.platform.lists import one_at_a_time
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.portal.lists import FIGURES, Kind, read_figures, take
from esa.portal.reference.schemas import ChangesSchema, ListQuery, ProposedSchema

room = Room("lists", "/lists", "Bringing in the state's lists and figures.")
_LISTS = tuple(kind for kind in Kind if kind not in FIGURES)


@room.at("/<name>", "POST")
@requires(Permission.REFERENCE_IMPORT)
@room.query(ListQuery)
@room.takes(None, "text/csv")
@room.answers(ChangesSchema)
def bring_list(asked: dict[str, Any], name: str) -> Any:
    """Take a list: districts, classifications, schools or eaos, the body being the CSV file.

    A list with a fault is not taken at all, and every fault is told by its line and column. With `dry_run` nothing is
    taken, only what would change is told. The same list again changes nothing.
    """
    data = _body(name, _LISTS)
    with begin() as work:
        changes = take(work, Kind(name), data, source=asked["source"], as_of=asked["as_of"], dry=asked["dry_run"])
    return {"dry_run": asked["dry_run"], **asdict(changes)}


@room.at("/figures/<name>", "POST")
@requires(Permission.PARAMETER_PUBLISH)
@room.query(ListQuery)
@room.takes(None, "text/csv", "application/json")
@room.answers(ProposedSchema)
def propose_figures(asked: dict[str, Any], name: str) -> Any:
    """Propose figures: lunch-guidelines as CSV, or parameters as JSON; another person confirms them on the pages.

    Nothing is law by this call. The same figures a second time are the same proposal, whose id is told.
    """
    data = _body(name, FIGURES)
    with begin() as work:
        one_at_a_time(work)
        figures, left = read_figures(work, Kind(name), data, asked["source"])
        found = applications.look(work, figures, asked["source"], asked["as_of"])
        made = (
            None
            if asked["dry_run"] or found.is_idle
            else parameters.propose(
                work,
                figures,
                source=asked["source"],
                as_of=asked["as_of"],
                preview=found.to_wire(),
            )
        )
    changes = replace(found.changes, left_out=left)
    return {"dry_run": asked["dry_run"], "proposal": made and str(made), **asdict(changes)}


def _body(name: str, kinds: Sequence[Kind]) -> bytes:
    """Return the list that was sent. Raises NotFound, UnsupportedMediaType."""
    if name not in kinds:
        raise NotFound(f"There is no such list here. Known: {', '.join(kinds)}.")
    wanted = "application/json" if name == Kind.PARAMETERS else "text/csv"
    if request.mimetype != wanted:
        raise UnsupportedMediaType(f"Send this list as {wanted}.")
    return request.get_data()
