"""Tables of districts and schools."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from esa.platform.tables import Base, Reach, reach, words
from esa.schools.domain import Classification, DistrictKind, SchoolKind


class District(Base, kw_only=True):
    """A school district, or a charter or state school that stands in the same public list."""

    __tablename__ = "districts"
    __table_args__ = (sa.UniqueConstraint("name", "county"), reach(Reach.STATEWIDE))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[DistrictKind] = mapped_column(words(DistrictKind))
    county: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    as_of: Mapped[date]
    code: Mapped[str | None] = mapped_column(default=None, unique=True)
    city: Mapped[str] = mapped_column(default="")
    zip: Mapped[str] = mapped_column(default="")
    entry_cutoff: Mapped[str] = mapped_column(default="08-01")


class DistrictClassification(Base, kw_only=True):
    """A district's class from a day until before another; days not covered are accredited."""

    __tablename__ = "district_classifications"
    __table_args__ = (
        ExcludeConstraint(
            ("district_id", "="), (sa.text("daterange(starts_on, ends_on)"), "&&"),
            using="gist", name="ex_district_classifications_no_overlap",
        ),
        reach(Reach.STATEWIDE),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("districts.id"))
    classification: Mapped[Classification] = mapped_column(words(Classification))
    starts_on: Mapped[date]
    source: Mapped[str]
    as_of: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)


class School(Base, kw_only=True):
    """A school that students may attend; whether it is a qualified school is judged by the law, not stored."""

    __tablename__ = "schools"
    __table_args__ = (sa.UniqueConstraint("name", "city", "kind"), reach(Reach.STATEWIDE))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    city: Mapped[str]
    kind: Mapped[SchoolKind] = mapped_column(words(SchoolKind))
    source: Mapped[str]
    as_of: Mapped[date]
    county: Mapped[str] = mapped_column(default="")
    district_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("districts.id"), default=None)
    incorporated_in_missouri: Mapped[bool] = mapped_column(default=False)
    nondiscrimination: Mapped[bool] = mapped_column(default=False)
    charges_tuition: Mapped[bool] = mapped_column(default=False)
    is_invented: Mapped[bool] = mapped_column(default=False)


class SchoolPartnership(Base, kw_only=True):
    """An EAO that serves a school from a day on (EAO-25)."""

    __tablename__ = "school_partnerships"
    __table_args__ = (sa.UniqueConstraint("school_id", "organization_id", "starts_on"), reach(Reach.STATEWIDE))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organizations.id"), index=True)
    school_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("schools.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
