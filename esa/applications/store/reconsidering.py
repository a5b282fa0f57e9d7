"""The queries for a look at what a figure would change: the days of stored decisions, then those of the days asked."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from esa.applications.domain.deciding import SETTLED
from esa.applications.domain.reconsidering import Stood
from esa.kernel.dates import SchoolYear

_STANDING = " FROM applications a JOIN decisions d ON d.id = a.decision_id"
_AT_ONCE = 2000


def days(connection: Any) -> list[tuple[date, SchoolYear, int]]:
    """Return on which day, for which school year, how many of the decisions that stand were made."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT d.decided_on, a.school_year, count(*){_STANDING} GROUP BY 1, 2 ORDER BY 1, 2")
        return [(on, SchoolYear(opens), count) for on, opens, count in cursor]


def standing(connection: Any, wanted: Sequence[tuple[date, SchoolYear]]) -> Iterator[Stood]:
    """Yield the decisions that stand of these days and school years, a few thousand in memory at a time."""
    settled = [each.value for each in SETTLED]
    with connection.cursor(name="standing_decisions") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(
            f"SELECT a.reference, a.organization_id, a.status = ANY(%s), d.facts, d.outcome, d.tier, d.cap,"
            f" coalesce(d.answer -> 'readings', '{{}}'){_STANDING}"
            " JOIN unnest(%s::date[], %s::smallint[]) AS asked (decided_on, opens)"
            " ON asked.decided_on = d.decided_on AND asked.opens = a.school_year ORDER BY a.reference",
            (settled, [on for on, _ in wanted], [year.opens for _, year in wanted]),
        )
        for row in cursor:
            yield Stood(*row)
