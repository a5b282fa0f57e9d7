"""What an award run asks of applications: its pool, what a release needs to know, and where they stand afterwards."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from esa.applications.domain.words import Status
from esa.kernel.dates import SchoolYear


def pool(connection: Any, organization_id: uuid.UUID, year: SchoolYear) -> bytes:
    """Return the pool of an award run as the contract's CSV, in the order of the applications' numbers.

    The amount is the tuition where it is known and less than the cap; who has a grant of the year from anybody takes no
    money and only moves siblings up (CAP-5, CAP-7, AMB-10).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS pool_now ON COMMIT DROP AS SELECT id, person_id FROM applications"
            " WITH NO DATA; TRUNCATE pool_now"
        )
        cursor.execute(
            "INSERT INTO pool_now SELECT id, person_id FROM applications"
            " WHERE organization_id = %s AND school_year = %s AND cap > 0"
            " AND status IN ('qualified', 'conditional', 'awarded', 'waitlisted')",
            (organization_id, year.opens),
        )
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS pool_granted (person_id uuid) ON COMMIT DROP; TRUNCATE pool_granted"
        )
        cursor.execute(
            "INSERT INTO pool_granted SELECT person_id FROM granted_by_anybody("
            "(SELECT array_agg(DISTINCT person_id) FROM pool_now), %s::smallint) WHERE granted > 0",
            (year.opens,),
        )
        pieces: list[bytes] = []
        with cursor.copy(_POOL) as copy:
            pieces.extend(bytes(piece) for piece in copy)
    return b"".join(pieces)


_POOL = (
    "COPY (SELECT a.reference AS application_id, nullif(a.sibling_group, '') AS sibling_group, a.base_tier,"
    " CASE WHEN a.outcome = 'conditional' AND g.person_id IS NULL THEN 'sibling_renewal' END AS condition,"
    " CASE WHEN g.person_id IS NOT NULL THEN '1' END AS already_granted,"
    " to_char(least(a.cap, coalesce(nullif(a.tuition, 0), a.cap)) / 100.0, 'FM999999999990.00') AS amount,"
    " to_char(a.completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') AS completed_at"
    " FROM pool_now n JOIN applications a ON a.id = n.id LEFT JOIN pool_granted g ON g.person_id = n.person_id"
    ' ORDER BY a.reference COLLATE "C") TO STDOUT WITH (FORMAT csv, HEADER)'
)


@dataclass(frozen=True, slots=True)
class Awardable:
    """What a release needs to know of an application."""

    id: uuid.UUID
    household_id: uuid.UUID
    student_id: uuid.UUID
    person_id: uuid.UUID
    cap: int
    cap_percent: int
    lunch: str | None
    has_iep: bool
    payment_plan: str
    agreement_on: Any
    enrolled_on: Any
    school_id: uuid.UUID | None
    status: str
    tier: str


def awardable(connection: Any, organization_id: uuid.UUID, references: Sequence[str]) -> dict[str, Awardable]:
    """Return applications by their number, held until the transaction ends: their person stays who it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference, id, household_id, student_id, person_id, cap, cap_percent, lunch, has_iep, payment_plan,"
            " agreement_on, enrolled_on, school_id, status, coalesce(base_tier, '') FROM applications"
            " WHERE organization_id = %s AND reference = ANY(%s) ORDER BY id FOR SHARE",
            (organization_id, list(references)),
        )
        return {row[0]: Awardable(*row[1:]) for row in cursor}


def standings(connection: Any, organization_id: uuid.UUID, year: SchoolYear) -> list[tuple[uuid.UUID, str, Status]]:
    """Return id, number and standing of an EAO's applications of a year, held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, reference, status FROM applications WHERE organization_id = %s AND school_year = %s"
            " ORDER BY id FOR UPDATE",
            (organization_id, year.opens),
        )
        return [(row[0], row[1], Status(row[2])) for row in cursor]


def mark(connection: Any, status: Status, ids: Sequence[uuid.UUID], at: datetime) -> None:
    """Set where applications stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE applications SET status = %s, updated_at = %s WHERE id = ANY(%s)", (status.value, at, list(ids))
        )
