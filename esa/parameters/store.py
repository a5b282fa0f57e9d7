"""All queries for published figures and for what is proposed."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.parameters.domain import ProposalStanding
from esa.parameters.models import FigureProposal, PublishedParameter


def figures(tx: Session) -> tuple[tuple[str, date, date | None, str, str], ...]:
    """Return the figures that stand as key, first day, day after the last, value, citation; by key and day."""
    row = PublishedParameter
    rows = select(row.key, row.starts_on, row.ends_on, row.value, row.cite).where(row.replaced_at.is_(None))
    return tuple((r[0], r[1], r[2], r[3], r[4]) for r in tx.execute(rows.order_by(row.key, row.starts_on)))


def current(tx: Session) -> Sequence[PublishedParameter]:
    """Return the figures that stand, by key and day."""
    rows = select(PublishedParameter).where(PublishedParameter.replaced_at.is_(None))
    return tx.scalars(rows.order_by(PublishedParameter.key, PublishedParameter.starts_on)).all()


def entered(tx: Session) -> Sequence[PublishedParameter]:
    """Return every figure by key, the latest day first; of one day the one that stands, then what it replaced."""
    row = PublishedParameter
    return tx.scalars(select(row).order_by(row.key, row.starts_on.desc(), row.replaced_at.desc().nulls_first())).all()


def one_at_a_time(tx: Session) -> None:
    """Wait until nobody else enters figures; the next reads what this one wrote."""
    tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('published_parameters'))"))


def open_proposals(tx: Session) -> Sequence[FigureProposal]:
    """Return what waits for a second person, the oldest first."""
    row = FigureProposal
    waiting = select(row).where(row.standing == ProposalStanding.PROPOSED)
    return tx.scalars(waiting.order_by(row.proposed_at, row.id)).all()


def decided_proposals(tx: Session, most: int) -> Sequence[FigureProposal]:
    """Return what was confirmed or taken back, the newest first."""
    row = FigureProposal
    decided = select(row).where(row.standing != ProposalStanding.PROPOSED)
    return tx.scalars(decided.order_by(row.decided_at.desc(), row.id).limit(most)).all()


def proposal(tx: Session, proposal_id: uuid.UUID) -> FigureProposal | None:
    """Return a proposal as it stands now, whatever this transaction saw of it before."""
    return tx.get(FigureProposal, proposal_id, populate_existing=True)
