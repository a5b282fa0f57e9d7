"""Award runs for an EAO's own programs: drafted, read with their files, never frozen or released by a program."""

from typing import Any

from flask import Response

from esa.awards import service
from esa.awards.schemas import NewDraftSchema, PlacesQuery, PlacesSchema, RunSchema, RunsSchema
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.platform.web.wire import OfEao

room = Room("award-runs", "/award-runs", "Award runs in the order of the law.")
_FILES = {"pool.csv": "pool", "funds.json": "funds", "plan.csv": "plan"}


@room.at("")
@requires(Permission.AWARD_READ)
@room.query(OfEao)
@room.answers(RunsSchema)
def index(asked: dict[str, Any]) -> Any:
    """List the EAO's award runs, the newest first."""
    with begin() as work:
        return {"award_runs": service.runs(organizations.looking_at(work, asked["organization"]))}


@room.at("", "POST")
@requires(Permission.AWARD_DRAFT)
@room.body(NewDraftSchema, example={"school_year": "2025-26", "tie": "completed", "last": "stop"})
@room.answers(RunSchema, 201)
def draft(asked: Any) -> Any:
    """Draft a run over the pool and the money of now; two people then freeze and release it on the pages."""
    with begin() as work:
        return service.run(work, service.draft(work, *asked))


@room.at("/<number>")
@requires(Permission.AWARD_READ)
@room.answers(RunSchema)
def show(number: str) -> Any:
    """Tell one run: its rules, its digest, what each tier got."""
    with begin() as work:
        return service.run(work, number)


@room.at("/<number>/places")
@requires(Permission.AWARD_READ)
@room.query(PlacesQuery)
@room.answers(PlacesSchema)
def places(after: int, number: str) -> Any:
    """List the places of a frozen run by sequence, fifty a page."""
    with begin() as work:
        return service.places(work, number, after)


@room.at("/<number>/<name>")
@requires(Permission.AWARD_READ)
@room.file("text/csv", "application/json")
def file(number: str, name: str) -> Any:
    """Give pool.csv, funds.json or plan.csv, byte for byte, so that `esa award verify` can repeat the run."""
    if name not in _FILES:
        raise NotFound("A run has pool.csv, funds.json and plan.csv.")
    with begin() as work:
        content = getattr(service.run(work, number), _FILES[name])
    return Response(content, mimetype="text/csv" if name.endswith("csv") else "application/json")
