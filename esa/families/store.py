"""Queries of households and students."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from esa.families.domain import NewHousehold, NewStudent
from esa.families.models import Household, Student
from esa.kernel.ids import new_id
from esa.platform.tables import Base

_HOUSEHOLD = (
    "id", "contact_name", "created_at", "intake_organization_id", "email", "phone", "street", "city", "zip", "county",
    "district_id", "size", "annual_income", "language",
)  # fmt: skip
_STUDENT = (
    "id", "household_id", "person_id", "given_name", "family_name", "birth_on", "created_at", "intake_organization_id",
    "state_student_number",
)  # fmt: skip


def add_household(tx: Session, new: NewHousehold, at: datetime) -> Household:
    """Store a household and return its row."""
    values = {**asdict(new), "annual_income": new.annual_income, "id": new.id or new_id()}
    row = Household(created_at=at, **values)
    tx.add(row)
    tx.flush()
    return row


def add_student(tx: Session, new: NewStudent, at: datetime) -> Student:
    """Store a student and return its row."""
    identity = new.id or new_id()
    values = {**asdict(new), "id": identity, "person_id": new.person_id or identity}
    row = Student(created_at=at, **values)
    tx.add(row)
    tx.flush()
    return row


def household(tx: Session, household_id: uuid.UUID) -> Household | None:
    """Return a household within reach, else None."""
    return tx.get(Household, household_id)


def students(tx: Session, household_id: uuid.UUID) -> Sequence[Student]:
    """Return a household's students, the oldest first."""
    query = sa.select(Student).where(Student.household_id == household_id).order_by(Student.birth_on, Student.id)
    return tx.scalars(query).all()


def copy_households(connection: Any, households: Iterable[NewHousehold], at: datetime) -> int:
    """Store many households, changing those whose id is there; return how many were given."""

    def cells(new: NewHousehold) -> tuple[Any, ...]:
        income = None if new.annual_income is None else new.annual_income.cents
        return (
            new.id or new_id(), new.contact_name, at, new.intake_organization_id, new.email, new.phone, new.street,
            new.city, new.zip, new.county, new.district_id, new.size, income, new.language,
        )  # fmt: skip

    return _copy(connection, Household, _HOUSEHOLD, (cells(new) for new in households), kept=("created_at",))


def copy_students(connection: Any, new_students: Iterable[NewStudent], at: datetime) -> int:
    """Store many students, changing those whose id is there; return how many were given."""

    def cells(new: NewStudent) -> tuple[Any, ...]:
        identity = new.id or new_id()
        return (
            identity, new.household_id, new.person_id or identity, new.given_name, new.family_name, new.birth_on, at,
            new.intake_organization_id, new.state_student_number,
        )  # fmt: skip

    # A person id that was found to be shared is not undone by a second import.
    return _copy(connection, Student, _STUDENT, (cells(new) for new in new_students), kept=("created_at", "person_id"))


def _copy(
    connection: Any,
    table: type[Base],
    columns: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    *,
    kept: tuple[str, ...],
) -> int:
    """COPY into a temporary table and insert from there: row-level security refuses COPY into the table itself."""
    name, listed = table.__tablename__, ", ".join(columns)
    changed = ", ".join(f"{each} = excluded.{each}" for each in columns if each not in ("id", *kept))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS new_{name} (LIKE {name}) ON COMMIT DROP")
        cursor.execute(f"TRUNCATE new_{name}")
        with cursor.copy(f"COPY new_{name} ({listed}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {name} ({listed}) SELECT {listed} FROM new_{name} ON CONFLICT (id) DO UPDATE SET {changed}"
        )
        return int(cursor.rowcount)
