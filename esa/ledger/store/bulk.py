"""Many entries at once by COPY, and the journal streamed out."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from psycopg.errors import CheckViolation, UniqueViolation

from esa.kernel.ids import new_id
from esa.ledger.domain.entry import Entry
from esa.ledger.store.rows import refusal_of

_ENTRIES = (
    "CREATE TEMPORARY TABLE new_entries (place bigint, id uuid, organization_id uuid, entry_on date, kind text,"
    " narrative text, key text, line_count smallint) ON COMMIT DROP"
)
_LINES = (
    "CREATE TEMPORARY TABLE new_lines (entry_id uuid, position smallint, organization_id uuid, path text,"
    " amount bigint) ON COMMIT DROP"
)


def _copy(cursor: Any, entries: Iterable[Entry]) -> dict[str, uuid.UUID]:
    cursor.execute("DROP TABLE IF EXISTS new_entries, new_lines")
    cursor.execute(_ENTRIES)
    cursor.execute(_LINES)
    made: list[tuple[uuid.UUID, Entry]] = [(new_id(), entry) for entry in entries]
    with cursor.copy("COPY new_entries FROM STDIN") as copy:
        for place, (entry_id, e) in enumerate(made):
            copy.write_row((place, entry_id, e.organization_id, e.on, e.kind, e.narrative, e.key, len(e.lines)))
    with cursor.copy("COPY new_lines FROM STDIN") as copy:
        for entry_id, e in made:
            for position, line in enumerate(e.lines, start=1):
                copy.write_row((entry_id, position, e.organization_id, line.path, line.amount.cents))
    cursor.execute("ANALYZE new_entries, new_lines")
    # Plans of triggers and foreign keys that were made while the books were small read a whole table for each line.
    cursor.execute("DISCARD PLANS")
    return {entry.key: entry_id for entry_id, entry in made}


def add_entries(connection: Any, entries: Iterable[Entry], now: datetime, by: uuid.UUID | None) -> dict[str, uuid.UUID]:
    """Write entries with their lines, all in two statements; return each entry's id by its key.

    Raises LimitReached and Conflict by the named constraints; an unknown account makes its entry incomplete, which the
    books refuse.
    """
    with connection.cursor() as cursor:
        ids = _copy(cursor, entries)
        try:
            cursor.execute(
                "INSERT INTO ledger_entries (id, organization_id, entry_on, kind, narrative, key, line_count,"
                " posted_at, posted_by) SELECT id, organization_id, entry_on, kind, narrative, key, line_count,"
                " %s, %s FROM new_entries ORDER BY place",
                (now, by),
            )
            cursor.execute(
                "INSERT INTO ledger_lines (entry_id, position, organization_id, account_id, amount)"
                " SELECT line.entry_id, line.position, line.organization_id, account.id, line.amount"
                " FROM new_lines line JOIN ledger_accounts account"
                " ON account.organization_id = line.organization_id AND account.path = line.path"
            )
        except (CheckViolation, UniqueViolation) as fault:
            raise refusal_of(fault.diag.constraint_name) or fault from fault
    return ids


def journal(
    connection: Any, organization_id: uuid.UUID | None, first: date | None, last: date | None
) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of all entries in the order of the journal, streamed by a server-side cursor.

    Rows are (entry id, day, narrative, key, organization slug, path, cents). Entries of a day go by EAO and
    key, so that two builds of the same year give the same bytes whatever ids were drawn.
    """
    conditions = ["true"]
    values: dict[str, Any] = {}
    for name, value, condition in (
        ("organization", organization_id, "e.organization_id = %(organization)s"),
        ("first", first, "e.entry_on >= %(first)s"),
        ("last", last, "e.entry_on <= %(last)s"),
    ):
        if value is not None:
            conditions.append(condition)
            values[name] = value
    with connection.cursor(name="journal") as cursor:
        cursor.itersize = 20_000
        cursor.execute(
            "SELECT e.id, e.entry_on, e.narrative, e.key, o.slug, a.path, l.amount"
            " FROM ledger_entries e JOIN organizations o ON o.id = e.organization_id"
            " JOIN ledger_lines l ON l.entry_id = e.id JOIN ledger_accounts a ON a.id = l.account_id"
            f" WHERE {' AND '.join(conditions)}"
            ' ORDER BY e.entry_on, o.slug COLLATE "C", e.key COLLATE "C", l.position',
            values,
        )
        yield from cursor
