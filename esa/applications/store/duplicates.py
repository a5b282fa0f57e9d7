"""Queries for applications that look like the same child."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from esa.applications.domain.words import PairStanding
from esa.applications.models import Application, DuplicatePair
from esa.kernel.dates import SchoolYear
from esa.platform.pages import Slice

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PairListing:
    """Which pairs are wanted, and the mark to go on from."""

    standing: PairStanding = PairStanding.OPEN
    after: str | None = None


def find(connection: Any, organization_id: uuid.UUID, year: SchoolYear, at: datetime) -> int:
    """Store the pairs of an EAO and year that were not known; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE applications")
        cursor.execute(
            "INSERT INTO duplicate_pairs (id, organization_id, application_id, other_application_id,"
            " other_organization_id, score, reasons, found_at, standing)"
            " SELECT gen_random_uuid(), %s, application_id, other_application_id, other_organization_id, score,"
            " jsonb_build_array(reason), %s, 'open' FROM look_alikes(%s::smallint) ON CONFLICT DO NOTHING",
            (organization_id, at, year.opens),
        )
        return int(cursor.rowcount)


def pairs(
    tx: Session, organization_id: uuid.UUID, listing: PairListing
) -> Slice[tuple[DuplicatePair, Application, Application | None]]:
    """Return one page of an EAO's pairs, the likeliest first, with its own applications. Raises ValueError."""
    keys = (DuplicatePair.score, DuplicatePair.id)
    rows = _with_applications().where(
        DuplicatePair.organization_id == organization_id, DuplicatePair.standing == listing.standing
    )
    if listing.after:
        score, _, last = listing.after.partition("|")
        rows = rows.where(tuple_(*keys) < tuple_(int(score), uuid.UUID(last)))
    found = [
        (pair, own, other)
        for pair, own, other in tx.execute(rows.order_by(*(key.desc() for key in keys)).limit(PAGE + 1))
    ]
    last_pair = found[PAGE - 1][0] if len(found) > PAGE else None
    following = None if last_pair is None else f"{last_pair.score}|{last_pair.id}"
    return Slice(found[:PAGE], following, None)


def of_application(
    tx: Session, application_id: uuid.UUID
) -> Sequence[tuple[DuplicatePair, Application, Application | None]]:
    """Return an application's pairs, from whichever side."""
    either = or_(DuplicatePair.application_id == application_id, DuplicatePair.other_application_id == application_id)
    rows = _with_applications().where(either).order_by(DuplicatePair.score.desc(), DuplicatePair.id)
    return [(pair, own, other) for pair, own, other in tx.execute(rows)]


def _with_applications() -> Select[DuplicatePair, Application, Application]:
    """Return pairs with both applications; one of another EAO is out of reach and therefore None."""
    other = aliased(Application)
    return (
        select(DuplicatePair, Application, other)
        .join(Application, Application.id == DuplicatePair.application_id)
        .outerjoin(other, other.id == DuplicatePair.other_application_id)
    )


def pair(tx: Session, pair_id: uuid.UUID) -> DuplicatePair | None:
    """Return a pair, held until the transaction ends: two people cannot settle it at once."""
    return tx.get(DuplicatePair, pair_id, with_for_update=True, populate_existing=True)


def join_persons(tx: Session, pair_id: uuid.UUID) -> bool:
    """Make the pair's two children one person; return False, changing nothing, where both have grants."""
    return tx.scalar(text("SELECT join_persons(:pair)"), {"pair": pair_id}) is True
