"""Reading applications: an EAO's list by keyset pages, one application, a household's, the pool of an award run."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, collate, func, or_, select, tuple_
from sqlalchemy.orm import Session

from esa.applications.domain.words import Status
from esa.applications.models import Application, ApplicationPaper, Decision
from esa.kernel.dates import SchoolYear
from esa.platform.pages import Slice

PAGE = 50
_LITERALLY = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})
# As the index on names has it, so that a beginning is found and a list read in order without sorting.
_BY_NAME = collate(func.lower(Application.family_name + ", " + Application.given_name), "C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a reviewer wants to see: the filters, the order, and the mark to go on from."""

    school_year: SchoolYear
    status: Status | None = None
    tier: str | None = None
    search: str = ""
    school: str = ""
    order: str = "completed"
    after: str | None = None
    limit: int = PAGE


def listed(
    tx: Session, organization_id: uuid.UUID, listing: Listing, schools: Sequence[uuid.UUID] | None = None
) -> Slice[Application]:
    """Return one page of an EAO's applications, of the schools if some are given. Raises ValueError for a bad mark."""
    rows = select(Application).where(
        Application.organization_id == organization_id, Application.school_year == listing.school_year
    )
    if listing.status is not None:
        rows = rows.where(Application.status == listing.status)
    if listing.tier:
        rows = rows.where(Application.base_tier == listing.tier)
    if schools is not None:
        rows = rows.where(Application.school_id.in_(schools))
    rows = _searched(rows, listing.search)
    rows = _ordered(rows, listing)
    limit = listing.limit
    found = tx.scalars(rows.limit(limit + 1)).all()
    following = _mark(found[limit - 1], listing.order) if len(found) > limit else None
    return Slice(found[:limit], following, None)


def _searched(rows: Select[Application], search: str) -> Select[Application]:
    text = search.strip().lower()
    if not text:
        return rows
    if text.startswith("mo-"):
        return rows.where(Application.reference == text.upper())
    return rows.where(or_(*(_BY_NAME.like(each.translate(_LITERALLY) + "%") for each in _beginnings(text))))


def _beginnings(text: str) -> list[str]:
    """Return how "family, given" may begin where this was typed: with a comma, or in either order without one."""
    if "," in text:
        family, _, given = text.partition(",")
        return [f"{family.strip()}, {given.strip()}"]
    words = text.split()[:4]
    parts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return [" ".join(words), *(f"{one}, {other}" for pair in parts for one, other in (pair, pair[::-1]))]


def _ordered(rows: Select[Application], listing: Listing) -> Select[Application]:
    if listing.order == "name":
        keys: tuple[Any, ...] = (_BY_NAME, Application.id)
    else:
        keys = (Application.completed_at, Application.id)
    if listing.after:
        rows = rows.where(tuple_(*keys) > tuple_(*_unmark(listing.after, listing.order)))
    return rows.order_by(*keys)


def _mark(row: Application, order: str) -> str:
    if order == "name":
        return f"{row.id}|{row.family_name}, {row.given_name}".lower()
    return f"{row.completed_at.isoformat()}|{row.id}"


def _unmark(mark: str, order: str) -> tuple[Any, ...]:
    first, _, second = mark.partition("|")
    if order == "name":
        return second, uuid.UUID(first)
    at = datetime.fromisoformat(first)
    if at.tzinfo is None:
        raise ValueError("is no mark of this list")
    return at, uuid.UUID(second)


def counts(tx: Session, organization_id: uuid.UUID, year: SchoolYear) -> dict[Status, int]:
    """Return how many applications of an EAO and year stand where."""
    rows = select(Application.status, func.count()).where(
        Application.organization_id == organization_id, Application.school_year == year
    )
    return {status: int(number) for status, number in tx.execute(rows.group_by(Application.status))}


def by_reference(tx: Session, reference: str) -> Application | None:
    """Return the application of that number."""
    return tx.scalar(select(Application).where(Application.reference == reference))


def by_id(tx: Session, application_id: uuid.UUID) -> Application | None:
    """Return an application as it stands now, or None where it is out of reach."""
    return tx.get(Application, application_id, populate_existing=True)


def decisions(tx: Session, application_id: uuid.UUID) -> Sequence[Decision]:
    """Return an application's decisions, the newest first."""
    rows = select(Decision).where(Decision.application_id == application_id)
    return tx.scalars(rows.order_by(Decision.sequence.desc())).all()


def papers(tx: Session, application_id: uuid.UUID) -> Sequence[ApplicationPaper]:
    """Return an application's papers, the oldest first."""
    rows = select(ApplicationPaper).where(ApplicationPaper.application_id == application_id)
    return tx.scalars(rows.order_by(ApplicationPaper.received_at, ApplicationPaper.id)).all()


def of_household(tx: Session, household_id: uuid.UUID) -> Sequence[tuple[Application, Decision | None]]:
    """Return a household's applications with their last decision, the newest year first."""
    rows = (
        select(Application, Decision)
        .outerjoin(Decision, Decision.id == Application.decision_id)
        .where(Application.household_id == household_id)
        .order_by(Application.school_year.desc(), Application.birth_on, Application.id)
    )
    return [(application, decision) for application, decision in tx.execute(rows)]


def years(tx: Session, organization_id: uuid.UUID) -> Sequence[SchoolYear]:
    """Return the school years in which an EAO has applications, the newest first; one look into the index for each."""

    def newest(before: SchoolYear | None) -> SchoolYear | None:
        rows = select(func.max(Application.school_year)).where(Application.organization_id == organization_id)
        return tx.scalar(rows if before is None else rows.where(Application.school_year < before))

    found: list[SchoolYear] = []
    while (year := newest(found[-1] if found else None)) is not None:
        found.append(year)
    return found
