"""All queries for the children of a payee and for what schools said of their enrolment."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from esa.accounts.domain.enrolment import Answer, Child
from esa.accounts.models import EnrolmentAnswer, ScholarshipAccount

_CHILDREN = text(
    "SELECT account_id, number, organization_id, household_id, student_id, given_name, family_name, grade, enrolled_on,"
    " is_open, answer, said_on FROM payee_children(:number) ORDER BY lower(family_name), lower(given_name), number"
)
_LOOK = text("SELECT account_id, organization_id, household_id, student_id FROM child_by_number(:number, :family_name)")


def children(tx: Session, number: str | None = None) -> list[Child]:
    """Return the children of the payee that acts, by name; with a number, that account's child alone."""
    rows = tx.execute(_CHILDREN, {"number": number}).mappings()
    return [Child(**{**row, "answer": None if row["answer"] is None else Answer(row["answer"])}) for row in rows]


def child_by_number(
    tx: Session, number: str, family_name: str
) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID, uuid.UUID] | None:
    """Return (account, EAO, household, student) of an open account, for who knows its number and the family name."""
    row = tx.execute(_LOOK, {"number": number, "family_name": family_name}).one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3])


def set_enrolled(tx: Session, account_id: uuid.UUID, enrolled_on: date | None) -> date | None:
    """Set the day from which an account's child is enrolled, None for not, and return what stood there."""
    account = tx.get_one(ScholarshipAccount, account_id, with_for_update=True, populate_existing=True)
    before, account.enrolled_on = account.enrolled_on, enrolled_on
    tx.flush()
    return before


def open_answers(tx: Session, organization_id: uuid.UUID, limit: int) -> Sequence[tuple[EnrolmentAnswer, str]]:
    """Return what schools said that nobody at the EAO has dealt with, the oldest first, with the account's number."""
    rows = select(EnrolmentAnswer, ScholarshipAccount.number)
    rows = rows.join(ScholarshipAccount, ScholarshipAccount.id == EnrolmentAnswer.account_id)
    rows = rows.where(EnrolmentAnswer.organization_id == organization_id, EnrolmentAnswer.handled_at.is_(None))
    rows = rows.where(EnrolmentAnswer.answer != Answer.ENROLLED)
    found = tx.execute(rows.order_by(EnrolmentAnswer.at, EnrolmentAnswer.id).limit(limit))
    return [(answer, number) for answer, number in found]


def answer(tx: Session, answer_id: uuid.UUID) -> EnrolmentAnswer | None:
    """Return an answer, locked."""
    return tx.get(EnrolmentAnswer, answer_id, with_for_update=True, populate_existing=True)


def answers_of(tx: Session, account_id: uuid.UUID) -> Sequence[EnrolmentAnswer]:
    """Return what a school said of an account's child, the newest first."""
    rows = select(EnrolmentAnswer).where(EnrolmentAnswer.account_id == account_id)
    return tx.scalars(rows.order_by(EnrolmentAnswer.at.desc(), EnrolmentAnswer.id)).all()


def at_schools(tx: Session, organization_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Return how many accounts of an EAO name each school."""
    rows = select(ScholarshipAccount.school_id, func.count()).where(ScholarshipAccount.school_id.is_not(None))
    rows = rows.where(ScholarshipAccount.organization_id == organization_id).group_by(ScholarshipAccount.school_id)
    return {school_id: number for school_id, number in tx.execute(rows) if school_id is not None}
