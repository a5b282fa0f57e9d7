"""What the credits room does when payments tell of money: gifts recorded and taken back, the processor's part booked.

The money of a payment by processor lies with the processor until it is paid out, so a gift's bank money moves there in
the same transaction. What has come and cannot be a gift is held for its donor until EAO finance sends it back.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from esa.audit import service as audit
from esa.credits.domain import Method, ReturnReason
from esa.credits.models import OverheadCost
from esa.credits.service.giving import payment_begun, payment_failed, record_contribution
from esa.credits.service.returning import take_back
from esa.credits.store import giving
from esa.kernel.errors import Conflict, Invalid
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import HELD_FOR_DONORS, PROCESSOR, TAKEN_BACK, Chart, Source, bank, fund
from esa.ledger.domain.entry import Entry, Line, credit, debit
from esa.payments import service as payments
from esa.payments.domain.events import (
    Begun,
    Bounced,
    Disputed,
    Failed,
    FeeCharged,
    Gift,
    PaidOut,
    Refunded,
    Restored,
    Settled,
)
from esa.payments.domain.words import Means
from esa.platform.work import Work

_METHOD = {
    Means.BANK_DEBIT: Method.ELECTRONIC,
    Means.CARD: Method.ELECTRONIC,
    Means.CHECK: Method.CHECK,
    Means.THIRD_PARTY_CHECK: Method.THIRD_PARTY_CHECK,
    Means.CASHIERS_CHECK: Method.CASHIERS_CHECK,
    Means.MONEY_ORDER: Method.MONEY_ORDER,
    Means.PAYROLL: Method.PAYROLL,
    Means.ELECTRONIC: Method.ELECTRONIC,
}
_BANK = bank(Source.TAX_CREDIT)
_FUND = fund(Source.TAX_CREDIT)
_ACCOUNTS = (
    Chart(PROCESSOR, Source.TAX_CREDIT.value), Chart(TAKEN_BACK, Source.TAX_CREDIT.value), Chart(HELD_FOR_DONORS),
)  # fmt: skip


def begun(work: Work, event: Begun) -> None:
    """Keep the reservation while the bank has not answered; one that waits no longer is told of when money comes."""
    try:
        payment_begun(work, event.gift.reservation_id)
    except Conflict as refusal:
        _record(work, "gift.begun_too_late", event.gift, refusal.message)


def settled(work: Work, event: Settled) -> None:
    """Record the gift, gross, with its receipt; what cannot be a gift any more is held for its donor."""
    _receive(work, event.gift, event.left, turn="settled")


def restored(work: Work, event: Restored) -> None:
    """Record what came again as a gift where its reservation still can have it, else hold it for its donor."""
    if event.stood:
        _hold(work, event.gift, event.left - event.stood, "It came again beside what stands.")
    else:
        _receive(work, event.gift, event.left, turn="restored")


def failed(work: Work, event: Failed) -> None:
    """Let the reservation wait for money again: its days have gone on."""
    payment_failed(work, event.gift.reservation_id, event.reason)


def refunded(work: Work, event: Refunded) -> None:
    """Take back what the EAO sent back."""
    _go_back(work, event, ReturnReason.REFUND)


def disputed(work: Work, event: Disputed) -> None:
    """Take back what the donor's bank took back."""
    _go_back(work, event, ReturnReason.DISPUTE)


def bounced(work: Work, event: Bounced) -> None:
    """Take back what the bank returned."""
    _go_back(work, event, ReturnReason.BOUNCED_CHECK)


def fee_charged(work: Work, event: FeeCharged) -> None:
    """Book a fee of the processor: overhead of the EAO (EAO-9), never less of the gift or of its receipt.

    It is gone already, so no limit refuses it; what the fund no longer has is owed by the EAO to its fund.
    """
    owner = event.organization_id
    ledger.ensure_accounts(work, owner, _ACCOUNTS)
    if event.amount < ZERO:
        lines: tuple[Line, ...] = (debit(PROCESSOR, -event.amount), credit(_FUND, -event.amount))
    else:
        there = min(ledger.fund_balance(work, owner, Source.TAX_CREDIT), event.amount)
        shares = ((_FUND, there), (TAKEN_BACK, event.amount - there))
        lines = (*(debit(path, share) for path, share in shares if share), credit(PROCESSOR, event.amount))
    entry_id = ledger.post(
        work,
        Entry(
            organization_id=owner, on=event.on, kind="overhead", narrative=f"Fee of the processor: {event.why}",
            key=f"fee:{event.movement}", lines=lines,
        ),
    )  # fmt: skip
    if event.amount > ZERO:
        work.tx.add(
            OverheadCost(
                id=new_id(), organization_id=owner, amount=event.amount, paid_on=event.on, recorded_at=work.now,
                purpose=f"Fee of the processor: {event.why}", entry_id=entry_id, recorded_by=work.actor.user_id,
            )
        )  # fmt: skip
        work.tx.flush()


