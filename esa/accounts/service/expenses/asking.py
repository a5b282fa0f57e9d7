"""Asking: a request's lines are decided each by itself, and the money of those that are not denied is held at once."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from esa.accounts.domain import AccountStanding
from esa.accounts.domain.expenses.facts import Asked, LineFacts, extra_to_wire
from esa.accounts.domain.expenses.words import AskedBy, LineStanding, PaperKind
from esa.accounts.models import ExpenseLine, ExpensePaper, ExpenseRequest, ScholarshipAccount
from esa.accounts.service import spending
from esa.accounts.service.expenses.payees import payee_of
from esa.accounts.service.expenses.placing import place
from esa.accounts.store import deposits as accounts_store
from esa.accounts.store import expenses as store
from esa.audit import service as audit
from esa.documents import service as documents
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.permissions import Permission
from esa.platform.work import Work

Papers = Sequence[tuple[str, uuid.UUID]]


def account_within_reach(work: Work, number: str) -> ScholarshipAccount:
    """Return the account of a number that the actor may read. Raises NotFound."""
    found = accounts_store.by_number(work.tx, number)
    if found is None:
        raise NotFound("There is no such account.")
    return found


def ask(work: Work, asked: Asked) -> ExpenseRequest:
    """Take a request: each line is decided by itself; with the same key a second call finds the first request.

    A bill of a payee is asked for by the payee itself, of whatever account the caller has found to be its to bill.
    Raises NotFound for the account, Conflict where it is not open, Invalid for a request without lines.
    """
    is_bill = asked.by is AskedBy.SCHOOL
    work.authorize(Permission.INVOICE_SEND if is_bill else Permission.EXPENSE_ASK)
    account = None if is_bill else account_within_reach(work, asked.account)
    with spending.writing(work):
        account = account or account_within_reach(work, asked.account)
        spending.lock(work, account)
        known = store.request_by_key(work.tx, account.id, asked.key) if asked.key else None
        if known is not None:
            return known
        lines = _lines_of(work, account, asked)
        refuse_request(account, lines)
        request = ExpenseRequest(
            id=new_id(), reference=new_reference("EX"), organization_id=account.organization_id,
            household_id=account.household_id, account_id=account.id, by=asked.by, opened_at=work.now,
            asked_by=work.actor.user_id, key=asked.key or None,
        )  # fmt: skip
        work.tx.add(request)
        take(work, account, request, lines, asked.papers)
    return request


def _lines_of(work: Work, account: ScholarshipAccount, asked: Asked) -> Sequence[LineFacts]:
    """Return the lines as asked by whoever asks, to the one payee of the register where it is named."""
    if asked.payee_id is None:
        return [replace(each, by=asked.by) for each in asked.lines]
    if asked.by is AskedBy.SCHOOL and work.actor.payee_id not in (None, asked.payee_id):
        raise NotFound("There is no such payee.")
    payee = payee_of(work, account, asked.payee_id)
    return [replace(each, by=asked.by, payee=payee) for each in asked.lines]


def refuse_request(account: ScholarshipAccount, lines: Sequence[LineFacts]) -> None:
    """Raise Invalid for a request without lines, Conflict where the account is not open."""
    if not lines:
        raise Invalid("Ask for one thing at least.", [Ground("lines", "Add a line first.")])
    if account.standing is not AccountStanding.OPEN:
        raise Conflict("This account is not open, so nothing can be asked of it.", code="account_not_open")


def take(
    work: Work,
    account: ScholarshipAccount,
    request: ExpenseRequest,
    lines: Sequence[LineFacts],
    papers: Sequence[Papers] = (),
) -> None:
    """Send a request: make its lines, decide each, hold the money; the caller has locked the account's row."""
    refuse_request(account, lines)
    request.sent_at = work.now
    work.tx.flush()
    given = [*papers, *[()] * (len(lines) - len(papers))]
    for position, (facts, handed_in) in enumerate(zip(lines, given, strict=True), start=1):
        line = _line(work, request, position, facts)
        work.tx.add(line)
        work.tx.flush()
        add_papers(work, line, handed_in)
        place(work, account, line, facts)
    audit.record(
        work, "expense.asked", subject_kind="expense_request", subject_id=request.reference,
        household_id=request.household_id, detail={"by": request.by.value, "lines": len(lines)},
    )  # fmt: skip


def _line(work: Work, request: ExpenseRequest, position: int, facts: LineFacts) -> ExpenseLine:
    payee = facts.payee
    return ExpenseLine(
        id=new_id(), reference=f"{request.reference}-{position}", organization_id=request.organization_id,
        household_id=request.household_id, account_id=request.account_id, request_id=request.id, position=position,
        category=facts.category, description=facts.description, amount=facts.amount, stage=facts.stage, by=facts.by,
        payee_name=payee.name, payee_kind=payee.kind, payee_state=payee.state, payee_id=payee.id,
        facts=extra_to_wire(facts), approval=facts.approval, standing=LineStanding.WAITING, standing_at=work.now,
        asked_at=work.now, asked_by=work.actor.user_id,
    )  # fmt: skip


def add_papers(work: Work, line: ExpenseLine, papers: Papers) -> None:
    """Put papers of the household with a line, and show them to the account's EAO. Raises NotFound for another's."""
    there = {each.document_id for each in store.papers(work.tx, line.id)}
    for kind, document_id in papers:
        if document_id in there:
            continue
        document = documents.show_to(work, line.household_id, document_id, line.organization_id)
        work.tx.add(
            ExpensePaper(
                id=new_id(), organization_id=line.organization_id, household_id=line.household_id, line_id=line.id,
                document_id=document_id, kind=PaperKind(kind), filename=document.filename, received_at=work.now,
            )
        )  # fmt: skip
    work.tx.flush()
