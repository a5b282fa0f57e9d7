"""Batches: what can be paid and what waits for what, prepared by one person for another to release."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.payments.domain.paying import Prepared
from esa.payments.domain.paying.bank_details import Ready, readiness
from esa.payments.domain.paying.settling_days import SAME_DAY_LIMIT
from esa.payments.domain.paying.words import (
    BatchStanding,
    DetailsStanding,
    IntentStanding,
    OutgoingStanding,
    Prenote,
    Waiting,
)
from esa.payments.models import OutgoingPayment, PayeeBankDetails, PaymentBatch, PaymentIntent
from esa.payments.service.paying.bank import bank_needed
from esa.payments.store import batches as store
from esa.payments.store import payees
from esa.platform.work import Work
from esa.schools.service import payees as register


@dataclass(frozen=True, slots=True)
class ToPay:
    """What one payee is to get: the intents, whether they can go, and to which account."""

    payee_id: uuid.UUID
    name: str
    intents: Sequence[PaymentIntent]
    ready: Ready
    details: PayeeBankDetails | None

    @property
    def amount(self) -> Money:
        """Return the sum."""
        return total([each.amount for each in self.intents])

    @property
    def since(self) -> date:
        """Return the day of the oldest approval."""
        return min(each.created_at for each in self.intents).date()


def _active(work: Work, owner: uuid.UUID, payee_id: uuid.UUID) -> bool:
    return register.payee(work, payee_id, owner).active


def to_pay(work: Work, *, lock: bool = False) -> list[ToPay]:
    """Return what the EAO is to pay, by payee, with what each waits for; nobody is left out in silence."""
    work.authorize(Permission.PAYING_READ)
    owner = work.actor.require_organization()
    by_payee: dict[uuid.UUID, list[PaymentIntent]] = {}
    for each in store.to_pay(work.tx, owner, lock=lock):
        by_payee.setdefault(each.payee_id, []).append(each)
    kept = payees.in_force(work.tx, owner, by_payee)
    proposed = payees.proposed(work.tx, owner, by_payee)
    found = []
    for payee_id, intents in by_payee.items():
        mine = kept.get(payee_id)
        ready = ready_of(mine or proposed.get(payee_id), work.today)
        if not _active(work, owner, payee_id):
            ready = Ready(Waiting.NOT_ACTIVE)
        found.append(ToPay(payee_id, intents[0].payee_name, intents, ready, mine))
    return found


def ready_of(details: PayeeBankDetails | None, today: date) -> Ready:
    """Return whether payments may go to these details today."""
    if details is None:
        return Ready(Waiting.NO_DETAILS)
    return readiness(details.standing, details.usable_from, details.prenote, details.prenote_on, today)


def prepare(work: Work, chosen: Sequence[uuid.UUID] | None = None, *, same_day: bool = False) -> PaymentBatch:
    """Put what can be paid into a batch, or only what the chosen payees get, and return it.

    Only approved amounts go in, each whole; new accounts get their prenote in it. The books are asked by the event
    Prepared. Raises Conflict where the books differ or the bank is not told, Invalid where nothing can be paid.
    """
    work.authorize(Permission.PAYING_PREPARE)
    owner = work.actor.require_organization()
    bank = bank_needed(work, owner, lock=True)
    work.emit(Prepared(organization_id=owner, payable=store.payable(work.tx, owner)))
    groups = [each for each in to_pay(work, lock=True) if each.ready.waiting is None and each.details is not None]
    if chosen is not None:
        groups = [each for each in groups if each.payee_id in set(chosen)]
    prenotes = [] if not bank.prenotes else list(payees.prenotes_due(work.tx, owner))
    _refuse_nothing(groups, prenotes, same_day=same_day)
    made = PaymentBatch(
        id=new_id(), organization_id=owner, reference=new_reference("BAT"), same_day=same_day,
        total=total([each.amount for each in groups]), payments=len(groups) + len(prenotes), prepared_at=work.now,
        prepared_by=work.actor.require_user(),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    for each in groups:
        _pay(work, made, each)
    for details in prenotes:
        work.tx.add(_payment(made, details, Money(0)))
    work.tx.flush()
    told = {"total": made.total.to_wire(), "payments": len(groups), "prenotes": len(prenotes)}
    audit.record(work, "batch.prepared", subject_kind="payment_batch", subject_id=made.reference, detail=told)
    return made


def _refuse_nothing(groups: Sequence[ToPay], prenotes: Sequence[PayeeBankDetails], *, same_day: bool) -> None:
    if not groups and not prenotes:
        told = "Nothing can be paid now. The list says what each payee waits for."
        raise Invalid(told, [Ground("", told)], code="nothing_to_pay")
    if same_day and any(each.amount > SAME_DAY_LIMIT for each in groups):
        told = "A payment of the same day is $1,000,000 at most. Prepare this batch for the next day."
        raise Invalid(told, [Ground("same_day", told)], code="over_same_day_limit")


def _payment(batch: PaymentBatch, details: PayeeBankDetails, amount: Money) -> OutgoingPayment:
    return OutgoingPayment(
        id=new_id(), organization_id=batch.organization_id, batch_id=batch.id, number=new_reference("RMT"),
        payee_id=details.payee_id, payee_name=details.payee_name, details_id=details.id, amount=amount,
    )  # fmt: skip


def _pay(work: Work, batch: PaymentBatch, group: ToPay) -> None:
    assert group.details is not None  # noqa: S101 - only ready payees come here
    made = _payment(batch, group.details, group.amount)
    work.tx.add(made)
    work.tx.flush()
    rows: list[dict[str, object]] = [
        {
            "payment_id": made.id, "intent_id": each.id, "organization_id": batch.organization_id,
            "payee_id": group.payee_id, "turn": each.turn, "amount": each.amount,
        }
        for each in group.intents
    ]  # fmt: skip
    store.add_items(work.tx, rows)
    ids = [each.id for each in group.intents]
    store.mark(work.tx, ids, standing=IntentStanding.IN_BATCH, payment_id=made.id, changed_at=work.now)


def drop(work: Work, reference: str, reason: str) -> PaymentBatch:
    """Undo a batch that was not released: all it holds is to pay again. Raises NotFound, Conflict, Invalid."""
    work.authorize(Permission.PAYING_PREPARE)
    found = find(work, reference, lock=True)
    if found.standing is not BatchStanding.PREPARED:
        told = "This batch is not waiting for its release any more."
        raise Conflict(told, [Ground("", told)], code="batch_not_prepared")
    if not reason.strip():
        raise Invalid("Write why the batch is dropped.", [Ground("reason", "Write why the batch is dropped.")])
    payments = store.payments_of(work.tx, found.id)
    lines = store.lines_of(work.tx, [each.id for each in payments], lock=True)
    ids = [each.intent.id for each in lines]
    store.mark(work.tx, ids, standing=IntentStanding.TO_PAY, payment_id=None, changed_at=work.now)
    for each in payments:
        each.standing = OutgoingStanding.DROPPED
    found.standing, found.ended_at, found.ended_by = BatchStanding.DROPPED, work.now, work.actor.user_id
    found.reason = reason.strip()
    work.tx.flush()
    audit.record(
        work, "batch.dropped", subject_kind="payment_batch", subject_id=reference, detail={"reason": reason.strip()}
    )
    return found


def find(work: Work, reference: str, *, lock: bool = False) -> PaymentBatch:
    """Return a batch in reach. Raises NotFound."""
    found = store.batch(work.tx, reference, lock=lock)
    if found is None:
        raise NotFound("There is no such batch.")
    return found


@dataclass(frozen=True, slots=True)
class Paying:
    """One payment of a batch with what it pays and to which account."""

    payment: OutgoingPayment
    details: PayeeBankDetails | None
    lines: Sequence[store.Line]


def batch(work: Work, reference: str) -> tuple[PaymentBatch, list[Paying]]:
    """Return a batch with all that it pays, recording the look. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.PAYING_READ)
    found = find(work, reference)
    audit.view(work, "payment_batch", reference)
    payments = store.payments_of(work.tx, found.id)
    lines = store.lines_of(work.tx, [each.id for each in payments])
    made = []
    for each in payments:
        details = payees.details(work.tx, each.details_id)
        made.append(Paying(each, details, [line for line in lines if line.payment_id == each.id]))
    return found, made


def batches(work: Work, limit: int = 50) -> Sequence[PaymentBatch]:
    """Return batches, the newest first: an EAO's own, for the state those of all."""
    work.authorize(Permission.PAYING_READ)
    return store.batches(work.tx, work.actor.organization_id, limit)


def fits(details: PayeeBankDetails, payment: OutgoingPayment, today: date) -> bool:
    """Say whether the details in force are still those a payment was prepared for; a prenote may go before its days."""
    if details.id != payment.details_id or details.standing is not DetailsStanding.CONFIRMED:
        return False
    return details.prenote is Prenote.DUE if not payment.amount else ready_of(details, today).waiting is None
