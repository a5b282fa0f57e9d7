"""Taking a gift back: a refund, a dispute or a payment that failed moves reservation, books and receipt back."""

import uuid
from dataclasses import dataclass
from datetime import date

from esa.audit import service as audit
from esa.credits.domain import Movement, ReservationStanding, ReturnReason
from esa.credits.domain.commands import TakenBack
from esa.credits.domain.words import FAILED
from esa.credits.models import Contribution, GiftReturn, Reservation
from esa.credits.service.giving import fund_share
from esa.credits.service.holding import Held, hold_reservation, move, trail
from esa.credits.service.papers import follow_return
from esa.credits.service.refusing import refusal
from esa.credits.service.statements import follow_year
from esa.credits.service.waiting import serve_waiting
from esa.credits.store import giving
from esa.kernel.errors import Conflict, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.credits.sentences import ATTESTING
from esa.law.tried import sentence
from esa.ledger import service as ledger
from esa.ledger.domain.chart import FUND_DUE, TAKEN_BACK, Chart, Source, bank, fund
from esa.ledger.domain.entry import Entry, Line, credit, debit
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class _Back:
    """What goes back of a gift, of its credit and of what is due to the fund."""

    amount: Money
    credit: Money
    due: Money
    reason: ReturnReason
    note: str
    on: date


def take_back(
    work: Work, receipt_number: str, reason: ReturnReason, on: date, *, amount: Money | None = None, note: str = ""
) -> TakenBack:
    """Book that money of a gift went back, all that is left of it unless an amount is named.

    What was given above the credit goes first, then the credit, which the cap gets back; the 4 % due follows. A gift
    taken back whole voids its receipt for ever. Its reservation is voided too, or waits for money again where the
    payment never was good (ReturnReason `failed_ach`, `bounced_check`) and days are left. What was granted already is
    owed by the EAO to its fund (Assets:Receivable:TakenBack). Raises NotFound, Conflict for a receipt that is void,
    Invalid for more than is left.
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    reservation_id = giving.reservation_of_receipt(work.tx, receipt_number)
    if reservation_id is None:
        raise NotFound("There is no such receipt.")
    held, found = hold_reservation(work, reservation_id)
    gift = giving.by_receipt(work.tx, receipt_number)
    if gift is None or gift.voided_at is not None:
        raise refusal(work, Conflict, [("", sentence(ATTESTING, "taken_back_already"))], "taken_back_already")
    whole = gift.amount if amount is None else amount
    if whole > gift.amount or whole <= ZERO:
        left = sentence(ATTESTING, "more_than_left", left=gift.amount)
        raise refusal(work, Invalid, [("amount", left)], "more_than_left")
    back = _back(work, gift, whole, reason, note, on)
    entry_id = _book(work, gift, back)
    _lessen(work, gift, back)
    follow_return(work, gift, note or reason.value)
    follow_year(work, gift.donor_id, gift.received_on.year)
    standing = _move_back(work, held, found, back, is_whole=gift.voided_at is not None)
    serve_waiting(work, held)
    audit.record(
        work, "gift.taken_back", subject_kind="contribution", subject_id=receipt_number,
        detail={"amount": whole.to_wire(), "reason": reason.value},
    )  # fmt: skip
    return TakenBack(left=gift.amount, credit_left=gift.credit, standing=standing, entry_id=entry_id)


def _back(work: Work, gift: Contribution, whole: Money, reason: ReturnReason, note: str, on: date) -> _Back:
    left = gift.amount - whole
    due = gift.fund_due - left.ceil_share(fund_share(work, gift.received_on))
    return _Back(whole, gift.credit - min(gift.credit, left), due, reason, note, on)


def _book(work: Work, gift: Contribution, back: _Back) -> uuid.UUID:
    owner, number = gift.organization_id, len(giving.returns(work.tx, gift.id)) + 1
    of_fund = back.amount - back.due
    there = min(ledger.fund_balance(work, owner, Source.TAX_CREDIT), of_fund)
    lines: list[Line] = [credit(bank(Source.TAX_CREDIT), back.amount)]
    if there > ZERO:
        lines.append(debit(fund(Source.TAX_CREDIT), there))
    if of_fund > there:
        ledger.ensure_accounts(work, owner, [Chart(TAKEN_BACK, Source.TAX_CREDIT.value)])
        lines.append(debit(TAKEN_BACK, of_fund - there))
    if back.due > ZERO:
        lines.append(debit(FUND_DUE, back.due))
    entry_id = ledger.post(
        work,
        Entry(
            organization_id=owner, on=back.on, kind="gift_back", lines=tuple(lines),
            narrative=f"Gift {gift.receipt_number} taken back, {back.reason.value}",
            key=f"gift_back:{gift.receipt_number}:{number}",
        ),
    )  # fmt: skip
    work.tx.add(
        GiftReturn(
            id=new_id(), contribution_id=gift.id, donor_id=gift.donor_id, organization_id=owner, amount=back.amount,
            credit=back.credit, fund_due=back.due, reason=back.reason, note=back.note, returned_on=back.on,
            recorded_at=work.now, entry_id=entry_id, recorded_by=work.actor.user_id,
        )
    )  # fmt: skip
    return entry_id


def _lessen(work: Work, gift: Contribution, back: _Back) -> None:
    gift.amount -= back.amount
    gift.credit -= back.credit
    gift.fund_due -= back.due
    if not gift.amount:
        gift.voided_at = work.now


def _move_back(work: Work, held: Held, found: Reservation, back: _Back, *, is_whole: bool) -> ReservationStanding:
    trail(work, found, Movement.TAKEN_BACK, back.credit, back.note or back.reason.value)
    if not is_whole:
        move(work, held, found, found.standing, found.amount - back.credit)
        return found.standing
    again = back.reason in FAILED and work.today <= found.lapses_after
    move(
        work, held, found, ReservationStanding.RESERVED if again else ReservationStanding.VOIDED,
        reason=back.note or back.reason.value,
    )  # fmt: skip
    # What went back has been told already: a void that follows frees nothing more.
    trail(work, found, Movement.RESERVED if again else Movement.VOIDED, found.amount if again else ZERO)
    return found.standing
