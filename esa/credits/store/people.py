"""All queries for donors, their owners and their plans."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from esa.credits.models import Donor, DonorOwner, GiftPlan


def donor(tx: Session, donor_id: uuid.UUID) -> Donor | None:
    """Return a donor in reach."""
    return tx.scalar(select(Donor).where(Donor.id == donor_id))


def hold_donor(tx: Session, donor_id: uuid.UUID) -> None:
    """Hold a donor's row to the end of the transaction."""
    tx.execute(select(Donor.id).where(Donor.id == donor_id).with_for_update())


def owners(tx: Session, donor_id: uuid.UUID) -> Sequence[DonorOwner]:
    """Return the owners of a company as they are now, the largest share first."""
    asked = select(DonorOwner).where(DonorOwner.donor_id == donor_id, DonorOwner.ended_at.is_(None))
    return tx.scalars(asked.order_by(DonorOwner.share.desc(), DonorOwner.name)).all()


def all_owners(tx: Session, donor_id: uuid.UUID) -> Sequence[DonorOwner]:
    """Return the owners of a company, also those of before; the ones of now first."""
    asked = select(DonorOwner).where(DonorOwner.donor_id == donor_id)
    return tx.scalars(asked.order_by(DonorOwner.ended_at.desc().nulls_first(), DonorOwner.name)).all()


def without_number(tx: Session, donor_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these donors have no taxpayer number on record, neither of their own nor of every owner."""
    own = select(Donor.id).where(Donor.id.in_(donor_ids), Donor.taxpayer_number.is_(None))
    lacking = set(tx.scalars(own))
    shares = select(DonorOwner.donor_id, func.bool_and(DonorOwner.taxpayer_number.is_not(None)))
    shares = shares.where(DonorOwner.donor_id.in_(donor_ids), DonorOwner.ended_at.is_(None))
    for donor_id, complete in tx.execute(shares.group_by(DonorOwner.donor_id)):
        (lacking.discard if complete else lacking.add)(donor_id)
    return lacking


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
