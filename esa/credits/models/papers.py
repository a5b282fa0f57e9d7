"""Tables of receipts and certificates: a paper is never changed, what is void is a row of its own."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.credits.domain.papers import PaperKind
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class GiftPaper(Base, kw_only=True):
    """A receipt or a certificate as it was made: `amount` is what the public check compares, `content` all facts.

    An EAO reads only the papers of donors who do not want to stay unnamed.
    """

    __tablename__ = "gift_papers"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.UniqueConstraint("contribution_id", "kind", "turn"),
        reach(Reach.DONOR, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[PaperKind] = mapped_column(words(PaperKind))
    turn: Mapped[int] = mapped_column(sa.SmallInteger)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contributions.id"))
    reservation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reservations.id"), index=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"), index=True)
    names_donor: Mapped[bool]
    amount: Mapped[Money]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class GiftStatement(Base, kw_only=True):
    """A donor's year as it was stated; the newest of a year holds, those before stay as they were."""

    __tablename__ = "gift_statements"
    __table_args__ = (sa.UniqueConstraint("donor_id", "year", "turn"), reach(Reach.DONOR, append_only=True))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"))
    year: Mapped[int] = mapped_column(sa.SmallInteger)
    turn: Mapped[int] = mapped_column(sa.SmallInteger)
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    made_at: Mapped[datetime]


class GiftPaperVoid(Base, kw_only=True):
    """A paper that holds no more, why, and who said so; its number is never used again."""

    __tablename__ = "gift_paper_voids"
    __table_args__ = (
        sa.CheckConstraint("reason <> ''", name="reason_given"),
        reach(Reach.DONOR, append_only=True),
    )

    paper_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("gift_papers.id"), primary_key=True)
    donor_id: Mapped[uuid.UUID]
    organization_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
    reason: Mapped[str]
    by_user: Mapped[uuid.UUID | None] = mapped_column(default=None)
