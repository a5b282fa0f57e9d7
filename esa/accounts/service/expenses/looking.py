"""Reading expense lines: the queue, one line with papers, decisions, appeals and like cases, samples to look at."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esa.accounts.domain.expenses.house_rules import appeal_until
from esa.accounts.domain.expenses.listing import QueueListing
from esa.accounts.domain.expenses.words import LineStanding, Outcome, SampleOutcome
from esa.accounts.models import (
    ExpenseAppeal,
    ExpenseDecision,
    ExpenseLine,
    ExpensePaper,
    ExpenseRequest,
    ScholarshipAccount,
    TechnologyApproval,
)
from esa.accounts.service import spending
from esa.accounts.service.expenses.judging import locked
from esa.accounts.store import expenses as store
from esa.audit import service as audit
from esa.documents import service as documents
from esa.documents.service import Document
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.platform.pages import Slice
from esa.platform.storage import Storage
from esa.platform.work import Work

_LIKE_CASES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLine:
    """A line with all that belongs to it; the newest decision and appeal come first."""

    line: ExpenseLine
    account: ScholarshipAccount
    papers: Sequence[ExpensePaper]
    decisions: Sequence[ExpenseDecision]
    appeals: Sequence[ExpenseAppeal]

    @property
    def denial(self) -> ExpenseDecision | None:
        """Return the decision by which the line stands denied."""
        is_denied = self.line.standing is LineStanding.DENIED and bool(self.decisions)
        return self.decisions[0] if is_denied else None

    @property
    def appeal_until(self) -> date | None:
        """Return the last day of an appeal, None where none can be filed any more or one is there."""
        if self.denial is None or any(each.decision_id == self.denial.id for each in self.appeals):
            return None
        return appeal_until(self.denial.decided_on)


def opened(work: Work, reference: str, permission: Permission = Permission.ACCOUNT_READ) -> OpenedLine:
    """Return a line with all that belongs to it, recording the look. Raises NotFound, also for another's."""
    work.authorize(permission)
    line = store.line(work.tx, reference)
    if line is None:
        raise NotFound("There is no such line.")
    audit.view(work, "expense_line", reference, household_id=line.household_id)
    return OpenedLine(
        line=line, account=store.account(work.tx, line.account_id), papers=store.papers(work.tx, line.id),
        decisions=store.decisions(work.tx, line.id), appeals=store.appeals(work.tx, line.id),
    )  # fmt: skip


def request_lines(work: Work, request: ExpenseRequest) -> Sequence[ExpenseLine]:
    """Return the lines of a request that the actor has made or may read, in their order."""
    with spending.writing(work):
        return store.lines_of_request(work.tx, request.id)


def queue(work: Work, listing: QueueListing, limit: int = 50) -> Slice[tuple[ExpenseLine, str]]:
    """Return a page of the EAO's lines, those that wait longest first."""
    work.authorize(Permission.ACCOUNT_READ)
    owner = work.actor.require_organization()
    found = store.queue(work.tx, owner, listing, work.actor.user_id, limit + 1)
    last = found[limit - 1][0] if len(found) > limit else None
    mark = None if last is None else f"{last.asked_at.isoformat()}|{last.reference}"
    return Slice(found[:limit], mark, None)


def counts(work: Work) -> dict[LineStanding, int]:
    """Return how many of the EAO's lines stand where."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.counts(work.tx, work.actor.require_organization())


@dataclass(frozen=True, slots=True)
class LikeCase:
    """What a person decided on a line of the same category and kind of payee; it names nobody."""

    outcome: Outcome
    amount: Money
    rule: str
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class LikeCases:
    """Like cases, the newest first; `is_split` where some were allowed and some denied."""

    cases: Sequence[LikeCase]

    @property
    def is_split(self) -> bool:
        """Say whether like cases were decided both ways."""
        return len({each.outcome for each in self.cases}) > 1


def like_cases(work: Work, line: ExpenseLine) -> LikeCases:
    """Return how like lines were decided by the same EAO's people."""
    work.authorize(Permission.ACCOUNT_READ)
    found = store.precedents(work.tx, line, _LIKE_CASES)
    return LikeCases(
        [LikeCase(each.outcome, amount, each.rule, each.reason, each.decided_on) for each, amount in found]
    )


def paper(work: Work, storage: Storage, document_id: uuid.UUID) -> tuple[Document, bytes]:
    """Return a paper of one of the EAO's lines with its bytes, recording the look. Raises NotFound."""
    work.authorize(Permission.ACCOUNT_READ)
    if store.paper(work.tx, document_id) is None:
        raise NotFound("There is no such paper.")
    return documents.read_shown(work, storage, document_id)


def approvals(work: Work, limit: int = 200) -> Sequence[tuple[TechnologyApproval, str]]:
    """Return the EAO's register of approved technology with each account's number, the newest first (EXP-j)."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.approvals(work.tx, work.actor.require_organization(), limit)


def samples(work: Work, *, looked_at: bool = False) -> Sequence[ExpenseLine]:
    """Return lines that went without a person and are drawn to be looked at, the dearest first."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.samples(work.tx, work.actor.require_organization(), looked_at=looked_at)


def look_at_sample(work: Work, reference: str, outcome: SampleOutcome, note: str) -> ExpenseLine:
    """Keep what a look afterwards found. Raises NotFound, Conflict for a second look, Invalid for a mistake unnamed."""
    work.authorize(Permission.EXPENSE_DECIDE)
    line, _ = locked(work, reference)
    if not line.sampled or line.sample_at is not None:
        raise Conflict("This line is not waiting to be looked at.", code="no_sample")
    if outcome is SampleOutcome.MISTAKE and not note.strip():
        raise Invalid("Say what was wrong.", [Ground("note", "Say what was wrong.")])
    line.sample_outcome, line.sample_note = outcome, note.strip()
    line.sample_by, line.sample_at = work.actor.require_user(), work.now
    work.tx.flush()
    audit.record(
        work, "expense.sample_looked_at", subject_kind="expense_line", subject_id=reference,
        household_id=line.household_id, detail={"outcome": outcome.value},
    )  # fmt: skip
    return line
