"""All queries for choices among the readings of the law."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.readings.domain import Chosen
from esa.readings.models import ReadingChoice


def chosen(tx: Session, on: date) -> tuple[Chosen, ...]:
    """Return every confirmed choice that had begun by that day, of the state and of all EAOs, the latest last."""
    row = ReadingChoice
    rows = select(row.reading, row.option, row.organization_id, row.starts_on).where(
        row.confirmed_at.is_not(None), row.withdrawn_at.is_(None), row.starts_on <= on
    )
    return tuple(Chosen(*each) for each in tx.execute(rows.order_by(row.starts_on)))


def choices(tx: Session) -> Sequence[ReadingChoice]:
    """Return every choice that whoever asks may see, the latest first day first."""
    row = ReadingChoice
    return tx.scalars(select(row).order_by(row.reading, row.starts_on.desc(), row.proposed_at.desc())).all()


def locked(tx: Session, choice_id: uuid.UUID) -> ReadingChoice | None:
    """Return one choice, held until the transaction ends."""
    return tx.scalar(select(ReadingChoice).where(ReadingChoice.id == choice_id).with_for_update())


def by_id(tx: Session, choice_id: uuid.UUID) -> ReadingChoice | None:
    """Return one choice."""
    return tx.get(ReadingChoice, choice_id)


def ever_confirmed(tx: Session) -> bool:
    """Say whether any choice was ever confirmed, whatever became of it."""
    return bool(tx.scalar(select(select(ReadingChoice.id).where(ReadingChoice.confirmed_at.is_not(None)).exists())))
