"""A family's request before it is sent: its answers are kept page by page, and sending it twice sends it once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from esa.accounts.domain.expenses.deciding import Decided, decide
from esa.accounts.domain.expenses.draft import facts_from, first_open, merged
from esa.accounts.domain.expenses.facts import LineFacts, PayeeFacts
from esa.accounts.domain.expenses.words import AskedBy, Outcome, PaperKind
from esa.accounts.models import ExpenseRequest, ScholarshipAccount
from esa.accounts.service import spending
from esa.accounts.service.expenses.asking import account_within_reach, take
from esa.accounts.service.expenses.payees import own_school_of, payee_of
from esa.accounts.store import expenses as store
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.permissions import Permission
from esa.law.expense_facts import MISSOURI
from esa.platform.work import Work

_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A request that is not sent: its row and the account it is for."""

    request: ExpenseRequest
    account: ScholarshipAccount

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return the answers of each line so far."""
        return list(self.request.draft)

    def line(self, number: int) -> dict[str, Any]:
        """Return the answers of a line; the one after the last is empty. Raises NotFound beyond."""
        if not 1 <= number <= min(len(self.request.draft) + 1, _MOST_LINES):
            raise NotFound("There is no such line.")
        return dict(self.request.draft[number - 1]) if number <= len(self.request.draft) else {}

    @property
    def is_complete(self) -> bool:
        """Say whether every line is answered and there is one at least."""
        return bool(self.request.draft) and all(first_open(each) is None for each in self.request.draft)


def open_draft(work: Work, number: str) -> ExpenseRequest:
    """Return the open draft for an account, a fresh one where there is none. Raises NotFound."""
    work.authorize(Permission.EXPENSE_ASK)
    account = account_within_reach(work, number)
    known = [each for each in store.open_drafts(work.tx, account.household_id) if each.account_id == account.id]
    if known:
        return known[0]
    with spending.writing(work):
        made = ExpenseRequest(
            id=new_id(), reference=new_reference("EX"), organization_id=account.organization_id,
            household_id=account.household_id, account_id=account.id, by=AskedBy.FAMILY, opened_at=work.now,
            asked_by=work.actor.user_id,
        )  # fmt: skip
        work.tx.add(made)
        work.tx.flush()
    return made


def drafts(work: Work) -> Sequence[ExpenseRequest]:
    """Return the household's requests that are not sent."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return [each for each in store.open_drafts(work.tx, work.actor.require_household()) if each.draft]


def draft_of(work: Work, reference: str) -> Draft:
    """Return a request of the household with its account, sent or not. Raises NotFound."""
    work.authorize(Permission.HOUSEHOLD_READ)
    request = store.request(work.tx, reference)
    if request is None:
        raise NotFound("There is no such request.")
    return Draft(request, store.account(work.tx, request.account_id))


def _unsent(work: Work, reference: str) -> ExpenseRequest:
    """Return a request that is not sent, locked. Raises NotFound, Conflict once it is sent."""
    if store.request(work.tx, reference) is None:
        raise NotFound("There is no such request.")
    with spending.writing(work):
        found = store.request(work.tx, reference, lock=True)
    if found is None or found.sent_at is not None:
        raise Conflict("This request is sent already. Ask for more in a new one.", code="request_sent")
    return found


def change_draft(work: Work, reference: str, number: int, given: dict[str, Any]) -> dict[str, Any]:
    """Keep the answers of one page of a line; return all of the line's. Raises NotFound, Conflict once it is sent."""
    work.authorize(Permission.EXPENSE_ASK)
    request = _unsent(work, reference)
    answers = merged(Draft(request, store.account(work.tx, request.account_id)).line(number), given)
    with spending.writing(work):
        lines = list(request.draft)
        lines[number - 1 : number] = [answers]
        request.draft = lines
        work.tx.flush()
    return answers


def drop_line(work: Work, reference: str, number: int) -> None:
    """Take a line out of a request that is not sent. Raises NotFound, Conflict once it is sent."""
    work.authorize(Permission.EXPENSE_ASK)
    request = _unsent(work, reference)
    with spending.writing(work):
        request.draft = [each for place, each in enumerate(request.draft, start=1) if place != number]
        work.tx.flush()


def foresee(work: Work, draft: Draft) -> list[Decided | None]:
    """Return what the rules would say of each line if it were sent now, None for one that is not answered.

    Nothing is held by it; lines before count with the balance, as they will when the request is sent.
    """
    work.authorize(Permission.EXPENSE_ASK)
    left, told = spending.balance(work, draft.account), list[Decided | None]()
    law = work.law_of(draft.account.organization_id)
    for answers in draft.lines:
        if first_open(answers) is not None:
            told.append(None)
            continue
        facts = draft_facts(work, draft.account, answers)
        papers = frozenset(PaperKind(kind) for kind, _, _ in answers.get("papers", []))
        done = decide(facts, draft.request.reference, work.today, left, papers, law)
        if done.outcome is not Outcome.DENY:
            left = left - facts.amount
        told.append(done)
    return told


def send(work: Work, reference: str) -> ExpenseRequest:
    """Send a request; a second press, or a second tab, finds it sent. Raises NotFound, Invalid for open answers."""
    work.authorize(Permission.EXPENSE_ASK)
    if store.request(work.tx, reference) is None:
        raise NotFound("There is no such request.")
    with spending.writing(work):
        request = store.request(work.tx, reference, lock=True)
        if request is None or request.sent_at is not None:
            return draft_of(work, reference).request
        account = store.account(work.tx, request.account_id)
        if not Draft(request, account).is_complete:
            raise Invalid("The request is not complete yet.", [Ground("lines", "Answer every line first.")])
        spending.lock(work, account)
        facts = [draft_facts(work, account, each) for each in request.draft]
        papers = [[(kind, uuid.UUID(found)) for kind, found, _ in each.get("papers", [])] for each in request.draft]
        take(work, account, request, facts, papers)
    return request


def draft_facts(work: Work, account: ScholarshipAccount, answers: dict[str, Any]) -> LineFacts:
    """Return the facts of an answered line. Raises KeyError or ValueError for one that is not complete."""
    return facts_from(answers, payee_answered(work, account, answers))


def payee_answered(work: Work, account: ScholarshipAccount, answers: dict[str, Any]) -> PayeeFacts:
    """Return the payee that a family chose: its child's school, one of the register, or one that it names."""
    if answers.get("payee_id"):
        return payee_of(work, account, uuid.UUID(answers["payee_id"]))
    own = own_school_of(work, account) if answers.get("is_own_school") else None
    return own or PayeeFacts(
        name=answers["payee_name"], kind=answers["payee_kind"], state=answers.get("payee_state") or MISSOURI
    )
