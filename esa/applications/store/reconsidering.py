"""The queries for a look at what a figure would change: the days of stored decisions, then those of the days asked.

`read` are the readings by which a decision was made; None asks for decisions whatever their readings.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from esa.applications.domain.deciding import SETTLED
from esa.applications.domain.reconsidering import Home, SameCap, Stood
from esa.kernel.dates import SchoolYear

Days = Sequence[tuple[date, SchoolYear, int]]
Read = Mapping[str, str] | None

_STANDING = " FROM applications a JOIN decisions d ON d.id = a.decision_id"
_ASKED = (
    " JOIN unnest(%s::date[], %s::smallint[]) AS asked (decided_on, opens)"
    " ON asked.decided_on = d.decided_on AND asked.opens = a.school_year"
)
_READINGS = "coalesce(d.answer -> 'readings', '{}')"
_READ = f" WHERE (%s::jsonb IS NULL OR {_READINGS} = %s::jsonb)"
_INCOME = "d.facts #>> '{household,annual_income}'"
_SETTLED = [each.value for each in SETTLED]
_AT_ONCE = 2000
_EXAMPLES = 5


def readings(connection: Any) -> list[dict[str, str]]:
    """Return each set of readings by which a decision that stands was made."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {_READINGS}{_STANDING}")
        return sorted((row[0] for row in cursor), key=lambda read: sorted(read.items()))


def days(connection: Any, read: Read = None) -> list[tuple[date, SchoolYear, int]]:
    """Return on which day, for which school year, how many of the decisions that stand were made."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.decided_on, a.school_year, count(*){_STANDING}{_READ} GROUP BY 1, 2 ORDER BY 1, 2", _read(read)
        )
        return [(on, SchoolYear(opens), count) for on, opens, count in cursor]


def caps(connection: Any, wanted: Days, read: Read) -> Iterator[SameCap]:
    """Yield the decisions that stand of these days and school years, counted by their cap, where they have one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.organization_id, a.status = ANY(%s), d.decided_on, a.school_year, d.cap, d.cap_percent, count(*),"
            f" (array_agg(a.reference ORDER BY a.reference))[1:{_EXAMPLES}]{_STANDING}{_ASKED}{_READ}"
            " AND d.cap IS NOT NULL AND d.cap_percent IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6",
            (_SETTLED, *_asked(wanted), *_read(read)),
        )
        for owner, settled, on, opens, *rest in cursor:
            yield SameCap(owner, settled, on, SchoolYear(opens), *rest)


def homes(connection: Any, wanted: Days, read: Read) -> Iterator[Home]:
    """Yield the households with an income of the decisions that stand of these days and school years."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.decided_on, a.school_year, (d.facts #>> '{{household,size}}')::int, {_INCOME}"
            f"{_STANDING}{_ASKED}{_READ} AND {_INCOME} IS NOT NULL",
            (*_asked(wanted), *_read(read)),
        )
        for decision_id, on, opens, size, income in cursor:
            yield Home(decision_id, on, SchoolYear(opens), size, income)


def those(connection: Any, decision_ids: Sequence[uuid.UUID]) -> Iterator[Stood]:
    """Yield these decisions, a few thousand in memory at a time."""
    return _stood(connection, " WHERE d.id = ANY(%s)", (list(decision_ids),))


def standing(connection: Any, wanted: Days, read: Read = None) -> Iterator[Stood]:
    """Yield the decisions that stand of these days and school years, a few thousand in memory at a time."""
    return _stood(connection, f"{_ASKED}{_READ}", (*_asked(wanted), *_read(read)))


def _stood(connection: Any, which: str, values: tuple[Any, ...]) -> Iterator[Stood]:
    with connection.cursor(name="standing_decisions") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(
            f"SELECT a.reference, a.organization_id, a.status = ANY(%s), d.facts, d.outcome, d.tier, d.cap,"
            f" {_READINGS}{_STANDING}{which} ORDER BY a.reference",
            (_SETTLED, *values),
        )
        for row in cursor:
            yield Stood(*row)


def _asked(wanted: Days) -> tuple[list[date], list[int]]:
    return [on for on, *_ in wanted], [year.opens for _, year, _ in wanted]


def _read(read: Read) -> tuple[str | None, str | None]:
    text = None if read is None else json.dumps(dict(read))
    return text, text
