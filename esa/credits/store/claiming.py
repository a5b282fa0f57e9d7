"""Writing many requests to reserve at once, and finding the answers that were given before."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.credits.domain import Movement, Outcome, ReservationStanding
from esa.credits.domain.commands import Claimed, NewDonor, ReserveCredits
from esa.credits.models import Donor, Reservation, ReservationClaim, ReservationMovement
from esa.kernel.money import Money
from esa.platform.bulk import insert_many

Made = Sequence[tuple[ReserveCredits, Claimed]]


def used(tx: Session, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these ids have been answered, whoever asked."""
    return set(tx.scalars(select(ReservationClaim.id).where(ReservationClaim.id.in_(ids))))


def known(tx: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[str, Claimed]]:
    """Return the answers that requests of these ids were given, each with the digest of its request."""
    columns = (
        ReservationClaim.id, ReservationClaim.digest, ReservationClaim.outcome, ReservationClaim.amount,
        ReservationClaim.donor_id, ReservationClaim.answer,
    )  # fmt: skip
    rows = tx.execute(select(*columns).where(ReservationClaim.id.in_(ids)))
    return {row[0]: (row[1], _read(row[0], *row[2:])) for row in rows}


def _read(
    claim_id: uuid.UUID, outcome: Outcome, amount: Money, donor_id: uuid.UUID | None, answer: dict[str, Any]
) -> Claimed:
    day, row_id = answer.get("lapses_after"), answer.get("reservation_id")
    return Claimed(
        claim_id=claim_id, outcome=outcome, amount=amount, free=Money.from_wire(answer["free"]), donor_id=donor_id,
        reference=answer.get("reference", ""), reservation_id=uuid.UUID(row_id) if row_id else None,
        lapses_after=date.fromisoformat(day) if day else None,
        said=tuple((name, text) for name, text in answer.get("said", ())),
    )  # fmt: skip


def add_donors(tx: Session, donors: Sequence[NewDonor], now: datetime) -> None:
    """Write new donors."""
    insert_many(tx, Donor, [_donor(each, now) for each in donors])


def _donor(donor: NewDonor, now: datetime) -> dict[str, Any]:
    return {
        "id": donor.id, "name": donor.name, "taxpayer_type": donor.taxpayer_type, "created_at": now,
        "intake_organization_id": None, "email": donor.email, "taxpayer_number": donor.taxpayer_number,
        "taxpayer_last_four": donor.taxpayer_last_four, "is_anonymous": donor.is_anonymous,
        "language": donor.language,
    }  # fmt: skip


def add_reservations(tx: Session, made: Made, year: int, now: datetime) -> None:
    """Write reservations in the order of arrival, which their sequence keeps."""
    rows = [
        {
            "id": answer.reservation_id, "reference": answer.reference, "donor_id": asked.donor_id,
            "organization_id": asked.organization_id, "year": year, "asked": asked.amount,
            "amount": answer.amount or asked.amount, "reserved_at": now, "lapses_after": answer.lapses_after,
            "standing": _standing(answer), "reason": "", "shown_name": asked.shown_name,
            "partial_ok": asked.partial_ok, "plan_id": asked.plan_id,
        }
        for asked, answer in made
    ]  # fmt: skip
    insert_many(tx, Reservation, rows)


def _standing(answer: Claimed) -> ReservationStanding:
    return ReservationStanding.WAITING if answer.outcome is Outcome.WAITING else ReservationStanding.RESERVED


def add_trail(tx: Session, made: Made, year: int, now: datetime, by_user: uuid.UUID | None) -> None:
    """Write the first movement of each reservation."""
    rows = [
        {
            "reservation_id": answer.reservation_id, "donor_id": asked.donor_id,
            "organization_id": asked.organization_id, "year": year, "at": now,
            "kind": Movement.WAITS if answer.outcome is Outcome.WAITING else Movement.RESERVED,
            "amount": answer.amount or asked.amount, "reason": "", "by_user": by_user,
        }
        for asked, answer in made
    ]  # fmt: skip
    insert_many(tx, ReservationMovement, rows)


def add_claims(tx: Session, made: Made, now: datetime) -> None:
    """Write the outcomes of requests in the order of arrival."""
    rows = [
        {
            "id": asked.claim_id, "digest": asked.digest, "organization_id": asked.organization_id, "at": now,
            "donor_id": asked.donor_id, "outcome": answer.outcome,
            "amount": answer.amount, "answer": _answer(answer),
        }
        for asked, answer in made
    ]  # fmt: skip
    insert_many(tx, ReservationClaim, rows)


def _answer(answer: Claimed) -> dict[str, Any]:
    kept: dict[str, Any] = {"free": answer.free.to_wire()}
    if answer.is_refused:
        return {**kept, "said": [list(each) for each in answer.said]}
    return {
        **kept, "reference": answer.reference, "reservation_id": str(answer.reservation_id),
        "lapses_after": str(answer.lapses_after),
    }  # fmt: skip
