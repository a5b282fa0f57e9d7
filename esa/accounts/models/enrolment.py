"""The table of what schools said of enrolments."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.accounts.domain.enrolment import Answer
from esa.kernel.dates import SchoolYear
from esa.platform.tables import Base, Reach, reach, words


class EnrolmentAnswer(Base, kw_only=True):
    """A school's word on one child, with who said it, and what the EAO did about it."""

    __tablename__ = "enrolment_answers"
    __table_args__ = (
        sa.CheckConstraint("(handled_at IS NULL) = (handled_note = '')", name="handled_with_note"),
        sa.Index(None, "account_id", "at"),
        sa.Index(None, "payee_id"),
        sa.Index(
            "ix_enrolment_answers_open", "organization_id", "at",
            postgresql_where=sa.text("handled_at IS NULL AND answer <> 'enrolled'"),
        ),
        reach(Reach.ORGANIZATION),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payees.id"))
    school_year: Mapped[SchoolYear]
    answer: Mapped[Answer] = mapped_column(words(Answer))
    said_on: Mapped[date]
    note: Mapped[str]
    said_by: Mapped[uuid.UUID]
    said_by_name: Mapped[str]
    at: Mapped[datetime]
    handled_at: Mapped[datetime | None] = mapped_column(default=None)
    handled_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    handled_note: Mapped[str] = mapped_column(default="")
