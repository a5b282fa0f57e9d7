"""The results of the daily self-check, one row an EAO and day."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach


class SelfCheckKept(Base, kw_only=True):
    """What the self-check of an EAO's books found on a day; the last of a day is kept."""

    __tablename__ = "self_checks"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "checked_on"),
        reach(Reach.ORGANIZATION),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    checked_on: Mapped[date]
    checked_at: Mapped[datetime]
    is_good: Mapped[bool]
    checks: Mapped[list[Any]]
