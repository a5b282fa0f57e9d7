"""What is intended for payees: taken once from the room that approved it, and taken back where it must be."""

import uuid
from collections.abc import Mapping

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, NotFound
from esa.kernel.ids import name_id
from esa.kernel.money import Money
from esa.payments.domain.paying import Intent, Item
from esa.payments.domain.paying.words import IntentStanding
from esa.payments.models import PaymentIntent
from esa.payments.store import batches as store
from esa.platform.work import Work
from esa.schools.service import payees as register

_NAMES = uuid.UUID("5d5f1d0e-5c1f-4d9a-9d2b-6a1b7a0f4c11")


def intend(work: Work, intent: Intent) -> uuid.UUID:
    """Keep an approved amount for a payee and return its id; asked twice for one reference, it is kept once.

    Raises Conflict where the reference is kept with another amount, payee or source.
    """
    intent_id = name_id(_NAMES, f"{intent.organization_id} {intent.reference}")
    name = intent.payee_name or register.payee(work, intent.payee, intent.organization_id).name
    parts = {source: amount.cents for source, amount in sorted(intent.parts.items())}
    made = {
        "id": intent_id, "organization_id": intent.organization_id, "reference": intent.reference,
        "payee_id": intent.payee, "payee_name": name, "amount": intent.amount, "parts": parts,
        "account_number": intent.account_number, "household_id": intent.household_id, "child": intent.child,
        "narrative": intent.narrative, "created_at": work.now, "changed_at": work.now,
        "standing": IntentStanding.TO_PAY, "turn": 1, "came_back": "",
    }  # fmt: skip
    if store.add_intent(work.tx, made):
        audit.record(
            work, "payment.intended", subject_kind="payment_intent", subject_id=intent.reference,
            household_id=intent.household_id,
            detail={"amount": intent.amount.to_wire(), "payee": str(intent.payee), "parts": parts},
        )  # fmt: skip
        return intent_id
    kept = store.intent(work.tx, intent.organization_id, intent.reference)
    if kept is None or (kept.payee_id, kept.amount, kept.parts) != (intent.payee, intent.amount, parts):
        told = "This approval is kept already, with another amount or payee."
        raise Conflict(told, [Ground("reference", told)], code="intended_otherwise")
    return intent_id


def withdraw(work: Work, organization_id: uuid.UUID, reference: str, reason: str) -> Mapping[str, Money]:
    """Take an intent back that is in no batch, and return its parts: whoever approved it books them back.

    Raises NotFound; Conflict for one that is in a batch or paid.
    """
    found = store.intent(work.tx, organization_id, reference, lock=True)
    if found is None:
        raise NotFound("There is no such payment.")
    if found.standing is not IntentStanding.TO_PAY:
        told = "This payment is in a batch or paid. Drop the batch first, or ask the payee for a refund."
        raise Conflict(told, [Ground("reference", told)], code="payment_under_way")
    found.standing, found.changed_at, found.came_back = IntentStanding.WITHDRAWN, work.now, reason
    work.tx.flush()
    audit.record(
        work, "payment.withdrawn", subject_kind="payment_intent", subject_id=reference,
        household_id=found.household_id, detail={"reason": reason},
    )  # fmt: skip
    return parts_of(found)


def intent(work: Work, organization_id: uuid.UUID, reference: str) -> PaymentIntent | None:
    """Return an intent by its reference, None where there is none in reach."""
    return store.intent(work.tx, organization_id, reference)


def parts_of(kept: PaymentIntent) -> dict[str, Money]:
    """Return an intent's amount by source."""
    return {source: Money(int(cents)) for source, cents in kept.parts.items()}


def item_of(line: store.Line, remittance: str = "") -> Item:
    """Return an intent as the rooms above are told of it."""
    kept = line.intent
    return Item(
        reference=kept.reference, turn=line.turn, organization_id=kept.organization_id, payee=kept.payee_id,
        payee_name=kept.payee_name, amount=line.amount, parts=parts_of(kept), account_number=kept.account_number,
        household_id=kept.household_id, narrative=kept.narrative, remittance=remittance,
    )  # fmt: skip
