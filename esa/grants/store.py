"""All queries for grants."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.grants.models import Grant, GrantSource
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money


def of_household(tx: Session, household_id: uuid.UUID) -> Sequence[Grant]:
    """Return a household's grants, the newest first."""
    rows = select(Grant).where(Grant.household_id == household_id)
    return tx.scalars(rows.order_by(Grant.granted_at.desc(), Grant.id)).all()


def sources(tx: Session, grant_ids: Sequence[uuid.UUID]) -> Sequence[GrantSource]:
    """Return the sources of grants."""
    return tx.scalars(select(GrantSource).where(GrantSource.grant_id.in_(grant_ids))).all()


@dataclass(frozen=True, slots=True)
class Given:
    """A grant as the posting counts it."""

    person_id: uuid.UUID
    school_year: SchoolYear
    organization: str
    amount: Money
    lunch: str | None
    has_iep: bool
    granted_at: Any


def given(tx: Session, through: SchoolYear) -> Sequence[Given]:
    """Return all grants up to a school year that were not given back whole, with their EAO's short name."""
    rows = text(
        "SELECT g.person_id, g.school_year, o.slug, g.amount, g.lunch, g.has_iep, g.granted_at, g.given_back"
        " FROM grants g JOIN organizations o ON o.id = g.organization_id"
        " WHERE g.school_year <= :year AND g.amount > g.given_back"
    )
    found = tx.execute(rows, {"year": through.opens})
    return [Given(r[0], SchoolYear(r[1]), r[2], Money(r[3] - r[7]), r[4], r[5], r[6]) for r in found]


def by_organization(tx: Session, year: SchoolYear) -> dict[uuid.UUID, tuple[int, Money]]:
    """Return each EAO's grants of a year: how many, and their sum."""
    rows = text(
        "SELECT organization_id, count(*), sum(amount - given_back)::bigint FROM grants"
        " WHERE school_year = :year AND amount > given_back GROUP BY 1"
    )
    return {r[0]: (int(r[1]), Money(int(r[2]))) for r in tx.execute(rows, {"year": year.opens})}


def by_source(tx: Session, year: SchoolYear) -> dict[str, Money]:
    """Return what was granted in a year from each source; what was given back later is still in it."""
    rows = text(
        "SELECT s.source, sum(s.amount)::bigint FROM grant_sources s JOIN grants g ON g.id = s.grant_id"
        " WHERE g.school_year = :year GROUP BY 1 ORDER BY 1"
    )
    return {r[0]: Money(int(r[1])) for r in tx.execute(rows, {"year": year.opens})}


def give_back(tx: Session, parts: Mapping[uuid.UUID, Money], reason: str, at: datetime) -> None:
    """End grants, taking from each the part that will not be deposited."""
    for grant in tx.scalars(select(Grant).where(Grant.id.in_(parts)).order_by(Grant.id).with_for_update()):
        grant.given_back, grant.ended_at, grant.end_reason = parts[grant.id], at, reason
    tx.flush()
