"""Tables of donors: who gives, who shares a company's credit, which plans reserve by themselves."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.credits.domain import Rhythm, TaxpayerType
from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach, words


class Donor(Base, kw_only=True):
    """Somebody who gives; the taxpayer number is encrypted, its last four digits are for recognising it."""

    __tablename__ = "donors"
    __table_args__ = (reach(Reach.DONOR),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    taxpayer_type: Mapped[TaxpayerType] = mapped_column(words(TaxpayerType))
    created_at: Mapped[datetime]
    intake_organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    email: Mapped[str] = mapped_column(default="")
    taxpayer_number: Mapped[bytes | None] = mapped_column(default=None)
    taxpayer_last_four: Mapped[str] = mapped_column(default="")
    is_anonymous: Mapped[bool] = mapped_column(default=False, server_default=sa.text("false"))
    language: Mapped[str] = mapped_column(default="en", server_default="en")


class DonorOwner(Base, kw_only=True):
    """An owner of a pass-through company, who takes a share of its credit; the shares are in millionths."""

    __tablename__ = "donor_owners"
    __table_args__ = (
        sa.CheckConstraint("share > 0 AND share <= 1000000", name="share_of_a_whole"),
        reach(Reach.DONOR),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    name: Mapped[str]
    share: Mapped[int]
    taxpayer_number: Mapped[bytes | None] = mapped_column(default=None)
    taxpayer_last_four: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class GiftPlan(Base, kw_only=True):
    """A gift that recurs: on each of its days it makes a reservation like any other."""

    __tablename__ = "gift_plans"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index(None, "next_on", postgresql_where=sa.text("stopped_at IS NULL")),
        reach(Reach.DONOR),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    donor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("donors.id"), index=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"), index=True)
    amount: Mapped[Money]
    rhythm: Mapped[Rhythm] = mapped_column(words(Rhythm))
    starts_on: Mapped[date]
    next_on: Mapped[date]
    made_at: Mapped[datetime]
    made: Mapped[int] = mapped_column(default=0)
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)
    stopped_because: Mapped[str] = mapped_column(default="")
