"""Invoices of schools and providers: each line becomes a line of an expense request and is followed to the bank."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from esa.accounts.domain.enrolment import Child
from esa.accounts.domain.expenses import deciding, facts, words
from esa.accounts.domain.expenses.words import AskedBy, LineStanding, PaperKind
from esa.accounts.domain.invoices import Asked, Invoice, Refund, deciding_sentence
from esa.accounts.domain.refunds import Known, WentTo
from esa.accounts.service import enrolment, expenses, refunds
from esa.accounts.store import expenses as expense_rows
from esa.accounts.store import invoices as store
from esa.documents import service as documents
from esa.documents.domain import NewDocument
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.accounts.balance import Happening, Occurrence, settle
from esa.law.ruling import Ruling
from esa.platform.pages import Slice
from esa.platform.storage import Storage
from esa.platform.work import Work
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import SCHOOLS, Inactive, PayeeFacts
from esa.schools.service import payees

_PAGE = 50
_KIND_OF_PAPER = "other"
_INACTIVE = {
    Inactive.NOT_LISTED: "You are not on the list of this child’s EAO. Ask the EAO to put you there.",
    Inactive.WAITS_FOR_APPROVAL: "The EAO has not approved you yet. Send the invoice once it has.",
    Inactive.SUSPENDED: "The EAO has suspended you, so it cannot pay you now. Ask the EAO why.",
    Inactive.DISQUALIFIED: "The Treasurer has disqualified you, so no account can pay you.",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """The invoice itself as a file."""

    filename: str
    data: bytes


def send(work: Work, storage: Storage, number: str, invoice: Invoice, paper: Paper | None) -> str:
    """Send an invoice for a child and return the request's reference; the same invoice number again finds the first.

    Raises NotFound for a child of another payee, Conflict where the account is closed, the child is not confirmed or
    the EAO cannot pay the payee, Invalid with every fault of the lines or the file.
    """
    work.authorize(Permission.INVOICE_SEND)
    child = enrolment.child(work, number)
    me = payees.payee(work, work.actor.require_payee(), child.organization_id)
    _refuse_unready(child, me)
    faults = invoice.grounds(me.kind, is_fpe=me.school_kind is SchoolKind.FPE)
    if faults:
        raise Invalid("The invoice cannot be sent.", faults)
    key = f"{me.id}:{invoice.number}"
    asked_lines = _lines(invoice, me)
    known = _known(work, child, key, asked_lines)
    if known is not None:
        return known
    papers = () if paper is None else ((PaperKind.INVOICE.value, _kept(work, storage, child, paper)),)
    asked = facts.Asked(
        account=number, payee_id=me.id, by=AskedBy.SCHOOL, key=key, lines=asked_lines,
        papers=(papers,) * len(invoice.items),
    )  # fmt: skip
    return expenses.ask(work, asked).reference


def _refuse_unready(child: Child, me: PayeeFacts) -> None:
    if not child.is_open:
        raise Conflict("This account is closed, so nothing can be asked of it.", code="account_closed")
    if me.kind in SCHOOLS and child.enrolled_on is None:
        raise Conflict("Confirm first that the child goes to your school.", code="enrolment_not_confirmed")
    if me.inactive is not None:
        raise Conflict(_INACTIVE[me.inactive], code="payee_not_active")


def _known(work: Work, child: Child, key: str, lines: Sequence[facts.LineFacts]) -> str | None:
    """Return the request that the same invoice made before. Raises Conflict for another invoice of its number."""
    with work.by_the_system():
        found = expense_rows.request_by_key(work.tx, child.account_id, key)
        there = [] if found is None else expense_rows.lines_of_request(work.tx, found.id)
    if found is None:
        return None
    sent = [(each.category, each.description) for each in there]
    if sent != [(each.category, each.description) for each in lines]:
        said = "You have sent an invoice with this number for this child. Use another number."
        raise Conflict(said, [Ground("number", said)], code="invoice_number_taken")
    return found.reference


def _lines(invoice: Invoice, me: PayeeFacts) -> tuple[facts.LineFacts, ...]:
    return tuple(
        facts.LineFacts(
            category=each.category, amount=each.amount or ZERO, description=invoice.description(each),
            required_by_school=me.kind in SCHOOLS, relation=words.Relation.NONE,
        )
        for each in invoice.items
    )  # fmt: skip


def _kept(work: Work, storage: Storage, child: Child, paper: Paper) -> uuid.UUID:
    """Keep the file with the family's papers: it is the family's account that is asked to pay."""
    new = NewDocument(
        household_id=child.household_id, kind=_KIND_OF_PAPER, filename=paper.filename, data=paper.data,
        student_id=child.student_id, subject=f"payee {work.actor.require_payee()}",
    )  # fmt: skip
    with work.by_the_system():
        return documents.store_invoice(work, storage, new)


def page(work: Work, language: str, before: datetime | None = None) -> Slice[Asked]:
    """Return fifty lines that pay the actor's payee, the newest first; `following` is the instant to go on from."""
    work.authorize(Permission.INVOICE_SEND)
    work.actor.require_payee()
    rows = [_asked(work, row, language) for row in store.lines(work.tx, before=before, most=_PAGE + 1)]
    mark = rows[_PAGE - 1].asked_at.isoformat() if len(rows) > _PAGE else None
    return Slice(rows[:_PAGE], mark, None)


def line(work: Work, reference: str, language: str) -> Asked:
    """Return one line that pays the actor's payee. Raises NotFound, also for another's."""
    return _asked(work, _row(work, reference), language)


def _row(work: Work, reference: str) -> Any:
    work.authorize(Permission.INVOICE_SEND)
    work.actor.require_payee()
    found = store.lines(work.tx, one=reference)
    if not found:
        raise NotFound("There is no such line.")
    return found[0]


def _asked(work: Work, row: Any, language: str) -> Asked:
    shown = {name: row[name] for name in Asked.__dataclass_fields__ if name in row}
    because = ""
    if row["facts"]:
        findings = deciding.said_in(row["facts"], row["findings"], work.law, language)
        because = deciding_sentence(row["rule"], findings)
    amounts = {"amount": Money(row["amount"]), "refunded": Money(row["refunded"])}
    return Asked(**{**shown, **amounts, "standing": LineStanding(row["standing"]), "because": because})


def announce(work: Work, reference: str, refund: Refund) -> Ruling:
    """Keep that a payee gives money back, tell the EAO, and return what the law says of it (166.705.4, ACC-5).

    To the account it is right, and the EAO waits for the money; to a parent or student it is a violation, and the money
    is still owed to the account. Raises NotFound, Conflict before the line is paid, Invalid with every fault.
    """
    row = _row(work, reference)
    if LineStanding(row["standing"]) is not LineStanding.PAID:
        raise Conflict("This line is not paid yet, so there is nothing to give back.", code="not_paid")
    went_to = WentTo.ACCOUNT if refund.to_account else WentTo.PARENT
    known = Known(amount=refund.amount, told_on=work.today, went_to=went_to, reason=refund.reason)
    refunds.announced(work, reference, known)
    told = Occurrence(
        what=Happening.REFUND, on=work.today, balance=ZERO, refunded=refund.amount, refunded_to=went_to.value
    )
    return settle(told, work.law)


def may_be_asked(work: Work, child: Child) -> str:
    """Return why no invoice can be sent for a child now, nothing where one can."""
    me = payees.payee(work, work.actor.require_payee(), child.organization_id)
    try:
        _refuse_unready(child, me)
    except Conflict as refusal:
        return refusal.message
    return ""
