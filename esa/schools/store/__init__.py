"""All queries for districts, classifications, schools and partnerships."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, func, or_, select, text, tuple_
from sqlalchemy.orm import Session

from esa.platform.pages import Slice
from esa.schools.domain import DistrictKind, Partner
from esa.schools.models import District, DistrictClassification, School, SchoolPartnership

R = TypeVar("R", District, School)


def counties(tx: Session) -> Sequence[str]:
    """Return the counties that have a district."""
    rows = select(District.county).where(District.kind == DistrictKind.DISTRICT, District.county != "").distinct()
    return tx.scalars(rows.order_by(District.county)).all()


def districts(tx: Session) -> Sequence[District]:
    """Return all districts, charters and state schools by name."""
    return tx.scalars(select(District).order_by(District.name)).all()


def districts_of_county(tx: Session, county: str) -> Sequence[District]:
    """Return the districts, in the law's sense, of a county."""
    rows = select(District).where(District.county == county, District.kind == DistrictKind.DISTRICT)
    return tx.scalars(rows.order_by(District.name)).all()


_PAGE = 50


def district_page(tx: Session, words: Sequence[str], after: uuid.UUID | None) -> Slice[District]:
    """Return a page of districts whose name, city or county holds every word."""
    place = func.lower(District.name + " " + District.city + " " + District.county)
    rows = select(District).where(*_holding(place, words))
    last = tx.get(District, after) if after else None
    if last is not None:
        rows = rows.where(tuple_(District.name, District.id) > (last.name, last.id))
    return _slice(tx.scalars(rows.order_by(District.name, District.id).limit(_PAGE + 1)).all())


def school_page(tx: Session, words: Sequence[str], after: uuid.UUID | None) -> Slice[School]:
    """Return a page of schools whose name or city holds every word."""
    rows = select(School).where(*_holding(func.lower(School.name + " " + School.city), words))
    last = tx.get(School, after) if after else None
    if last is not None:
        rows = rows.where(tuple_(School.name, School.id) > (last.name, last.id))
    return _slice(tx.scalars(rows.order_by(School.name, School.id).limit(_PAGE + 1)).all())


def _holding(place: ColumnElement[str], words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [place.contains(word.lower(), autoescape=True) for word in words]


def _slice(rows: Sequence[R]) -> Slice[R]:
    """Return the page of one row more than it shows: that row says whether there is another page."""
    shown = rows[:_PAGE]
    return Slice(shown, str(shown[-1].id) if len(rows) > _PAGE else None, None)


def district(tx: Session, district_id: uuid.UUID) -> District | None:
    """Return a district."""
    return tx.get(District, district_id)


def _in_force(day: date) -> tuple[ColumnElement[bool], ...]:
    ends = DistrictClassification.ends_on
    return DistrictClassification.starts_on <= day, or_(ends.is_(None), ends > day)


def classifications_on(tx: Session, day: date) -> Sequence[DistrictClassification]:
    """Return the classifications in force on the day; a district without one is accredited."""
    return tx.scalars(select(DistrictClassification).where(*_in_force(day))).all()


def classification_on(tx: Session, district_id: uuid.UUID, day: date) -> DistrictClassification | None:
    """Return a district's classification in force on the day."""
    rows = select(DistrictClassification).where(DistrictClassification.district_id == district_id, *_in_force(day))
    return tx.scalar(rows)


def all_classifications(tx: Session) -> Sequence[DistrictClassification]:
    """Return every classification."""
    return tx.scalars(select(DistrictClassification).order_by(DistrictClassification.starts_on)).all()


def schools(tx: Session) -> Sequence[School]:
    """Return all schools by name."""
    return tx.scalars(select(School).order_by(School.name, School.city)).all()


def school(tx: Session, school_id: uuid.UUID) -> School | None:
    """Return a school."""
    return tx.get(School, school_id)


def find_schools(tx: Session, words: Sequence[str], limit: int) -> Sequence[School]:
    """Return schools whose name or city holds every word."""
    rows = select(School).where(*_holding(func.lower(School.name + " " + School.city), words))
    return tx.scalars(rows.order_by(School.name, School.city).limit(limit)).all()


def partners(tx: Session, school_id: uuid.UUID, day: date) -> list[Partner]:
    """Return the EAOs that serve a school on the day, by name."""
    rows = text(
        "SELECT o.id, o.name FROM school_partnerships p JOIN organizations o ON o.id = p.organization_id"
        " WHERE p.school_id = :school AND p.starts_on <= :day AND (p.ends_on IS NULL OR p.ends_on > :day)"
        ' ORDER BY o.name COLLATE "C", o.id'
    )
    return [Partner(each.id, each.name) for each in tx.execute(rows, {"school": school_id, "day": day})]


def served_by(tx: Session, organization_id: uuid.UUID, day: date) -> Sequence[School]:
    """Return the schools that an EAO serves on the day, by name."""
    served = select(SchoolPartnership.school_id).where(
        SchoolPartnership.organization_id == organization_id, SchoolPartnership.starts_on <= day,
        or_(SchoolPartnership.ends_on.is_(None), SchoolPartnership.ends_on > day),
    )  # fmt: skip
    return tx.scalars(select(School).where(School.id.in_(served)).order_by(School.name, School.city)).all()


def all_partnerships(tx: Session) -> Sequence[SchoolPartnership]:
    """Return every partnership."""
    return tx.scalars(select(SchoolPartnership)).all()
