"""Many entries at once by COPY, and the journal streamed out."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from psycopg.errors import CheckViolation, UniqueViolation

from esa.kernel.ids import new_id
from esa.ledger.domain.chart import Source, scholarship
from esa.ledger.domain.entry import Entry
from esa.ledger.store.rows import refusal_of

_ENTRIES = (
    "CREATE TEMPORARY TABLE new_entries (place bigint, id uuid, organization_id uuid, entry_on date, kind text,"
    " narrative text, key text, line_count smallint) ON COMMIT DROP"
)
_ABOUT = "CREATE TEMPORARY TABLE new_about (entry_id uuid, organization_id uuid, path text) ON COMMIT DROP"
# Whose an entry is: the one student's account that it touches or names.
_WHOSE = (
    "CREATE TEMPORARY TABLE new_whose ON COMMIT DROP AS"
    " SELECT touched.entry_id, (array_agg(account.scholarship_account_id))[1] AS scholarship_account_id,"
    " (array_agg(account.household_id))[1] AS household_id"
    " FROM (SELECT entry_id, organization_id, path FROM new_lines UNION ALL TABLE new_about) touched"
    " JOIN ledger_accounts account"
    " ON account.organization_id = touched.organization_id AND account.path = touched.path"
    " WHERE account.scholarship_account_id IS NOT NULL"
    " GROUP BY touched.entry_id HAVING count(DISTINCT account.scholarship_account_id) = 1"
)
_LINES = (
    "CREATE TEMPORARY TABLE new_lines (entry_id uuid, position smallint, organization_id uuid, path text,"
    " amount bigint) ON COMMIT DROP"
)


def _copy(cursor: Any, entries: Iterable[Entry]) -> dict[str, uuid.UUID]:
    cursor.execute("DROP TABLE IF EXISTS new_entries, new_lines, new_about, new_whose")
    cursor.execute(_ENTRIES)
    cursor.execute(_ABOUT)
    cursor.execute(_LINES)
    made: list[tuple[uuid.UUID, Entry]] = [(new_id(), entry) for entry in entries]
    with cursor.copy("COPY new_entries FROM STDIN") as copy:
        for place, (entry_id, e) in enumerate(made):
            copy.write_row((place, entry_id, e.organization_id, e.on, e.kind, e.narrative, e.key, len(e.lines)))
    with cursor.copy("COPY new_lines FROM STDIN") as copy:
        for entry_id, e in made:
            for position, line in enumerate(e.lines, start=1):
                copy.write_row((entry_id, position, e.organization_id, line.path, line.amount.cents))
    with cursor.copy("COPY new_about FROM STDIN") as copy:
        for entry_id, e in made:
            for source in Source if e.account_number else ():
                copy.write_row((entry_id, e.organization_id, scholarship(e.account_number, source)))
    cursor.execute("ANALYZE new_entries, new_lines, new_about")
    cursor.execute(_WHOSE)
    cursor.execute("ANALYZE new_whose")
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
                " posted_at, posted_by, scholarship_account_id, household_id)"
                " SELECT id, organization_id, entry_on, kind, narrative, key, line_count, %s, %s,"
                " scholarship_account_id, household_id"
                " FROM new_entries LEFT JOIN new_whose ON new_whose.entry_id = new_entries.id ORDER BY place",
                (now, by),
            )
            cursor.execute(
                "INSERT INTO ledger_lines (entry_id, position, organization_id, account_id, amount, household_id)"
                " SELECT line.entry_id, line.position, line.organization_id, account.id, line.amount,"
                " whose.household_id FROM new_lines line JOIN ledger_accounts account"
                " ON account.organization_id = line.organization_id AND account.path = line.path"
                " LEFT JOIN new_whose whose ON whose.entry_id = line.entry_id"
            )
        except (CheckViolation, UniqueViolation) as fault:
            raise refusal_of(fault.diag.constraint_name) or fault from fault
    return ids


def journal(
    connection: Any, organization_id: uuid.UUID | None, first: date | None, last: date | None
) -> Iterator[tuple[Any, ...]]:
    """Yield all entries in the order of the journal, streamed by a server-side cursor.

    Rows are (number, day, narrative, key, organization slug, lines), the lines being `path=cents` parted by `|`, which
    no path contains: one row an entry is read in half the time of one row a line. Entries of a day go by EAO and key,
    so that two builds of the same year give the same bytes whatever ids were drawn.
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
    of_one = "" if organization_id is None else " WHERE l.organization_id = %(organization)s"
    with connection.cursor(name="journal") as cursor:
        cursor.itersize = 10_000
        cursor.execute(
            "SELECT e.number, e.entry_on, e.narrative, e.key, o.slug, said.lines"
            " FROM ledger_entries e JOIN organizations o ON o.id = e.organization_id"
            " JOIN (SELECT l.entry_id, string_agg(a.path || '=' || l.amount, '|' ORDER BY l.position) AS lines"
            f" FROM ledger_lines l JOIN ledger_accounts a ON a.id = l.account_id{of_one} GROUP BY l.entry_id) said"
            " ON said.entry_id = e.id"
            f" WHERE {' AND '.join(conditions)}"
            ' ORDER BY e.entry_on, o.slug COLLATE "C", e.key COLLATE "C"',
            values,
        )
        yield from cursor
