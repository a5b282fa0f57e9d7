"""Queries of proposals to disqualify."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.treasury.domain.disqualifying import CaseStanding
from esa.treasury.models import DisqualificationCase


def cases(tx: Session, limit: int) -> Sequence[DisqualificationCase]:
    """Return the proposals in reach, the open ones first, then the newest."""
    rows = select(DisqualificationCase).order_by(
        DisqualificationCase.standing != CaseStanding.PROPOSED, DisqualificationCase.proposed_at.desc()
    )
    return tx.scalars(rows.limit(limit)).all()


def of_account(tx: Session, account_id: uuid.UUID) -> Sequence[DisqualificationCase]:
    """Return the proposals about an account, the newest first."""
    rows = select(DisqualificationCase).where(DisqualificationCase.account_id == account_id)
    return tx.scalars(rows.order_by(DisqualificationCase.proposed_at.desc())).all()


def locked(tx: Session, reference: str) -> DisqualificationCase | None:
    """Return a proposal, locked against another decision until the transaction ends."""
    rows = select(DisqualificationCase).where(DisqualificationCase.reference == reference)
    return tx.scalar(rows.with_for_update().execution_options(populate_existing=True))


def case(tx: Session, reference: str) -> DisqualificationCase | None:
    """Return a proposal."""
    return tx.scalar(select(DisqualificationCase).where(DisqualificationCase.reference == reference))
