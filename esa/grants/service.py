"""Grants: recorded together with their sources; the joint cap over all EAOs holds in the database (CAP-7)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from psycopg.errors import CheckViolation, UniqueViolation

from esa.grants import store
from esa.grants.domain import NewGrant
from esa.grants.models import Grant
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, LimitReached
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.platform.work import Work

_GRANT = (
    "id", "organization_id", "household_id", "student_id", "person_id", "application_id", "school_year", "tier",
    "amount", "cap", "cap_percent", "lunch", "has_iep", "run_id", "granted_at", "end_reason",
)  # fmt: skip
_SOURCE = ("grant_id", "source", "organization_id", "household_id", "amount")


def record(work: Work, grants: Iterable[NewGrant]) -> int:
    """Record grants with their sources and return how many: all or none.

    Raises LimitReached where a student's grants of the year, by whomever, would pass the cap (CAP-3, CAP-7).
    """
    work.authorize(Permission.AWARD_RELEASE)
    rows = list(grants)
    with work.connection.cursor() as cursor:
        for name, table, columns in (("new_grants", "grants", _GRANT), ("new_sources", "grant_sources", _SOURCE)):
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            listed = ", ".join(columns)
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {listed} FROM {table} WITH NO DATA")
        with cursor.copy(f"COPY new_grants ({', '.join(_GRANT)}) FROM STDIN") as copy:
            for each in rows:
                copy.write_row(
                    (
                        each.id, each.organization_id, each.household_id, each.student_id, each.person_id,
                        each.application_id, each.school_year.opens, each.tier, each.amount, each.cap,
                        each.cap_percent, each.lunch, each.has_iep, each.run_id, work.now, "",
                    )
                )  # fmt: skip
        with cursor.copy(f"COPY new_sources ({', '.join(_SOURCE)}) FROM STDIN") as copy:
            for each in rows:
                for source, cents in each.sources:
                    copy.write_row((each.id, source, each.organization_id, each.household_id, cents))
        try:
            for name, table, columns in (("new_grants", "grants", _GRANT), ("new_sources", "grant_sources", _SOURCE)):
                listed = ", ".join(columns)
                cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {name}")
        except CheckViolation as fault:
            raise LimitReached(
                "A student's grants of the school year, from all EAOs together, would pass the cap."
                " Set the run aside and make a new draft: it leaves out who was granted meanwhile.",
                code="over_the_cap",
            ) from fault
        except UniqueViolation as fault:
            raise Conflict("This grant is recorded already.", code="granted_already") from fault
    return len(rows)


def give_back(work: Work, parts: Mapping[uuid.UUID, Money], reason: str) -> None:
    """End grants whose account was closed: the part of each that will not be deposited leaves the student's joint cap.

    So another EAO may grant it to the same student in the same year (CAP-7).
    """
    if not work.actor.may(Permission.DISQUALIFICATION_DECIDE):
        work.authorize(Permission.ACCOUNT_CHANGE)
    store.give_back(work.tx, parts, reason, work.now)


def of_household(work: Work, household_id: uuid.UUID) -> Sequence[Grant]:
    """Return a household's grants, the newest first."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return store.of_household(work.tx, household_id)


def given(work: Work, through: SchoolYear) -> Sequence[store.Given]:
    """Return all grants that have not ended up to a school year, for the posting."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.given(work.tx, through)


def by_organization(work: Work, year: SchoolYear) -> dict[uuid.UUID, tuple[int, Money]]:
    """Return how many grants each EAO gave in a year, and their sum."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.by_organization(work.tx, year)


def by_source(work: Work, year: SchoolYear) -> dict[str, Money]:
    """Return what was granted in a year from each source (FUND-4)."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.by_source(work.tx, year)