def paid_out(work: Work, event: PaidOut) -> None:
    """Book an EAO's share of a payout into its bank, or back where the bank refused it."""
    ledger.ensure_accounts(work, event.organization_id, _ACCOUNTS)
    gets = (event.amount > ZERO) is not event.comes_back
    sides = (_BANK, PROCESSOR) if gets else (PROCESSOR, _BANK)
    key = f"payout:{event.payout}" + (":back" if event.comes_back else "")
    amount = max(event.amount, -event.amount)
    _post(work, event.organization_id, "payout", f"Payout {event.payout}", key, _Moved(*sides, amount, event.on))


def _receive(work: Work, gift: Gift, amount: Money, *, turn: str) -> None:
    if giving.organization_of(work.tx, gift.reservation_id) != gift.organization_id:
        _hold(work, gift, amount, "The reservation was moved to another EAO.")
        return
    try:
        receipt = record_contribution(
            work, gift.reservation_id, amount, _METHOD[gift.means], gift.given_on, payment=gift.reference
        )
    except (Conflict, Invalid) as refusal:
        if not gift.by_processor:
            raise  # a check is still in somebody's hand and goes back by post
        why = "; ".join(ground.message for ground in refusal.grounds) or refusal.message
        _hold(work, gift, amount, why)
        return
    payments.note_receipt(work, gift.payment_id, receipt=receipt, held=gift.held)
    if gift.by_processor:
        ledger.ensure_accounts(work, gift.organization_id, _ACCOUNTS)
        told = f"{gift.reference} is with the processor"
        moved = _Moved(PROCESSOR, _BANK, amount, work.today)
        _post(work, gift.organization_id, "at_processor", told, _key(gift, turn), moved)


def _hold(work: Work, gift: Gift, amount: Money, why: str) -> None:
    ledger.ensure_accounts(work, gift.organization_id, _ACCOUNTS)
    moved = _Moved(_place(gift), HELD_FOR_DONORS, amount, work.today)
    _post(work, gift.organization_id, "held", f"{gift.reference} is held for its donor", _key(gift, "held"), moved)
    payments.note_receipt(work, gift.payment_id, receipt=gift.receipt, held=gift.held + amount, why=why)
    _record(work, "gift.held", gift, why)


def _go_back(work: Work, event: Refunded | Disputed | Bounced, reason: ReturnReason) -> None:
    gift, away = event.gift, event.stood - event.left
    of_held = min(away, gift.held)
    if of_held:
        told = f"{gift.reference} went back to its donor"
        moved = _Moved(HELD_FOR_DONORS, _place(gift), of_held, work.today)
        _post(work, gift.organization_id, "held_back", told, _key(gift, "back"), moved)
    of_gift, receipt = away - of_held, gift.receipt
    if of_gift:
        if gift.by_processor:
            told = f"{gift.reference} left the processor"
            moved = _Moved(_BANK, PROCESSOR, of_gift, work.today)
            _post(work, gift.organization_id, "at_processor", told, _key(gift, "left"), moved)
        left = take_back(work, receipt, reason, work.today, amount=of_gift, note=event.reason)
        receipt = receipt if left.left else ""
    payments.note_receipt(work, gift.payment_id, receipt=receipt, held=gift.held - of_held, why=event.reason)


def _place(gift: Gift) -> str:
    return PROCESSOR if gift.by_processor else _BANK


def _key(gift: Gift, turn: str) -> str:
    return f"payment:{gift.reference}:{gift.turn}:{turn}"


@dataclass(frozen=True, slots=True)
class _Moved:
    """Money that moves from one account into another on a day."""

    into: str
    out_of: str
    amount: Money
    on: date


def _post(work: Work, owner: uuid.UUID, kind: str, told: str, key: str, moved: _Moved) -> None:
    if moved.amount:
        lines = (debit(moved.into, moved.amount), credit(moved.out_of, moved.amount))
        entry = Entry(organization_id=owner, on=moved.on, kind=kind, narrative=told, key=key, lines=lines)
        ledger.post(work, entry)


def _record(work: Work, act: str, gift: Gift, why: str) -> None:
    detail = {"organization": str(gift.organization_id), "reason": why}
    audit.record(work, act, subject_kind="payment", subject_id=gift.reference, detail=detail)
