"""Applications and decisions in bulk: COPY into a temporary table, one statement from there."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from esa.applications.domain.deciding import Filed, Granted
from esa.applications.domain.filing import NUMBER, NewApplication
from esa.applications.domain.words import Status
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import number_of

_FILED = (
    "id", "reference", "organization_id", "household_id", "student_id", "person_id", "school_year", "external_id",
    "origin", "given_name", "family_name", "birth_on", "grade", "completed_at", "facts", "evidence", "payment_plan",
    "updated_at", "status", "import_id", "sibling_group", "school_id", "district_id", "tuition", "agreement_on",
    "enrolled_on", "has_iep",
)  # fmt: skip
# What a later filing of the same application may change; who it is about and when it was complete stays.
_CHANGED = (
    "given_name", "family_name", "birth_on", "grade", "facts", "evidence", "payment_plan", "sibling_group", "school_id",
    "district_id", "tuition", "agreement_on", "enrolled_on",
)  # fmt: skip
_DECIDED = (
    "id", "organization_id", "household_id", "application_id", "sequence", "decided_on", "decided_at", "law", "facts",
    "answer", "outcome", "tier", "base_tier", "cap", "cap_percent", "decided_by", "reason",
)  # fmt: skip


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _temporary(cursor: Any, name: str, table: str, columns: Sequence[str], more: str = "") -> None:
    cursor.execute(f"DROP TABLE IF EXISTS {name}")
    cursor.execute(
        f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {', '.join(columns)}{more} FROM {table} WITH NO DATA"
    )


def _filed_cells(new: NewApplication, at: datetime, import_id: uuid.UUID | None) -> tuple[Any, ...]:
    tuition, identity = None if new.tuition is None else new.tuition.cents, new.id
    return (
        identity, number_of(NUMBER, identity), new.organization_id, new.household_id, new.student_id, new.person_id,
        new.school_year.opens, new.external_id, new.origin.value, new.given_name, new.family_name, new.birth_on,
        new.grade, new.completed_at, _json(new.facts), _json(new.evidence), new.payment_plan.value, at,
        Status.SUBMITTED.value, import_id, new.sibling_group, new.school_id, new.district_id, tuition,
        new.agreement_on, new.enrolled_on, False,
    )  # fmt: skip


def _copy_filed(cursor: Any, applications: Iterable[NewApplication], at: datetime, import_id: uuid.UUID | None) -> None:
    _temporary(cursor, "filed", "applications", _FILED)
    with cursor.copy(f"COPY filed ({', '.join(_FILED)}) FROM STDIN") as copy:
        for each in applications:
            copy.write_row(_filed_cells(each, at, import_id))
    # The person is the student's: two rows that were found to be the same child stay one.
    cursor.execute("UPDATE filed SET person_id = s.person_id FROM students s WHERE s.id = filed.student_id")


def file_many(
    connection: Any, applications: Iterable[NewApplication], at: datetime, import_id: uuid.UUID | None
) -> tuple[int, list[uuid.UUID]]:
    """Store applications; return how many are new, and the ids of those that are new or changed."""
    listed = ", ".join(_FILED)
    changes = ", ".join(f"{name} = excluded.{name}" for name in (*_CHANGED, "updated_at"))
    old, new_row = (", ".join(f"{side}.{name}" for name in _CHANGED) for side in ("application", "excluded"))
    with connection.cursor() as cursor:
        _copy_filed(cursor, applications, at, import_id)
        cursor.execute(
            f"INSERT INTO applications AS application ({listed}) SELECT {listed} FROM filed"
            f" ON CONFLICT (organization_id, school_year, external_id) DO UPDATE SET {changes}"
            f" WHERE ({old}) IS DISTINCT FROM ({new_row}) RETURNING id, (xmax = 0)"
        )
        found = cursor.fetchall()
    return sum(1 for _, fresh in found if fresh), [each for each, _ in found]


def compare(connection: Any, applications: Iterable[NewApplication]) -> tuple[int, int]:
    """Return how many of the applications are new and how many would change, writing nothing."""
    old, new_row = (", ".join(f"{side}.{name}" for name in _CHANGED) for side in ("a", "filed"))
    with connection.cursor() as cursor:
        _copy_filed(cursor, applications, datetime.max.replace(tzinfo=UTC), None)
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE a.id IS NULL), count(*) FILTER (WHERE a.id IS NOT NULL AND"
            f" ({old}) IS DISTINCT FROM ({new_row})) FROM filed LEFT JOIN applications a USING (id)"
        )
        new, changed = cursor.fetchone()
    return int(new), int(changed)


def file_one(connection: Any, new: NewApplication, at: datetime) -> bool:
    """Store an application; return False, changing nothing, where it is there already."""
    listed = ", ".join(_FILED)
    with connection.cursor() as cursor:
        _copy_filed(cursor, [new], at, None)
        cursor.execute(f"INSERT INTO applications ({listed}) SELECT {listed} FROM filed ON CONFLICT DO NOTHING")
        return bool(cursor.rowcount)


def to_decide(
    connection: Any, organization_id: uuid.UUID, year: SchoolYear, groups_of: Sequence[uuid.UUID] | None
) -> list[Filed]:
    """Return the applications of an EAO and year with their last decision; with ids, those and their siblings."""
    condition = ""
    values: list[Any] = [organization_id, year.opens]
    if groups_of is not None:
        condition = (
            " AND (a.id = ANY(%s) OR (a.sibling_group <> '' AND a.sibling_group IN"
            " (SELECT sibling_group FROM applications WHERE id = ANY(%s))))"
        )
        values += [list(groups_of), list(groups_of)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.id, a.reference, a.household_id, a.person_id, a.sibling_group, a.facts, a.district_id, a.status,"
            " coalesce(d.sequence, 0), d.answer, d.facts"
            " FROM applications a LEFT JOIN decisions d ON d.id = a.decision_id"
            f" WHERE a.organization_id = %s AND a.school_year = %s{condition} ORDER BY a.id",
            values,
        )
        return [_filed(row) for row in cursor]


def _filed(row: tuple[Any, ...]) -> Filed:
    return Filed(row[0], row[1], row[2], row[3], row[4], row[5], row[6], Status(row[7]), row[8], row[9], row[10])


def waiting(connection: Any) -> list[tuple[uuid.UUID, SchoolYear, list[uuid.UUID]]]:
    """Return the undecided applications by EAO and school year."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organization_id, school_year, array_agg(id) FROM applications WHERE status = %s GROUP BY 1, 2",
            (Status.SUBMITTED.value,),
        )
        return [(owner, SchoolYear(opens), ids) for owner, opens, ids in cursor]


