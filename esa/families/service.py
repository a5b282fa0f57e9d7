"""Households and students: made by their family, or brought in by an EAO; seen by nobody else."""

import uuid
from collections.abc import Iterable, Sequence

from esa.audit import service as audit
from esa.families import store
from esa.families.domain import NewHousehold, NewStudent
from esa.families.models import Household, Student
from esa.kernel.errors import Forbidden, NotFound
from esa.kernel.permissions import Permission
from esa.platform.work import Work


def create_household(work: Work, new: NewHousehold) -> uuid.UUID:
    """Store a household and return its id (AMB-4: income as the family gives it, or not given)."""
    _may_write(work)
    row = store.add_household(work.tx, new, work.now)
    audit.record(work, "household.created", subject_kind="household", subject_id=str(row.id), household_id=row.id)
    return row.id


def change_household(work: Work, household_id: uuid.UUID, new: NewHousehold) -> None:
    """Replace what a household says of itself; who brought it in and when stays. Raises NotFound."""
    _may_write(work)
    row = household(work, household_id)
    for name in ("contact_name", "phone", "street", "city", "zip", "county", "district_id", "size", "annual_income"):
        setattr(row, name, getattr(new, name))
    row.email, row.language = new.email or row.email, new.language
    work.tx.flush()
    audit.record(work, "household.changed", subject_kind="household", subject_id=str(row.id), household_id=row.id)


def add_student(work: Work, new: NewStudent) -> uuid.UUID:
    """Store a child of a household and return the student's id."""
    _may_write(work)
    _own(work, new.household_id)
    row = store.add_student(work.tx, new, work.now)
    audit.record(
        work, "student.added", subject_kind="student", subject_id=str(row.id), household_id=new.household_id
    )  # fmt: skip
    return row.id


def record_many(work: Work, households: Iterable[NewHousehold], students: Iterable[NewStudent]) -> tuple[int, int]:
    """Store many households and students at once, changing those whose id is there; return how many of each."""
    _may_write(work)
    first = store.copy_households(work.connection, households, work.now)
    return first, store.copy_students(work.connection, students, work.now)


def household(work: Work, household_id: uuid.UUID) -> Household:
    """Return a household. Raises NotFound where there is none that this person may know of."""
    _may_read(work)
    _own(work, household_id)
    found = store.household(work.tx, household_id)
    if found is None:
        raise NotFound("There is no such household.")
    return found


def students(work: Work, household_id: uuid.UUID) -> Sequence[Student]:
    """Return a household's students, the oldest first."""
    _may_read(work)
    _own(work, household_id)
    return store.students(work.tx, household_id)


def child_name(work: Work, household_id: uuid.UUID, student_id: uuid.UUID) -> str:
    """Return a child's name for a paper that the house writes for others, empty where there is no such child.

    It asks nothing of the actor, so it is never given back to him.
    """
    with work.by_the_system():
        found = [each for each in store.students(work.tx, household_id) if each.id == student_id]
    return f"{found[0].given_name} {found[0].family_name}" if found else ""


def _may_write(work: Work) -> None:
    if not work.actor.may(Permission.APPLICATION_IMPORT):
        work.authorize(Permission.HOUSEHOLD_WRITE)


def _may_read(work: Work) -> None:
    if not work.actor.may(Permission.APPLICATION_READ):
        work.authorize(Permission.HOUSEHOLD_READ)


def _own(work: Work, household_id: uuid.UUID) -> None:
    if work.actor.household_id not in (None, household_id):
        raise Forbidden("This household is not yours.")
