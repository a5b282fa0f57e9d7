"""All queries for donors, their owners and their plans."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.credits.models import Donor, DonorOwner, GiftPlan


def donor(tx: Session, donor_id: uuid.UUID) -> Donor | None:
    """Return a donor in reach."""
    return tx.scalar(select(Donor).where(Donor.id == donor_id))


def owners(tx: Session, donor_id: uuid.UUID) -> Sequence[DonorOwner]:
    """Return the owners of a company as they are now, the largest share first."""
    asked = select(DonorOwner).where(DonorOwner.donor_id == donor_id, DonorOwner.ended_at.is_(None))
    return tx.scalars(asked.order_by(DonorOwner.share.desc(), DonorOwner.name)).all()


def owner(tx: Session, owner_id: uuid.UUID) -> DonorOwner | None:
    """Return an owner of a company in reach."""
    return tx.scalar(select(DonorOwner).where(DonorOwner.id == owner_id))


def plan(tx: Session, plan_id: uuid.UUID) -> GiftPlan | None:
    """Return a plan and hold its row."""
    return tx.scalar(select(GiftPlan).where(GiftPlan.id == plan_id).with_for_update())


def plans(tx: Session, donor_id: uuid.UUID) -> Sequence[GiftPlan]:
    """Return a donor's plans that go on, the next one first."""
    asked = select(GiftPlan).where(GiftPlan.donor_id == donor_id, GiftPlan.stopped_at.is_(None))
    return tx.scalars(asked.order_by(GiftPlan.next_on, GiftPlan.id)).all()


def plans_due(tx: Session, today: date) -> Sequence[GiftPlan]:
    """Return the plans whose day has come, in order, and hold their rows."""
    asked = select(GiftPlan).where(GiftPlan.stopped_at.is_(None), GiftPlan.next_on <= today)
    return tx.scalars(asked.order_by(GiftPlan.next_on, GiftPlan.made_at, GiftPlan.id).with_for_update()).all()
