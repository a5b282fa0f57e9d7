"""Tables of EAOs."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.organizations.domain import LastRule, Standing, TieRule
from esa.platform.tables import Base, Reach, reach, words


class Organization(Base, kw_only=True):
    """An EAO (135.712.2(1)); `principal_place` is the county or city of its principal office (EAO-3)."""

    __tablename__ = "organizations"
    __table_args__ = (reach(Reach.STATEWIDE),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]
    as_of: Mapped[date]
    principal_place: Mapped[str] = mapped_column(default="")
    in_listed_place: Mapped[bool | None] = mapped_column(default=None)
    fiscal_year_end: Mapped[str] = mapped_column(default="06-30")
    is_invented: Mapped[bool] = mapped_column(default=False)
    # What stands on receipts beside the name; empty until the EAO or the Treasurer enters it.
    street: Mapped[str] = mapped_column(default="", server_default="")
    city: Mapped[str] = mapped_column(default="", server_default="")
    state: Mapped[str] = mapped_column(default="", server_default="")
    zip: Mapped[str] = mapped_column(default="", server_default="")
    tax_number: Mapped[str] = mapped_column(default="", server_default="")

    @property
    def address(self) -> str:
        """Return the postal address in one line, empty where none was entered."""
        return f"{self.street}, {self.city}, {self.state} {self.zip}" if self.street else ""


class Certification(Base, kw_only=True):
    """An EAO's standing with the Treasurer for one school year."""

    __tablename__ = "certifications"
    __table_args__ = (sa.UniqueConstraint("organization_id", "school_year"), reach(Reach.STATEWIDE))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    school_year: Mapped[SchoolYear]
    standing: Mapped[Standing] = mapped_column(words(Standing))
    decided_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    # What was filed before the school year under EAO-14.
    expected: Mapped[Money] = mapped_column(default=Money(0), server_default="0")
    bond: Mapped[Money] = mapped_column(default=Money(0), server_default="0")
    other_proof: Mapped[bool] = mapped_column(default=False, server_default=sa.text("false"))


class OrganizationPolicy(Base, kw_only=True):
    """What an EAO chose where the law leaves it the choice, from a day on."""

    __tablename__ = "organization_policies"
    __table_args__ = (sa.UniqueConstraint("organization_id", "starts_on"), reach(Reach.ORGANIZATION))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"))
    starts_on: Mapped[date]
    tie_rule: Mapped[TieRule] = mapped_column(words(TieRule), default=TieRule.COMPLETED)
    last_rule: Mapped[LastRule] = mapped_column(words(LastRule), default=LastRule.STOP)
    set_at: Mapped[datetime | None] = mapped_column(default=None)
