"""Who calls: every call of the API is admitted here, by its key or as a visitor, before any route is looked at."""

from typing import Any

from flask import g, request

from esa.identity import service
from esa.identity.schemas import CallerSchema
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import NotFound, NotKnown
from esa.platform.web.access import public
from esa.platform.web.api import Room
from esa.platform.web.edge import current_actor, house, is_api, now

# So much of an address stands in the record; ours are shorter.
_CALL_KEPT = 200

room = Room("identity", "/me", "Whom the key acts as.")


def admit() -> None:
    """Find out who calls. Raises NotKnown and TooOften; a page is none of its business."""
    if not is_api():
        return
    if "\x00" in request.path:
        raise NotFound("There is nothing at this address.")
    call = f"{request.method} {request.path}"[:_CALL_KEPT]
    with house().begin(SYSTEM) as work:
        found = service.admit(work, request.headers.get("Authorization", ""), request.remote_addr or "", call)
    if found.refusal is not None:
        raise found.refusal
    g.esa_caller = found.actor


@room.at("")
@public
@room.answers(CallerSchema)
def me() -> Any:
    """Say whom the key acts as and what it may do."""
    actor = current_actor()
    if not actor.api_key:
        raise NotKnown("This call needs an API key. Send it as: Authorization: Bearer KEY.")
    return {
        "name": actor.name, "role": actor.role.value, "organization_id": actor.organization_id,
        "key": actor.api_key, "permissions": sorted(actor.narrowed_to or ()), "now": now(),
    }  # fmt: skip
