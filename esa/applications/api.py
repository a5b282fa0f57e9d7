"""Applications for an EAO's own programs: whole lists in, the list and each case out, decisions rule by rule."""

import json
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from esa.applications import service
from esa.applications.schemas.calls import (
    ApplicationsSchema,
    BringQuery,
    BringSchema,
    BroughtSchema,
    ListingQuery,
    OneApplicationSchema,
)
from esa.applications.service import Brought, Listing, Rows
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.api import LINES, Room
from esa.platform.web.edge import begin

room = Room("applications", "/applications", "Applications and their decisions.")
_KINDS = {LINES: "list.jsonl", "text/csv": "list.csv"}


@room.at("")
@requires(Permission.APPLICATION_READ)
@room.query(ListingQuery)
@room.answers(ApplicationsSchema)
def index(asked: tuple[str | None, Listing]) -> Any:
    """List the EAO's applications of a school year, filtered, by day of completion or by name."""
    organization, listing = asked
    with begin() as work:
        return service.listed(organizations.looking_at(work, organization), listing)


@room.at("/<number>")
@requires(Permission.APPLICATION_READ)
@room.answers(OneApplicationSchema)
def show(number: str) -> Any:
    """Tell one application with every decision on it, rule by rule; that it was looked at is recorded."""
    with begin() as work:
        found = service.opened(work, number)
    told = {name: getattr(found.application, name) for name in found.application.__mapper__.columns.keys()}  # noqa: SIM118
    return {**told, "decisions": found.decisions, "papers": found.papers}


@room.at("", "POST")
@requires(Permission.APPLICATION_IMPORT)
@room.body(BringSchema)
@room.answers(BroughtSchema)
def bring(asked: dict[str, Any]) -> Any:
    """Bring in a list of applications: file them and decide on them, in one transaction.

    With `all_or_none` one bad row keeps all out, and the refusal names every fault; without it the good rows are
    taken and the others told. The same list again changes nothing; rows that came before are changed where they differ.
    """
    lines = (json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in asked["households"])
    data = "".join(lines).encode()
    return _bring(
        data, "api.jsonl", asked["school_year"], dry=asked["dry_run"], whole=asked["all_or_none"], row="households[{}]"
    )


@room.at("/file", "POST")
@requires(Permission.APPLICATION_IMPORT)
@room.query(BringQuery)
@room.takes(None, *_KINDS)
@room.answers(BroughtSchema)
def bring_file(asked: dict[str, Any]) -> Any:
    """Bring in a file as `esa applications import` takes it: JSON Lines or CSV, the body being the file."""
    if request.mimetype not in _KINDS:
        raise UnsupportedMediaType(f"Send the file as {LINES} or text/csv.")
    name, data = _KINDS[request.mimetype], request.get_data()
    return _bring(data, name, asked["school_year"], dry=asked["dry_run"], whole=asked["all_or_none"], row="line {}")


def _bring(data: bytes, name: str, year: SchoolYear, *, dry: bool, whole: bool, row: str) -> dict[str, Any]:
    with begin() as work:
        done = service.bring(work, data, name, year, Rows.ALL if whole else Rows.GOOD, dry=dry)
    if whole and done.refused:
        raise Invalid("Nothing was taken: rows have faults.", _grounds(done, row), code="rows_refused")
    return {
        "dry_run": dry, "seen_before": done.seen_before, "children": done.children, "new": done.new,
        "changed": done.changed, "unchanged": done.unchanged, "decided": done.decided, "waiting": done.waiting,
        "rejected": [each.answer() for each in done.faults],
    }  # fmt: skip


def _grounds(done: Brought, row: str) -> list[Ground]:
    """Return the faults as grounds; the first household of the body is `households[0]`, the first line of a file 1."""
    first = 1 if row.startswith("households") else 0
    found = []
    for fault in done.faults:
        for each in fault.errors:
            where = row.format(fault.line - first)
            found.append(Ground(where if each.field == "line" else f"{where}.{each.field}", each.message))
    return found
