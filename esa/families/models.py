"""Tables of households and students."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.money import Money
from esa.platform.tables import Base, Reach, reach


class Household(Base, kw_only=True):
    """A household as its family, or the EAO that brought it in, describes it (AMB-4)."""

    __tablename__ = "households"
    __table_args__ = (
        sa.CheckConstraint("size IS NULL OR size >= 1", name="size_positive"),
        sa.CheckConstraint("annual_income >= 0", name="income_not_negative"),
        reach(Reach.HOUSEHOLD),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    contact_name: Mapped[str]
    created_at: Mapped[datetime]
    intake_organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    zip: Mapped[str] = mapped_column(default="")
    county: Mapped[str] = mapped_column(default="")
    district_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    size: Mapped[int | None] = mapped_column(default=None)
    annual_income: Mapped[Money | None] = mapped_column(default=None)
    language: Mapped[str] = mapped_column(default="en")


class Student(Base, kw_only=True):
    """A child of a household; `person_id` is shared by the rows that were found to be the same child (CAP-7)."""

    __tablename__ = "students"
    __table_args__ = (reach(Reach.HOUSEHOLD),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("households.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    birth_on: Mapped[date]
    created_at: Mapped[datetime]
    intake_organization_id: Mapped[uuid.UUID | None] = mapped_column(default=None, index=True)
    state_student_number: Mapped[str | None] = mapped_column(default=None)
