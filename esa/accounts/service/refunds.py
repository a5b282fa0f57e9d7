"""Refunds: what a payee gives back goes to the account alone, by a day, or is given up by two people (ACC-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from esa.accounts.domain import AccountStanding
from esa.accounts.domain.expenses.house_rules import house_rule
from esa.accounts.domain.expenses.words import LineStanding
from esa.accounts.domain.happenings import refuse
from esa.accounts.domain.refunds import Known, RefundStanding, receipt_entry, shares, summed
from esa.accounts.models import ExpectedRefund, ExpenseLine, RefundReceipt, ScholarshipAccount
from esa.accounts.store import expenses, happenings
from esa.accounts.store import refunds as store
from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, number_of
from esa.kernel.money import ZERO, Money, total
from esa.kernel.permissions import Permission
from esa.law.accounts.balance import Happening, Occurrence, settle
from esa.ledger import service as ledger
from esa.platform.work import Work

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RefundView:
    """A refund with what came of it, and whether its day has passed."""

    refund: ExpectedRefund
    receipts: Sequence[RefundReceipt]
    is_late: bool

    @property
    def left(self) -> Money:
        """Return what is still to come."""
        return self.refund.amount - self.refund.received


def refundable(work: Work, line_reference: str) -> tuple[ExpenseLine, Money]:
    """Return a paid line and how much of it may still be refunded. Raises NotFound, Conflict where it is not paid."""
    work.authorize(Permission.ACCOUNT_READ)
    return _refundable(work, line_reference)


def _refundable(work: Work, line_reference: str) -> tuple[ExpenseLine, Money]:
    line = expenses.line(work.tx, line_reference)
    if line is None:
        raise NotFound("There is no such line.")
    if line.standing is not LineStanding.PAID:
        raise Conflict("Only what was paid can be refunded.", code="not_paid")
    known = total([each.amount for each in store.of_line(work.tx, line.id)])
    return line, line.amount - known


def expect(work: Work, line_reference: str, known: Known) -> ExpectedRefund:
    """Record that a payee refunds, or has refunded, part of a line; it must be back in the account by a day.

    Money that went to the family is a violation, and is owed to the account all the same (ACC-5, G52). Raises NotFound,
    Conflict where the line is not paid, Invalid with every field that is missing or wrong.
    """
    work.authorize(Permission.ACCOUNT_CHANGE)
    return _expect(work, line_reference, known)


def announced(work: Work, line_reference: str, known: Known) -> ExpectedRefund:
    """Record a refund that the payee itself tells of; the caller has found the line to be one that pays it.

    Raises as `expect` does.
    """
    work.authorize(Permission.INVOICE_SEND)
    with work.by_the_system():
        return _expect(work, line_reference, known)


def _expect(work: Work, line_reference: str, known: Known) -> ExpectedRefund:
    expenses.line(work.tx, line_reference, lock=True)
    line, most = _refundable(work, line_reference)
    refuse(known.grounds(work.today, most))
    refund_id = new_id()
    told = Occurrence(
        what=Happening.REFUND, on=work.today, balance=ZERO, refunded=known.amount, refunded_to=known.went_to.value
    )
    made = ExpectedRefund(
        id=refund_id, reference=number_of("RF", refund_id), organization_id=line.organization_id,
        household_id=line.household_id, account_id=line.account_id, line_id=line.id, line_reference=line.reference,
        payee_name=line.payee_name, amount=known.amount, told_on=known.told_on,
        due_on=known.told_on + timedelta(days=_days(work.today)), went_to=known.went_to, reason=known.reason.strip(),
        findings=[each.to_wire() for each in settle(told, work.law).findings], recorded_at=work.now,
        recorded_by=work.actor.user_id,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    _record(work, made, "expected")
    return made


def _days(on: date) -> int:
    found = house_rule("refund_days").on(on)
    if found is None or not isinstance(found.value, int):
        raise LookupError("no rule says by when a refund must come")
    return found.value


def receive(work: Work, reference: str, amount: Money, came_on: date, proof: str) -> ExpectedRefund:
    """Record money that came back and book it by its sources: to the account, or of a closed one to the fund.

    Raises NotFound, Conflict for a refund that is over, Invalid with every field that is missing or wrong.
    """
    work.authorize(Permission.DEPOSIT_POST)
    made = _open(work, reference)
    left = made.amount - made.received
    grounds = [] if proof.strip() else [Ground("proof", "Name the proof, for example the number of the transfer.")]
    if not ZERO < amount <= left:
        grounds.append(Ground("amount", f"Enter an amount up to ${left}, which is still to come."))
    if came_on > work.today:
        grounds.append(Ground("came_on", "This day has not come yet."))
    refuse(grounds)
    line, account = _line_and_account(work, made)
    closed = account.standing is AccountStanding.CLOSED
    before = summed([each.parts for each in store.receipts_of_line(work.tx, line.id)])
    parts, receipt_id = shares(line.parts, before, amount), new_id()
    ledger.ensure_accounts(work, made.organization_id)
    entry = receipt_entry(made.organization_id, account.number, came_on, parts, receipt_id, closed=closed)
    work.tx.add(
        RefundReceipt(
            id=receipt_id, organization_id=made.organization_id, household_id=made.household_id, refund_id=made.id,
            amount=amount, parts=parts, to_account=not closed, came_on=came_on, proof=proof.strip(), at=work.now,
            by=work.actor.user_id, entry_id=ledger.post(work, entry),
        )
    )  # fmt: skip
    made.received = made.received + amount
    made.standing = RefundStanding.RECEIVED if made.received == made.amount else RefundStanding.EXPECTED
    work.tx.flush()
    _record(work, made, "received")
    return made


def _line_and_account(work: Work, made: ExpectedRefund) -> tuple[ExpenseLine, ScholarshipAccount]:
    line = expenses.line(work.tx, made.line_reference)
    account = happenings.locked_by_id(work.tx, made.account_id)
    if line is None or account is None:
        raise NotFound("There is no such line.")
    return line, account


def give_up(work: Work, reference: str, reason: str) -> ExpectedRefund:
    """Propose to give a refund up, and by a second person's call give it up; what came of it stays.

    Raises NotFound, Invalid without a reason, Conflict for a refund that is over, or a second call by the same person.
    """
    work.authorize(Permission.ACCOUNT_CHANGE)
    made, me = _open(work, reference), work.actor.require_user()
    if made.standing is RefundStanding.EXPECTED:
        if not reason.strip():
            raise Invalid("Say why.", [Ground("why", "Say why.")])
        made.standing, made.proposed_by, made.given_up_because = RefundStanding.GIVING_UP, me, reason.strip()
    elif made.proposed_by == me:
        raise Conflict("Another person must agree to give it up.", code="second_person_needed")
    else:
        made.standing, made.given_up_by, made.given_up_at = RefundStanding.GIVEN_UP, me, work.now
    work.tx.flush()
    _record(work, made, made.standing.value)
    return made


def _open(work: Work, reference: str) -> ExpectedRefund:
    found = store.refund(work.tx, reference, lock=True)
    if found is None:
        raise NotFound("There is no such refund.")
    if found.standing in (RefundStanding.RECEIVED, RefundStanding.GIVEN_UP):
        raise Conflict("This refund is over.", code="refund_over")
    return found


def refunds(work: Work, *, is_open: bool = True) -> list[RefundView]:
    """Return the EAO's refunds that are open, the earliest due first, or those that are over."""
    work.authorize(Permission.ACCOUNT_READ)
    return [_view(work, each) for each in store.refunds(work.tx, is_open=is_open, limit=_SHOWN)]


def refund(work: Work, reference: str) -> RefundView:
    """Return one refund in reach. Raises NotFound."""
    work.authorize(Permission.ACCOUNT_READ)
    found = store.refund(work.tx, reference)
    if found is None:
        raise NotFound("There is no such refund.")
    audit.view(work, "refund", reference, household_id=found.household_id)
    return _view(work, found)


def refunds_of(work: Work, account: ScholarshipAccount) -> list[RefundView]:
    """Return the refunds of an account in reach, the newest first."""
    return [_view(work, each) for each in store.of_account(work.tx, account.id)]


def _view(work: Work, found: ExpectedRefund) -> RefundView:
    waits = found.standing in (RefundStanding.EXPECTED, RefundStanding.GIVING_UP)
    return RefundView(found, store.receipts(work.tx, found.id), waits and found.due_on < work.today)


def _record(work: Work, made: ExpectedRefund, what: str) -> None:
    audit.record(
        work, f"refund.{what}", subject_kind="refund", subject_id=made.reference, household_id=made.household_id,
        detail={"amount": made.amount.to_wire(), "received": made.received.to_wire(), "went_to": made.went_to.value},
    )  # fmt: skip
