"""The books for programs: the journal as plain text accounting, an EAO's own or, for the state, everybody's."""

from collections.abc import Iterator
from typing import Any

from flask import Response

from esa.kernel.permissions import Permission
from esa.ledger import service
from esa.ledger.schemas import JournalQuery
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import current_actor, house

room = Room("books", "/books", "The double-entry books.")


@room.at("")
@requires(Permission.BOOKS_READ)
@room.query(JournalQuery)
@room.file("text/plain")
def journal(asked: dict[str, Any]) -> Any:
    """Give the journal in the format of hledger or beancount; its end says what every account must hold."""
    actor, opened = current_actor(), house()

    def pieces() -> Iterator[str]:
        # Streamed when this request is over: a whole journal is too much to hold.
        with opened.begin(actor, read_only=True) as work:
            owner = actor.organization_id
            yield from service.export(work, asked["format"], owner, asked["first"], asked["last"])

    return Response(pieces(), mimetype="text/plain")
