"""All queries for published figures."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.parameters.models import PublishedParameter


def current(tx: Session) -> list[PublishedParameter]:
    """Return the figures that stand, by key and day."""
    rows = select(PublishedParameter).where(PublishedParameter.replaced_at.is_(None))
    return list(tx.scalars(rows.order_by(PublishedParameter.key, PublishedParameter.starts_on)))
