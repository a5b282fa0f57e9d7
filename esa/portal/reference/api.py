"""The lists that others keep, brought in by the state's programs: whole or not at all, after a dry run if wished."""

from dataclasses import asdict
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.portal.lists import Kind, take
from esa.portal.reference.schemas import ChangesSchema, ListQuery

room = Room("lists", "/lists", "Bringing in the state's lists and figures.")
# What is law and not a list of things: it takes another permission.
_FIGURES = (Kind.LUNCH_GUIDELINES, Kind.PARAMETERS)
_LISTS = tuple(kind for kind in Kind if kind not in _FIGURES)


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
    return _taken(asked, name, _LISTS)


@room.at("/figures/<name>", "POST")
@requires(Permission.PARAMETER_PUBLISH)
@room.query(ListQuery)
@room.takes(None, "text/csv", "application/json")
@room.answers(ChangesSchema)
def publish_figures(asked: dict[str, Any], name: str) -> Any:
    """Publish figures: lunch-guidelines as CSV, or parameters as JSON; decisions follow them at once."""
    return _taken(asked, name, _FIGURES)


def _taken(asked: dict[str, Any], name: str, kinds: tuple[Kind, ...]) -> dict[str, Any]:
    if name not in kinds:
        raise NotFound(f"There is no such list here. Known: {', '.join(kinds)}.")
    wanted = "application/json" if name == Kind.PARAMETERS else "text/csv"
    if request.mimetype != wanted:
        raise UnsupportedMediaType(f"Send this list as {wanted}.")
    with begin() as work:
        changes = take(
            work, Kind(name), request.get_data(), source=asked["source"], as_of=asked["as_of"], dry=asked["dry_run"]
        )
    return {"dry_run": asked["dry_run"], **asdict(changes)}
