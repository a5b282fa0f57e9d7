"""Releasing a batch: by a second person, whole or not at all, once; its file written, sealed and given out again."""

import uuid

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Forbidden, Ground, Invalid, NotFound
from esa.kernel.permissions import Permission
from esa.payments.domain.paying import Released, Reopened
from esa.payments.domain.paying.nacha import BankAccount, Credit, Written, remittance_line, write
from esa.payments.domain.paying.settling_days import effective_on
from esa.payments.domain.paying.words import BatchStanding, IntentStanding, OutgoingStanding, Prenote
from esa.payments.models import OutgoingPayment, PayeeBankDetails, PaymentBatch
from esa.payments.service.paying.bank import bank_needed, cut_offs, originator
from esa.payments.service.paying.batches import find, fits
from esa.payments.service.paying.intents import item_of
from esa.payments.store import batches as store
from esa.payments.store import payees
from esa.platform.secrets import decrypt, encrypt
from esa.platform.storage import digest
from esa.platform.work import Work


def release(work: Work, data_key: str, reference: str) -> PaymentBatch:
    """Release a batch whole: write its file, give all of it to the bank in the books, and return it.

    A second press by the same person changes nothing. Raises Forbidden for who prepared it, Conflict where it is
    released or dropped or where a payee's bank details are not what they were, and what a listener raises.
    """
    work.authorize(Permission.PAYING_RELEASE)
    found = find(work, reference, lock=True)
    user = work.actor.require_user()
    if found.standing is BatchStanding.RELEASED and found.released_by == user:
        return found
    if found.standing is not BatchStanding.PREPARED:
        told = "This batch is not waiting for its release any more."
        raise Conflict(told, [Ground("", told)], code="batch_not_prepared")
    if found.prepared_by == user:
        raise Forbidden("You prepared this batch. Somebody else must release it.", code="second_person_needed")
    payments = list(store.payments_of(work.tx, found.id))
    details = _details(work, found, payments)
    written = _write(work, data_key, found, payments, details)
    data = written.text.encode()
    found.standing, found.released_at, found.released_by = BatchStanding.RELEASED, work.now, user
    found.file_sha256, found.file_sealed = digest(data), encrypt(data_key, written.text)
    for each in payments:
        each.standing, each.trace = OutgoingStanding.RELEASED, written.traces[each.number]
        if not each.amount:
            details[each.details_id].prenote, details[each.details_id].prenote_on = Prenote.SENT, work.today
    work.tx.flush()
    _tell(work, found, payments)
    detail = {"total": found.total.to_wire(), "sha256": found.file_sha256, "effective_on": str(found.effective_on)}
    audit.record(work, "batch.released", subject_kind="payment_batch", subject_id=reference, detail=detail)
    return found


def _details(work: Work, batch: PaymentBatch, payments: list[OutgoingPayment]) -> dict[uuid.UUID, PayeeBankDetails]:
    kept = payees.in_force(work.tx, batch.organization_id, [each.payee_id for each in payments], lock=True)
    grounds, found = [], {}
    for each in payments:
        mine = kept.get(each.payee_id)
        if mine is None or not fits(mine, each, work.today):
            said = "The bank details of this payee have changed since the batch was prepared. Drop it, prepare anew."
            grounds.append(Ground(each.payee_name, said))
        else:
            found[mine.id] = mine
    if grounds:
        raise Conflict("The batch cannot be released.", grounds, code="details_changed")
    return found


