"""All queries for payees, their listings, credentials and relations."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from esa.kernel.errors import Conflict, Ground
from esa.platform.pages import Slice
from esa.schools.domain.payees import ListingStanding, PayeeKind
from esa.schools.models import Payee, PayeeCredential, PayeeListing, PayeeRelation

_PAGE = 50
_NAME = func.lower(Payee.name)
_PLACE = func.lower(Payee.name + " " + Payee.city)


@dataclass(frozen=True, slots=True)
class Row:
    """A payee with its standing on one EAO's list, where it stands there."""

    payee: Payee
    listing: PayeeListing | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which payees of a list are asked for."""

    words: tuple[str, ...] = ()
    kinds: tuple[PayeeKind, ...] = ()
    standing: ListingStanding | None = None
    after: str = ""


def payee(tx: Session, payee_id: uuid.UUID, *, hold: bool = False) -> Payee | None:
    """Return a payee, locked where it is about to be changed."""
    return tx.get(Payee, payee_id, with_for_update=hold, populate_existing=hold)


def payee_of_school(tx: Session, school_id: uuid.UUID) -> Payee | None:
    """Return a school's row in the register."""
    return tx.scalar(select(Payee).where(Payee.school_id == school_id))


def payees_of_schools(tx: Session, school_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return the payee of each school that has one."""
    rows = tx.execute(select(Payee.school_id, Payee.id).where(Payee.school_id.in_(school_ids)))
    return {school_id: payee_id for school_id, payee_id in rows if school_id is not None}


def add(tx: Session, made: Payee) -> None:
    """Store a payee. Raises Conflict where one of its name, place and kind is there, or the school's own."""
    try:
        with tx.begin_nested():
            tx.add(made)
    except IntegrityError as fault:
        if "uq_payees" not in str(fault.orig):
            raise
        said = "The register has this payee. Search for it, and put it on your list."
        raise Conflict(said, [Ground("name", said)], code="payee_known") from None


def listing(tx: Session, organization_id: uuid.UUID, payee_id: uuid.UUID, *, hold: bool = False) -> PayeeListing | None:
    """Return how a payee stands with an EAO, locked where it is about to be changed."""
    rows = select(PayeeListing).where(PayeeListing.organization_id == organization_id)
    rows = rows.where(PayeeListing.payee_id == payee_id)
    return tx.scalar(rows.with_for_update().execution_options(populate_existing=True) if hold else rows)


def add_listing(tx: Session, made: PayeeListing) -> None:
    """Put a payee on an EAO's list. Raises Conflict where it stands there."""
    try:
        with tx.begin_nested():
            tx.add(made)
    except IntegrityError as fault:
        if "uq_payee_listings" not in str(fault.orig):
            raise
        raise Conflict("This payee is on your list.", code="payee_listed") from None


def listings_of(tx: Session, payee_id: uuid.UUID) -> Sequence[PayeeListing]:
    """Return the lists on which a payee stands, as far as whoever asks may see them."""
    return tx.scalars(select(PayeeListing).where(PayeeListing.payee_id == payee_id)).all()


def page(tx: Session, organization_id: uuid.UUID | None, wanted: Wanted) -> Slice[Row]:
    """Return fifty payees by name with their standing on the EAO's list."""
    here = and_(PayeeListing.payee_id == Payee.id, PayeeListing.organization_id == organization_id)
    rows = select(Payee, PayeeListing).join(PayeeListing, here, isouter=wanted.standing is None)
    rows = rows.where(*_asked(wanted), *_beyond(tx, wanted.after)).order_by(_NAME, Payee.id)
    found = tx.execute(rows.limit(_PAGE + 1)).all()
    shown = [Row(payee, listed) for payee, listed in found[:_PAGE]]
    return Slice(shown, str(shown[-1].payee.id) if len(found) > _PAGE else None, None)


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked = [_PLACE.contains(word.lower(), autoescape=True) for word in wanted.words]
    if wanted.kinds:
        asked.append(Payee.kind.in_(wanted.kinds))
    if wanted.standing is not None:
        asked.append(PayeeListing.standing == wanted.standing)
    return asked


def _beyond(tx: Session, after: str) -> list[ColumnElement[bool]]:
    """Return what goes on from a row of the list; a mark that is none begins anew."""
    try:
        last = tx.get(Payee, uuid.UUID(after))
    except ValueError:
        return []
    return [] if last is None else [tuple_(_NAME, Payee.id) > (last.name.lower(), last.id)]


def approved(tx: Session, organization_id: uuid.UUID, words: Sequence[str], limit: int) -> Sequence[Payee]:
    """Return payees that an EAO has approved and the State has not disqualified, whose name holds every word."""
    rows = select(Payee).join(PayeeListing, PayeeListing.payee_id == Payee.id)
    rows = rows.where(PayeeListing.organization_id == organization_id, Payee.disqualified_on.is_(None))
    rows = rows.where(PayeeListing.standing == ListingStanding.APPROVED, *_asked(Wanted(words=tuple(words))))
    return tx.scalars(rows.order_by(_NAME, Payee.id).limit(limit)).all()


def credentials(tx: Session, payee_id: uuid.UUID) -> Sequence[PayeeCredential]:
    """Return a payee's credentials, the newest first."""
    rows = select(PayeeCredential).where(PayeeCredential.payee_id == payee_id)
    return tx.scalars(rows.order_by(PayeeCredential.recorded_at.desc(), PayeeCredential.id)).all()


def credential(tx: Session, credential_id: uuid.UUID) -> PayeeCredential | None:
    """Return a credential, locked."""
    return tx.get(PayeeCredential, credential_id, with_for_update=True, populate_existing=True)


def relations(tx: Session, payee_id: uuid.UUID) -> Sequence[PayeeRelation]:
    """Return what a payee said of its relations, the newest first."""
    rows = select(PayeeRelation).where(PayeeRelation.payee_id == payee_id)
    return tx.scalars(rows.order_by(PayeeRelation.said_at.desc(), PayeeRelation.id)).all()


def contacts(tx: Session, payee_ids: Sequence[uuid.UUID]) -> list[tuple[str, str]]:
    """Return (name, e-mail or phone) of payees."""
    rows = select(Payee.name, Payee.email, Payee.phone).where(Payee.id.in_(payee_ids)).order_by(Payee.name, Payee.id)
    return [(name, each) for name, email, phone in tx.execute(rows) for each in (email, phone) if each]
