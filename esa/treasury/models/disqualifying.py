"""The table of proposals to disqualify somebody, with what the Treasurer decided."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach, words
from esa.treasury.domain.disqualifying import CaseStanding, Whose


class DisqualificationCase(Base, kw_only=True):
    """A proposal by an EAO (AUD-2); who decides it is another person than who proposed it."""

    __tablename__ = "disqualification_cases"
    __table_args__ = (
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("decided_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(standing = 'proposed') = (decided_at IS NULL)", name="decided_has_its_day"),
        sa.Index(None, "organization_id", "proposed_at"),
        sa.Index(None, "account_id"),
        # One open proposal for an account at a time.
        sa.Index(
            "uq_disqualification_cases_open", "account_id", unique=True,
            postgresql_where=sa.text("standing = 'proposed'"),
        ),
        reach(Reach.ORGANIZATION),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scholarship_accounts.id"))
    account_number: Mapped[str]
    whose: Mapped[Whose] = mapped_column(words(Whose))
    what: Mapped[str]
    evidence: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[uuid.UUID]
    standing: Mapped[CaseStanding] = mapped_column(words(CaseStanding), default=CaseStanding.PROPOSED)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    findings: Mapped[list[Any] | None] = mapped_column(default=None)
    appeal: Mapped[str] = mapped_column(default="")
    court: Mapped[str] = mapped_column(default="")
    attorney_general: Mapped[bool] = mapped_column(default=False)
