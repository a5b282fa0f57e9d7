"""What the bank sends back: each return and each change is taken once, in any order and however often it comes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.notices import service as notices
from esa.payments.domain.paying import Returned
from esa.payments.domain.paying.bank_details import Details
from esa.payments.domain.paying.returns import Action, Code, Told, code_of, correction, read_return_file
from esa.payments.domain.paying.words import OutgoingStanding
from esa.payments.models import OutgoingPayment, PayeeBankDetails, ReturnItem
from esa.payments.service.paying.details import block_details, propose_details
from esa.payments.service.paying.intents import item_of
from esa.payments.service.paying.releasing import to_pay_again
from esa.payments.store import batches as store
from esa.payments.store import payees, returns
from esa.platform.secrets import decrypt
from esa.platform.storage import digest
from esa.platform.work import Work

RETURNED, KNOWN, PROPOSED, NOTED = "returned", "returned_before", "change_proposed", "noted"
NOT_OURS, NOT_SENT, OTHER_AMOUNT, CHANGE_BAD = "unknown_trace", "not_sent", "amount_differs", "change_not_usable"


@dataclass(frozen=True, slots=True)
class TakenReturns:
    """What became of a return file: items that were new, those known before, and how many did what."""

    new: int
    known: int
    outcomes: Counter[str]


def take_return_file(work: Work, data_key: str, data: bytes) -> TakenReturns:
    """Take the bank's file of returns and changes for the EAO acted for; the same bytes are taken once.

    A return sets what it was for back to be paid; changes of bank details are proposed for a second person. Raises
    Invalid with every fault, Conflict where this very file was taken.
    """
    work.authorize(Permission.PAYING_PREPARE)
    owner = work.actor.require_organization()
    told = read_return_file(data)
    file = {
        "id": new_id(), "organization_id": owner, "sha256": digest(data), "taken_at": work.now,
        "taken_by": work.actor.user_id, "items": len(told),
    }  # fmt: skip
    if not returns.add_file(work.tx, file):
        said = "This file was taken before. Nothing was done twice."
        raise Conflict(said, [Ground("file", said)], code="return_file_known")
    known = returns.known(work.tx, owner, [each.fingerprint for each in told])
    outcomes: Counter[str] = Counter()
    for each in told:
        if each.fingerprint in known:
            continue
        known.add(each.fingerprint)
        outcome, payment = _take(work, data_key, each)
        outcomes[outcome] += 1
        work.tx.add(
            ReturnItem(
                id=new_id(), organization_id=owner, file_id=file["id"], taken_at=work.now, code=each.code,  # type: ignore[arg-type]
                trace=each.trace, amount=each.amount, fingerprint=each.fingerprint, outcome=outcome,
                payment_id=None if payment is None else payment.id,
            )
        )  # fmt: skip
        work.tx.flush()
    taken = TakenReturns(sum(outcomes.values()), len(told) - sum(outcomes.values()), outcomes)
    detail = {"new": taken.new, "known": taken.known, "sha256": file["sha256"], **outcomes}
    audit.record(work, "return_file.taken", subject_kind="organization", subject_id=str(owner), detail=detail)
    return taken


def _take(work: Work, data_key: str, told: Told) -> tuple[str, OutgoingPayment | None]:
    payment = store.payment_by(work.tx, work.actor.require_organization(), trace=told.trace, lock=True)
    if payment is None:
        return NOT_OURS, None
    code = code_of(told.code)
    if code.action is Action.CHANGE:
        return _propose(work, data_key, payment, told), payment
    outcome = _outcome(payment, code, told)
    if outcome == RETURNED:
        _give_back(work, payment, code)
    return outcome, payment


def _outcome(payment: OutgoingPayment, code: Code, told: Told) -> str:
    if not code.gives_back:
        return NOTED
    if payment.standing is OutgoingStanding.RETURNED:
        return KNOWN
    if payment.standing not in (OutgoingStanding.RELEASED, OutgoingStanding.PAID):
        return NOT_SENT
    return RETURNED if told.amount == payment.amount else OTHER_AMOUNT


def _give_back(work: Work, payment: OutgoingPayment, code: Code) -> None:
    was_paid = payment.standing is OutgoingStanding.PAID
    payment.standing, payment.return_code, payment.returned_on = OutgoingStanding.RETURNED, code.code, work.today
    work.tx.flush()
    details = payees.details(work.tx, payment.details_id)
    if code.stops_details or not payment.amount:
        block_details(work, payment.details_id, f"{code.code}: {code.en}", prenote_failed=not payment.amount)
    batch = store.batch_by_id(work.tx, payment.batch_id)
    lines = store.lines_of(work.tx, [payment.id], lock=True)
    to_pay_again(work, lines, code.code)
    if lines and batch is not None:
        items = tuple(item_of(each, payment.number) for each in lines)
        work.emit(
            Returned(
                batch=batch.reference, on=work.today, items=items, code=code.code, reason=code.en, was_paid=was_paid
            )
        )
    if details is not None and details.contact_email:
        values = {"payee": payment.payee_name, "number": payment.number, "amount": str(payment.amount), "why": code.en}
        notices.tell_payee(
            work, payment.payee_id, details.contact_email, notices.Kind.PAYEE_PAYMENT_RETURNED,
            f"payment_returned:{payment.id}", values,
        )  # fmt: skip


def _propose(work: Work, data_key: str, payment: OutgoingPayment, told: Told) -> str:
    kept = payees.details(work.tx, payment.details_id)
    if kept is None:
        return NOT_SENT
    said = correction(told.code, told.corrected)
    given = Details(
        payee=kept.payee_id, payee_name=kept.payee_name, holder=kept.holder, kind=said.kind or kept.kind,
        is_business=kept.is_business, routing=said.routing or kept.routing,
        account=said.account or decrypt(data_key, kept.account_sealed), contact_email=kept.contact_email,
        verified_how=f"Notice of change {told.code} of the payee's own bank",
    )  # fmt: skip
    try:
        propose_details(work, data_key, given)
    except (Invalid, Conflict):
        return CHANGE_BAD
    return PROPOSED


def returns_of(work: Work, limit: int = 100) -> tuple[Sequence[ReturnItem], Sequence[OutgoingPayment]]:
    """Return what the bank sent back or told, and the payments that came back, the newest first."""
    work.authorize(Permission.PAYING_READ)
    owner = work.actor.organization_id
    return returns.items(work.tx, owner, limit), store.returned(work.tx, owner, limit)


def details_of(work: Work, payment: OutgoingPayment) -> PayeeBankDetails | None:
    """Return the bank details that a payment went to."""
    return payees.details(work.tx, payment.details_id)
