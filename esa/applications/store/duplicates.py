"""Queries for applications that look like the same child."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.applications.domain.words import PairStanding
from esa.applications.models import Application, DuplicatePair
from esa.kernel.dates import SchoolYear


def find(connection: Any, organization_id: uuid.UUID, year: SchoolYear, at: datetime) -> int:
    """Store the pairs of an EAO and year that were not known; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE applications")
        cursor.execute(
            "INSERT INTO duplicate_pairs (id, organization_id, application_id, other_application_id,"
            " other_organization_id, score, reasons, found_at, standing)"
            " SELECT gen_random_uuid(), %s, application_id, other_application_id, other_organization_id, score,"
            " jsonb_build_array(reason), %s, 'open' FROM look_alikes(%s, %s::smallint) ON CONFLICT DO NOTHING",
            (organization_id, at, organization_id, year.opens),
        )
        return int(cursor.rowcount)


def pairs(tx: Session, organization_id: uuid.UUID, limit: int) -> Sequence[tuple[DuplicatePair, Application]]:
    """Return open pairs with the EAO's own application, the likeliest first."""
    rows = (
        select(DuplicatePair, Application)
        .join(Application, Application.id == DuplicatePair.application_id)
        .where(DuplicatePair.organization_id == organization_id, DuplicatePair.standing == PairStanding.OPEN)
        .order_by(DuplicatePair.score.desc(), Application.reference)
    )
    return [(pair, application) for pair, application in tx.execute(rows.limit(limit))]


def of_application(tx: Session, application_id: uuid.UUID) -> Sequence[DuplicatePair]:
    """Return an application's pairs."""
    return tx.scalars(select(DuplicatePair).where(DuplicatePair.application_id == application_id)).all()


def pair(tx: Session, pair_id: uuid.UUID) -> DuplicatePair | None:
    """Return a pair."""
    return tx.get(DuplicatePair, pair_id)


def same_person(tx: Session, first: uuid.UUID, second: uuid.UUID) -> None:
    """Give two of the EAO's own applications, and their students, one person: the joint cap then holds over both."""
    person = "(SELECT person_id FROM applications WHERE id = :first)"
    for statement in (
        f"UPDATE students SET person_id = {person} WHERE id = (SELECT student_id FROM applications WHERE id = :second)",
        f"UPDATE applications SET person_id = {person} WHERE id = :second",
    ):
        tx.execute(text(statement), {"first": first, "second": second})
