"""Tables of the statewide cap: its row of the year, the EAOs' allotments of it, the decisions about them."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.credits.domain import AllotmentMode, ChangeKind, ChangeStanding
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class CreditCap(Base, kw_only=True):
    """The statewide cap of one calendar year and what uses it; taken by one conditional UPDATE, held by a CHECK."""

    __tablename__ = "credit_caps"
    __table_args__ = (
        sa.CheckConstraint("reserved >= 0 AND received >= 0 AND certified >= 0", name="nothing_negative"),
        sa.CheckConstraint("reserved + received + certified <= cap", name="within_cap"),
        reach(Reach.STATEWIDE),
    )

    year: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    cap: Mapped[Money]
    cite: Mapped[str]
    source: Mapped[str]
    as_of: Mapped[date]
    reserved: Mapped[Money] = mapped_column(default=Money(0))
    received: Mapped[Money] = mapped_column(default=Money(0))
    certified: Mapped[Money] = mapped_column(default=Money(0))
    lapsed: Mapped[Money] = mapped_column(default=Money(0))
    mode: Mapped[AllotmentMode] = mapped_column(words(AllotmentMode), default=AllotmentMode.FIRST_COME)


class CreditAllotment(Base, kw_only=True):
    """An EAO's share of a year's cap and what uses it; its row is locked after that of the cap (TCAP-7)."""

    __tablename__ = "credit_allotments"
    __table_args__ = (
        sa.CheckConstraint("used >= 0", name="nothing_negative"),
        sa.CheckConstraint("used <= allotted", name="within_allotment"),
        reach(Reach.STATEWIDE),
    )

    year: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"), primary_key=True)
    allotted: Mapped[Money] = mapped_column(default=Money(0))
    used: Mapped[Money] = mapped_column(default=Money(0))


class AllotmentChange(Base, kw_only=True):
    """A split of the cap or a move of unused allotment: proposed with its reason, made by a second person (TCAP-5)."""

    __tablename__ = "allotment_changes"
    __table_args__ = (
        sa.CheckConstraint("reason <> ''", name="reason_given"),
        sa.CheckConstraint("standing <> 'made' OR decided_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(standing = 'proposed') = (decided_by IS NULL)", name="decided_by_somebody"),
        sa.Index(None, "year", "proposed_at"),
        reach(Reach.STATEWIDE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(sa.SmallInteger)
    kind: Mapped[ChangeKind] = mapped_column(words(ChangeKind))
    content: Mapped[dict[str, Any]]
    reason: Mapped[str]
    proposed_by: Mapped[uuid.UUID]
    proposed_at: Mapped[datetime]
    standing: Mapped[ChangeStanding] = mapped_column(words(ChangeStanding), default=ChangeStanding.PROPOSED)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
