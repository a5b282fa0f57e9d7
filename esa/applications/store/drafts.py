"""Queries of drafts: one row for a household and school year, locked while it is changed."""

import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from esa.applications.domain.drafts.answers import Draft
from esa.applications.models import ApplicationDraft, ApplicationPaper
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.platform.work import Work


def find(tx: Session, household_id: uuid.UUID, year: SchoolYear) -> Draft:
    """Return the household's draft of the year; one that was not begun is empty."""
    row = tx.scalar(_of(household_id, year))
    return _draft(row) if row is not None else Draft(household_id=household_id, school_year=year)


def lock(work: Work, household_id: uuid.UUID, year: SchoolYear) -> ApplicationDraft:
    """Return the row, begun where it was not, held to the end of the transaction: two saves come one after another."""
    begun = insert(ApplicationDraft).values(
        id=new_id(), household_id=household_id, school_year=year, answers={}, updated_at=work.now, version=0
    )
    work.tx.execute(begun.on_conflict_do_nothing())
    query = _of(household_id, year).with_for_update().execution_options(populate_existing=True)
    return work.tx.scalars(query).one()


def is_sent(tx: Session, document_id: uuid.UUID) -> bool:
    """Say whether a paper went out with an application."""
    return tx.scalar(sa.select(sa.exists().where(ApplicationPaper.document_id == document_id))) is True


def draft_of(row: ApplicationDraft) -> Draft:
    """Return the row as a draft."""
    return _draft(row)


def _of(household_id: uuid.UUID, year: SchoolYear) -> sa.Select[ApplicationDraft]:
    return sa.select(ApplicationDraft).where(
        ApplicationDraft.household_id == household_id, ApplicationDraft.school_year == year
    )


def _draft(row: ApplicationDraft) -> Draft:
    return Draft(
        household_id=row.household_id,
        school_year=row.school_year,
        answers=row.answers,
        version=row.version,
        updated_at=row.updated_at,
        submitted_at=row.submitted_at,
    )