def undecide(connection: Any, application_ids: Sequence[uuid.UUID], at: datetime) -> None:
    """Let applications stand as filed: their facts are new and cannot be decided yet; the old decisions stay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE applications SET status = %s, outcome = NULL, tier = NULL, base_tier = NULL, cap = NULL,"
            " cap_percent = NULL, lunch = NULL, has_iep = false, updated_at = %s WHERE id = ANY(%s)",
            (Status.SUBMITTED.value, at, list(application_ids)),
        )


def granted(connection: Any, persons: Sequence[uuid.UUID], year: SchoolYear) -> dict[uuid.UUID, Granted]:
    """Return what the persons were granted by anybody, without those who were granted nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, granted, granted_before FROM granted_by_anybody(%s, %s::smallint)"
            " WHERE granted > 0 OR granted_before",
            (list(persons), year.opens),
        )
        return {person: Granted(cents, before) for person, cents, before in cursor}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision to be stored."""

    id: uuid.UUID
    filed: Filed
    facts: dict[str, Any]
    answer: dict[str, Any]
    law: str
    outcome: str
    tier: str | None
    base_tier: str | None
    cap: int | None
    cap_percent: int | None
    lunch: str | None
    has_iep: bool
    status: Status


def store_decisions(
    connection: Any, organization_id: uuid.UUID, made: Iterable[Made], at: datetime, on: Any, by: uuid.UUID | None
) -> int:
    """Append decisions and bring their applications up to them; return how many."""
    with connection.cursor() as cursor:
        _temporary(
            cursor, "decided", "decisions", _DECIDED, ", ''::text AS lunch, false AS has_iep, ''::text AS status"
        )
        with cursor.copy(f"COPY decided ({', '.join(_DECIDED)}, lunch, has_iep, status) FROM STDIN") as copy:
            for each in made:
                copy.write_row(
                    (
                        each.id, organization_id, each.filed.household_id, each.filed.id, each.filed.sequence + 1, on,
                        at,
                        each.law, _json(each.facts), _json(each.answer), each.outcome, each.tier, each.base_tier,
                        each.cap, each.cap_percent, by, "", each.lunch, each.has_iep, each.status.value,
                    )
                )  # fmt: skip
        listed = ", ".join(_DECIDED)
        cursor.execute(f"INSERT INTO decisions ({listed}) SELECT {listed} FROM decided")
        cursor.execute(
            "UPDATE applications a SET decision_id = d.id, outcome = d.outcome, tier = d.tier, base_tier = d.base_tier,"
            " cap = d.cap, cap_percent = d.cap_percent, lunch = d.lunch, has_iep = d.has_iep, status = d.status,"
            " updated_at = d.decided_at FROM decided d WHERE a.id = d.application_id"
        )
        return int(cursor.rowcount)
