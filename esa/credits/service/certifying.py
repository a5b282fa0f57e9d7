"""From the money to the credit: the EAO sends its proof, the Treasurer certifies, the donor claims (RES-3, RES-4)."""

import uuid

from esa.audit import service as audit
from esa.credits.domain import Movement, ReservationStanding
from esa.credits.models import Reservation
from esa.credits.service.holding import hold_reservation, move, trail
from esa.credits.service.papers import make_certificate
from esa.credits.service.refusing import refusal
from esa.credits.store import giving
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.permissions import Permission
from esa.law.credits.sentences import ATTESTING, REPLAY
from esa.law.tried import Sentence, sentence
from esa.platform.work import Work


def send_proof(work: Work, reservation_id: uuid.UUID, proof: str) -> None:
    """Send the Treasurer the proof of a gift: the check's number and deposit, or the payment's number (RES-3).

    Raises Invalid without a proof, Conflict where no money came or the proof was sent.
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    if not proof.strip():
        ground = Ground("proof", "Say what proves the gift, for example the check's number and the day of its deposit.")
        raise Invalid(ground.message, [ground])
    held, found = hold_reservation(work, reservation_id)
    if found.standing is not ReservationStanding.RECEIVED:
        raise refusal(work, Conflict, [("", _against(found))], "not_received")
    gift = giving.gift_of(work.tx, found.id)
    if gift is None:
        raise NotFound("There is no such gift.")
    move(work, held, found, ReservationStanding.PROOFED)
    gift.proof, gift.proofed_at = proof.strip(), work.now
    trail(work, found, Movement.PROOFED, found.amount)
    audit.record(work, "gift.proofed", subject_kind="contribution", subject_id=gift.receipt_number)


def certify(work: Work, reservation_id: uuid.UUID) -> None:
    """Certify the credit of a gift (TAX-7): now it is an approval. Raises Conflict where no money came.

    A gift whose proof the EAO has not sent is certified too where the Treasurer holds it by other means.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    held, found = hold_reservation(work, reservation_id)
    if found.standing not in (ReservationStanding.RECEIVED, ReservationStanding.PROOFED):
        raise refusal(work, Conflict, [("", _against(found))], "not_received")
    move(work, held, found, ReservationStanding.CERTIFIED)
    gift = giving.gift_of(work.tx, found.id)
    if gift is not None:
        gift.certified_at = work.now
        make_certificate(work, gift)
    trail(work, found, Movement.CERTIFIED, found.amount)
    audit.record(work, "credit.certified", subject_kind="reservation", subject_id=found.reference)


def note_claim(work: Work, reservation_id: uuid.UUID) -> None:
    """Note that the donor claimed the certified credit (RES-4). Raises Conflict for one that is not certified."""
    work.authorize(Permission.CREDIT_CERTIFY)
    held, found = hold_reservation(work, reservation_id)
    if found.standing is not ReservationStanding.CERTIFIED:
        raise refusal(work, Conflict, [("", _against(found))], "not_certified")
    move(work, held, found, ReservationStanding.CLAIMED)
    trail(work, found, Movement.CLAIMED, found.amount)


def _against(found: Reservation) -> Sentence:
    if found.standing in (ReservationStanding.RESERVED, ReservationStanding.WAITING):
        return sentence(REPLAY, "no_money")
    if found.standing is ReservationStanding.LAPSED:
        return sentence(REPLAY, "lapsed", last_day=found.lapses_after)
    if found.standing in (ReservationStanding.CERTIFIED, ReservationStanding.CLAIMED):
        return sentence(REPLAY, "certified_already")
    if found.standing is ReservationStanding.VOIDED:
        return sentence(REPLAY, "voided")
    return sentence(ATTESTING, "proof_sent")
