"""All queries for EAOs."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from esa.kernel.dates import SchoolYear
from esa.organizations.domain import Standing
from esa.organizations.models import Certification, Organization, OrganizationPolicy


def organizations(tx: Session) -> Sequence[Organization]:
    """Return all EAOs by name."""
    return tx.scalars(select(Organization).order_by(Organization.name)).all()


def organization(tx: Session, organization_id: uuid.UUID) -> Organization | None:
    """Return an EAO."""
    return tx.get(Organization, organization_id)


def by_slug(tx: Session, slug: str) -> Organization | None:
    """Return the EAO of that short name."""
    return tx.scalar(select(Organization).where(Organization.slug == slug))


def certifications(tx: Session, year: SchoolYear) -> Sequence[Certification]:
    """Return the standings of a school year."""
    return tx.scalars(select(Certification).where(Certification.school_year == year)).all()


def lock_standings(tx: Session, year: SchoolYear) -> None:
    """Take the lock of a school year's certifications, which the end of the transaction gives back."""
    tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"certifications {year}", 0))))


def certified(tx: Session, year: SchoolYear) -> Sequence[Organization]:
    """Return the EAOs certified for a school year, by name."""
    rows = (
        select(Organization)
        .join(Certification, Certification.organization_id == Organization.id)
        .where(Certification.school_year == year, Certification.standing == Standing.CERTIFIED)
    )
    return tx.scalars(rows.order_by(Organization.name)).all()


def policy(tx: Session, organization_id: uuid.UUID, day: date) -> OrganizationPolicy | None:
    """Return the policy in force on the day."""
    rows = select(OrganizationPolicy).where(
        OrganizationPolicy.organization_id == organization_id, OrganizationPolicy.starts_on <= day
    )
    return tx.scalar(rows.order_by(OrganizationPolicy.starts_on.desc()).limit(1))
