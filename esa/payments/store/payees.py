"""Queries for payees' bank details and tax forms, and the EAO's own bank."""

import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from esa.payments.domain.paying.words import DetailsStanding, Prenote
from esa.payments.models import PayeeBankDetails, PayeeTaxForm, PayingBank

_IN_FORCE = (DetailsStanding.CONFIRMED, DetailsStanding.BLOCKED)
_CURRENT = (*_IN_FORCE, DetailsStanding.PROPOSED)


def details(tx: Session, details_id: uuid.UUID, *, lock: bool = False) -> PayeeBankDetails | None:
    """Return bank details as they stand in the database now, locked where asked."""
    query = sa.select(PayeeBankDetails).where(PayeeBankDetails.id == details_id)
    query = query.execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def in_force(
    tx: Session, organization_id: uuid.UUID, payees: Iterable[uuid.UUID], *, lock: bool = False
) -> dict[uuid.UUID, PayeeBankDetails]:
    """Return the confirmed or blocked details of payees, by payee; locked where asked."""
    query = sa.select(PayeeBankDetails).where(
        PayeeBankDetails.organization_id == organization_id,
        PayeeBankDetails.payee_id.in_(list(payees)),
        PayeeBankDetails.standing.in_(_IN_FORCE),
    )
    query = query.order_by(PayeeBankDetails.id).execution_options(populate_existing=True)
    return {each.payee_id: each for each in tx.scalars(query.with_for_update() if lock else query)}


def proposed(tx: Session, organization_id: uuid.UUID, payees: Iterable[uuid.UUID]) -> dict[uuid.UUID, PayeeBankDetails]:
    """Return the details of payees that wait for a second person, by payee."""
    query = sa.select(PayeeBankDetails).where(
        PayeeBankDetails.organization_id == organization_id,
        PayeeBankDetails.payee_id.in_(list(payees)),
        PayeeBankDetails.standing == DetailsStanding.PROPOSED,
    )
    return {each.payee_id: each for each in tx.scalars(query)}


def of_payee(tx: Session, organization_id: uuid.UUID | None, payee_id: uuid.UUID) -> Sequence[PayeeBankDetails]:
    """Return all details that were ever kept of a payee, the newest first."""
    query = sa.select(PayeeBankDetails).where(PayeeBankDetails.payee_id == payee_id)
    if organization_id is not None:
        query = query.where(PayeeBankDetails.organization_id == organization_id)
    return tx.scalars(query.order_by(PayeeBankDetails.proposed_at.desc(), PayeeBankDetails.id)).all()


def current(tx: Session, organization_id: uuid.UUID | None) -> Sequence[PayeeBankDetails]:
    """Return the details that are in force or proposed, by payee."""
    query = sa.select(PayeeBankDetails).where(PayeeBankDetails.standing.in_(_CURRENT))
    if organization_id is not None:
        query = query.where(PayeeBankDetails.organization_id == organization_id)
    return tx.scalars(query.order_by(PayeeBankDetails.payee_name, PayeeBankDetails.proposed_at)).all()


def shared(tx: Session, organization_id: uuid.UUID | None) -> dict[str, list[str]]:
    """Return the fingerprints of accounts that stand for more than one payee, with the payees' names."""
    query = (
        sa.select(
            PayeeBankDetails.fingerprint, sa.func.array_agg(sa.distinct(PayeeBankDetails.payee_name)).label("names")
        )
        .where(PayeeBankDetails.standing.in_(_CURRENT))
        .group_by(PayeeBankDetails.fingerprint)
        .having(sa.func.count(sa.distinct(PayeeBankDetails.payee_id)) > 1)
    )
    if organization_id is not None:
        query = query.where(PayeeBankDetails.organization_id == organization_id)
    return {mark: sorted(names) for mark, names in tx.execute(query)}


def elsewhere(tx: Session, organization_id: uuid.UUID, marks: Iterable[str]) -> set[tuple[str, uuid.UUID]]:
    """Return (fingerprint, payee) of what other EAOs keep under these fingerprints."""
    query = sa.select(PayeeBankDetails.fingerprint, PayeeBankDetails.payee_id).where(
        PayeeBankDetails.organization_id != organization_id,
        PayeeBankDetails.fingerprint.in_(list(marks)),
        PayeeBankDetails.standing.in_(_CURRENT),
    )
    return {(mark, payee) for mark, payee in tx.execute(query)}


def prenotes_due(tx: Session, organization_id: uuid.UUID) -> Sequence[PayeeBankDetails]:
    """Return the confirmed details whose test entry was not sent yet, locked."""
    query = sa.select(PayeeBankDetails).where(
        PayeeBankDetails.organization_id == organization_id,
        PayeeBankDetails.standing == DetailsStanding.CONFIRMED,
        PayeeBankDetails.prenote == Prenote.DUE,
    )
    return tx.scalars(query.order_by(PayeeBankDetails.payee_name, PayeeBankDetails.id).with_for_update()).all()


def bank(tx: Session, organization_id: uuid.UUID, *, lock: bool = False) -> PayingBank | None:
    """Return how the EAO's bank wants its files, locked where asked."""
    query = sa.select(PayingBank).where(PayingBank.organization_id == organization_id)
    query = query.execution_options(populate_existing=True)
    return tx.scalar(query.with_for_update() if lock else query)


def tax_forms(tx: Session, organization_id: uuid.UUID, payees: Iterable[uuid.UUID]) -> dict[uuid.UUID, PayeeTaxForm]:
    """Return the newest tax form of each of the payees that has one."""
    query = sa.select(PayeeTaxForm).where(
        PayeeTaxForm.organization_id == organization_id, PayeeTaxForm.payee_id.in_(list(payees))
    )
    return {each.payee_id: each for each in tx.scalars(query.order_by(PayeeTaxForm.kept_at))}