def _write(
    work: Work,
    data_key: str,
    batch: PaymentBatch,
    payments: list[OutgoingPayment],
    details: dict[uuid.UUID, PayeeBankDetails],
) -> Written:
    bank = bank_needed(work, batch.organization_id, lock=True)
    credits_ = []
    for each in payments:
        to = details[each.details_id]
        account = BankAccount(to.routing, decrypt(data_key, to.account_sealed), to.kind)
        told = remittance_line(each.number, each.amount) if each.amount else ""
        credits_.append(
            Credit(number=each.number, to=account, name=to.holder, amount=each.amount, is_business=to.is_business,
                   told=told)
        )  # fmt: skip
    batch.effective_on = effective_on(work.now, cut_offs(bank), same_day=batch.same_day)
    files_today = store.released_today(work.tx, batch.organization_id, work.today)
    try:
        written = write(
            originator(bank, data_key), credits_, at=work.now, effective=batch.effective_on,
            files_today=files_today, trace=bank.next_trace,
        )  # fmt: skip
    except ValueError:
        told = "The bank takes 36 files a day, and so many were made today. Release this batch tomorrow."
        raise Conflict(told, [Ground("", told)], code="too_many_files") from None
    # The own account takes a number in each of the two classes of a balanced file.
    bank.next_trace += len(credits_) + 2
    return written


def _tell(work: Work, batch: PaymentBatch, payments: list[OutgoingPayment]) -> None:
    numbers = {each.id: each.number for each in payments}
    lines = store.lines_of(work.tx, numbers, lock=True)
    store.mark(work.tx, [each.intent.id for each in lines], standing=IntentStanding.RELEASED, changed_at=work.now)
    items = tuple(item_of(each, numbers[each.payment_id]) for each in lines)
    work.emit(Released(batch=batch.reference, on=work.today, items=items))


def reopen(work: Work, reference: str, reason: str) -> PaymentBatch:
    """Take back a released batch that the bank did not take: nothing was paid, all of it is to pay again.

    Raises NotFound, Conflict where the bank has paid it or something of it came back, Invalid without a reason.
    """
    work.authorize(Permission.PAYING_RELEASE)
    found = find(work, reference, lock=True)
    payments = store.payments_of(work.tx, found.id)
    whole = all(each.standing is OutgoingStanding.RELEASED for each in payments)
    if found.standing is not BatchStanding.RELEASED or not whole:
        told = "Only a batch that is with the bank, and of which nothing was paid or came back, can be taken back."
        raise Conflict(told, [Ground("", told)], code="batch_not_released")
    if not reason.strip():
        said = "Write what the bank said."
        raise Invalid(said, [Ground("reason", said)])
    lines = store.lines_of(work.tx, [each.id for each in payments], lock=True)
    for each in payments:
        each.standing = OutgoingStanding.DROPPED
        details = payees.details(work.tx, each.details_id, lock=True)
        if details is not None and not each.amount and details.prenote is Prenote.SENT:
            details.prenote = Prenote.DUE
    found.standing, found.ended_at, found.ended_by = BatchStanding.REOPENED, work.now, work.actor.user_id
    found.reason = reason.strip()
    to_pay_again(work, lines)
    items = tuple(item_of(each) for each in lines)
    work.emit(Reopened(batch=reference, on=work.today, items=items, reason=reason.strip()))
    audit.record(
        work, "batch.reopened", subject_kind="payment_batch", subject_id=reference, detail={"reason": reason.strip()}
    )
    return found


def to_pay_again(work: Work, lines: list[store.Line], came_back: str = "") -> None:
    """Set intents back to be paid, each under its next turn."""
    for each in lines:
        each.intent.standing, each.intent.payment_id = IntentStanding.TO_PAY, None
        each.intent.turn, each.intent.changed_at, each.intent.came_back = each.turn + 1, work.now, came_back
    work.tx.flush()


def file_of(work: Work, data_key: str, reference: str) -> tuple[PaymentBatch, bytes]:
    """Return a released batch's file for the bank, the same bytes each time, and record that it was taken.

    Raises NotFound where there is none.
    """
    work.authorize(Permission.PAYING_RELEASE)
    found = find(work, reference)
    sealed = store.sealed_file(work.tx, found.id)
    if sealed is None:
        raise NotFound("There is no such file.")
    audit.record(
        work, "batch.file_taken", subject_kind="payment_batch", subject_id=reference,
        detail={"sha256": found.file_sha256},
    )  # fmt: skip
    return found, decrypt(data_key, sealed).encode()
