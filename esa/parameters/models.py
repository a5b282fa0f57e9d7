"""The table of published figures."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach


class PublishedParameter(Base, kw_only=True):
    """A dated figure of the law, in force from `starts_on` until before `ends_on`; a correction replaces it."""

    __tablename__ = "published_parameters"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="dates_in_order"),
        sa.Index(
            "uq_published_parameters_current", "key", "starts_on",
            unique=True, postgresql_where=sa.text("replaced_at IS NULL"),
        ),
        reach(Reach.STATEWIDE),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[str]
    starts_on: Mapped[date]
    value: Mapped[str]
    cite: Mapped[str]
    source: Mapped[str]
    as_of: Mapped[date]
    entered_at: Mapped[datetime]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    entered_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)
