"""All queries for award runs and places."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer, undefer_group

from esa.awards.domain.words import RunStanding
from esa.awards.models import AwardPlace, AwardRun, Takeover
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict
from esa.platform.pages import Slice

PAGE = 50
_PLACE = (
    "run_id", "application_id", "organization_id", "household_id", "outcome", "tier", "amount", "sequence", "sources",
    "reason",
)  # fmt: skip


def runs(tx: Session, organization_id: uuid.UUID) -> Sequence[AwardRun]:
    """Return an EAO's runs, the newest first, without their files."""
    rows = select(AwardRun).where(AwardRun.organization_id == organization_id)
    return tx.scalars(rows.order_by(AwardRun.drafted_at.desc(), AwardRun.reference)).all()


def by_reference(tx: Session, reference: str) -> AwardRun | None:
    """Return the run of that number."""
    return tx.scalar(select(AwardRun).where(AwardRun.reference == reference).options(undefer_group("files")))


def move(tx: Session, run_id: uuid.UUID, old: RunStanding, values: dict[str, Any]) -> bool:
    """Change a run that still stands where it was thought to stand: False where somebody was faster."""
    changed = update(AwardRun).where(AwardRun.id == run_id, AwardRun.standing == old).values(**values)
    try:
        return tx.scalar(changed.returning(AwardRun.id)) is not None
    except IntegrityError as fault:
        raise Conflict("The person who froze a run cannot release it.", code="two_people") from fault


def add_places(connection: Any, rows: Iterable[Sequence[Any]]) -> None:
    """Store the places of a frozen run; the application is found by its number."""
    columns = ", ".join(_PLACE)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS new_places")
        cursor.execute(
            "CREATE TEMPORARY TABLE new_places (run_id uuid, reference text, organization_id uuid, outcome text,"
            " tier text, amount bigint, sequence bigint, sources text, reason text) ON COMMIT DROP"
        )
        with cursor.copy("COPY new_places FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO award_places ({columns}) SELECT p.run_id, a.id, p.organization_id, a.household_id, p.outcome,"
            " nullif(p.tier, ''), p.amount, p.sequence, p.sources, p.reason"
            " FROM new_places p JOIN applications a ON a.reference = p.reference"
        )


def places(tx: Session, run_id: uuid.UUID, after: int) -> Slice[AwardPlace]:
    """Return a page of a run's places by sequence."""
    rows = select(AwardPlace).where(AwardPlace.run_id == run_id, AwardPlace.sequence > after)
    found = tx.scalars(rows.order_by(AwardPlace.sequence).limit(PAGE + 1)).all()
    following = str(found[PAGE - 1].sequence) if len(found) > PAGE else None
    return Slice(found[:PAGE], following, None)


def in_runs(tx: Session, organization_id: uuid.UUID, year: SchoolYear) -> set[uuid.UUID]:
    """Return the applications that have a place in a frozen or released run of the year."""
    rows = select(AwardPlace.application_id).join(AwardRun, AwardRun.id == AwardPlace.run_id)
    held = AwardRun.standing.in_((RunStanding.FROZEN, RunStanding.RELEASED))
    mine = (AwardRun.organization_id == organization_id, AwardRun.school_year == year)
    return set(tx.scalars(rows.where(held, *mine)))


def waiting_before(tx: Session) -> dict[uuid.UUID, int]:
    """Return by application how many children wait before it, for the waiting children of the household that asks."""
    found = tx.execute(text("SELECT application_id, before FROM waiting_before()"))
    return {each.application_id: each.before for each in found}


def takeover(tx: Session, reference: str, *, lock: bool = False) -> Takeover | None:
    """Return a takeover with its file, locked where it is to be changed."""
    rows = select(Takeover).where(Takeover.reference == reference).options(undefer(Takeover.content))
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    return tx.scalar(rows)


def takeovers(tx: Session) -> Sequence[Takeover]:
    """Return the takeovers in reach, the newest first."""
    return tx.scalars(select(Takeover).order_by(Takeover.proposed_at.desc(), Takeover.reference)).all()
