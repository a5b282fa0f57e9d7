"""All queries for papers that go by post."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.credits.models import PaperPost, Reservation

_OPEN = (PaperPost.sent_on.is_(None), PaperPost.withdrawn_at.is_(None))


def asked(tx: Session, reservation_id: uuid.UUID) -> PaperPost | None:
    """Return the wish of a reservation that is not done yet, and hold its row."""
    return tx.scalar(select(PaperPost).where(PaperPost.reservation_id == reservation_id, *_OPEN).with_for_update())


def of_donor(tx: Session, donor_id: uuid.UUID) -> Sequence[PaperPost]:
    """Return a donor's wishes that stand, the first asked first."""
    mine = select(PaperPost).where(PaperPost.donor_id == donor_id, PaperPost.withdrawn_at.is_(None))
    return tx.scalars(mine.order_by(PaperPost.asked_at, PaperPost.id)).all()


def to_send(tx: Session, organization_id: uuid.UUID, limit: int) -> list[tuple[PaperPost, Reservation]]:
    """Return what an EAO has to send, the first asked first."""
    rows = (
        select(PaperPost, Reservation)
        .join(Reservation, Reservation.id == PaperPost.reservation_id)
        .where(PaperPost.organization_id == organization_id, *_OPEN)
        .order_by(PaperPost.asked_at, PaperPost.id)
        .limit(limit)
    )
    return [(post, reserved) for post, reserved in tx.execute(rows)]


def sent(tx: Session, organization_id: uuid.UUID, limit: int) -> list[tuple[PaperPost, Reservation]]:
    """Return what an EAO has sent, the last sent first."""
    rows = (
        select(PaperPost, Reservation)
        .join(Reservation, Reservation.id == PaperPost.reservation_id)
        .where(PaperPost.organization_id == organization_id, PaperPost.sent_on.is_not(None))
        .order_by(PaperPost.sent_on.desc(), PaperPost.asked_at.desc(), PaperPost.id)
        .limit(limit)
    )
    return [(post, reserved) for post, reserved in tx.execute(rows)]


def locked(tx: Session, post_id: uuid.UUID) -> PaperPost | None:
    """Return a wish in reach that is not done yet, and hold its row."""
    return tx.scalar(select(PaperPost).where(PaperPost.id == post_id, *_OPEN).with_for_update())
