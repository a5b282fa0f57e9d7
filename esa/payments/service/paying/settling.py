"""The bank has paid a batch: its debit was seen, and all of the batch that did not come back is paid."""

import uuid
from datetime import date

from esa.audit import service as audit
from esa.kernel.permissions import Permission
from esa.payments.domain.bank_file import Expected
from esa.payments.domain.paying import PaidOut
from esa.payments.domain.paying.words import BatchStanding, IntentStanding, OutgoingStanding
from esa.payments.domain.reconciling import Open, Question
from esa.payments.service.paying.intents import item_of
from esa.payments.store import batches as store
from esa.platform.work import Work

BATCH, CAME_BACK = "batch", "came_back"


def expected(work: Work, owner: uuid.UUID) -> list[Expected]:
    """Return what the bank must still show: the debit of each released batch, the credit of what came back."""
    debits = [
        Expected(BATCH, str(each.id), -each.total, each.effective_on, (each.reference,))
        for each in store.released_batches(work.tx, owner)
        if each.effective_on is not None
    ]
    credits_ = [
        Expected(CAME_BACK, str(each.id), each.amount, each.returned_on, (each.trace, each.number))
        for each in store.returned_to_see(work.tx, owner)
        if each.returned_on is not None
    ]
    return debits + credits_


def overdue(work: Work, owner: uuid.UUID, before: date) -> list[Open]:
    """Return what the bank should have shown before a day: a batch that it has not paid, a credit of what came back."""
    found = [
        Open(Question.BATCH_NOT_AT_BANK, each.reference, each.total, each.effective_on)
        for each in store.released_batches(work.tx, owner)
        if each.effective_on is not None and each.effective_on < before
    ]
    found += [
        Open(Question.RETURN_NOT_AT_BANK, each.number, each.amount, each.returned_on)
        for each in store.returned_to_see(work.tx, owner)
        if each.returned_on is not None and each.returned_on < before
    ]
    return found


def settle(work: Work, batch_id: uuid.UUID, on: date) -> bool:
    """Take it that the bank has paid a batch on a day; False where that was known. Raises what a listener raises."""
    work.authorize(Permission.PAYMENT_RECORD)
    found = store.batch_by_id(work.tx, batch_id, lock=True)
    if found is None or found.standing is not BatchStanding.RELEASED:
        return False
    payments = store.payments_of(work.tx, found.id)
    paid = [each for each in payments if each.standing is OutgoingStanding.RELEASED]
    numbers = {each.id: each.number for each in paid}
    lines = store.lines_of(work.tx, numbers, lock=True)
    for each in paid:
        each.standing, each.paid_on = OutgoingStanding.PAID, on
    store.mark(work.tx, [each.intent.id for each in lines], standing=IntentStanding.PAID, changed_at=work.now)
    found.standing, found.ended_at = BatchStanding.SETTLED, work.now
    work.tx.flush()
    items = tuple(item_of(each, numbers[each.payment_id]) for each in lines)
    work.emit(PaidOut(batch=found.reference, on=on, items=items))
    audit.record(
        work, "batch.settled", subject_kind="payment_batch", subject_id=found.reference,
        detail={"on": str(on), "payments": len(paid)},
    )  # fmt: skip
    return True
