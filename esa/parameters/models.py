"""The tables of published figures and of what was proposed to become one."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.parameters.domain import ProposalStanding
from esa.platform.tables import Base, Reach, reach, words


class FigureProposal(Base, kw_only=True):
    """Figures that one person proposes and another confirms; `preview` is what each of the two was shown.

    Neither the figures nor what was shown can be changed afterwards; policies and a trigger hold that.
    """

    __tablename__ = "figure_proposals"
    __table_args__ = (
        sa.CheckConstraint("standing <> 'confirmed' OR decided_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(standing = 'proposed') = (decided_by IS NULL)", name="decided_by_somebody"),
        sa.CheckConstraint("standing <> 'taken_back' OR reason <> ''", name="reason_given"),
        sa.Index("ix_figure_proposals_open", "proposed_at", postgresql_where=sa.text("standing = 'proposed'")),
        reach(Reach.STATEWIDE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    figures: Mapped[list[Any]]
    source: Mapped[str]
    as_of: Mapped[date]
    preview: Mapped[dict[str, Any]]
    proposed_by: Mapped[uuid.UUID]
    proposed_name: Mapped[str]
    proposed_at: Mapped[datetime]
    standing: Mapped[ProposalStanding] = mapped_column(words(ProposalStanding), default=ProposalStanding.PROPOSED)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    decided_name: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    preview_confirmed: Mapped[dict[str, Any] | None] = mapped_column(default=None)


class PublishedParameter(Base, kw_only=True):
    """A dated figure of the law, in force from `starts_on` until before `ends_on`; a correction replaces it.

    Without a `proposal_id` it came with the program's own lists, or was entered before two people were asked for.
    """

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
    proposal_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("figure_proposals.id"), default=None)
