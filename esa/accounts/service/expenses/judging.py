"""Staff at a line: taking it, deciding it with a reason; nobody decides his own, nor allows what the law denies."""

import uuid
from dataclasses import dataclass, replace

from esa.accounts.domain.expenses.facts import LineFacts, extra_to_wire
from esa.accounts.domain.expenses.words import LineStanding, Outcome, PaperKind, Stage
from esa.accounts.models import ExpenseLine, ScholarshipAccount, TechnologyApproval
from esa.accounts.service import spending
from esa.accounts.service.expenses.placing import (
    approve,
    facts_of,
    hold,
    judged,
    keep,
    release_hold,
    stand,
    with_register,
)
from esa.accounts.store import expenses as store
from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.permissions import Permission
from esa.notices import service as notices
from esa.platform.work import Work

_OPEN = (LineStanding.WAITING, LineStanding.NEEDS_MORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a person decides of a line, why, what a paper showed him, and what is missing."""

    outcome: Outcome
    reason: str = ""
    licensed: bool = False
    on_firm_list: bool = False
    payee_id: uuid.UUID | None = None
    missing: tuple[PaperKind, ...] = ()


def locked(work: Work, reference: str) -> tuple[ExpenseLine, ScholarshipAccount]:
    """Return a line to be changed, and its account, both locked, the account first. Raises NotFound."""
    seen = store.line(work.tx, reference)
    if seen is None:
        raise NotFound("There is no such line.")
    account = store.account(work.tx, seen.account_id)
    spending.lock(work, account)
    line = store.line(work.tx, reference, lock=True)
    if line is None:
        raise NotFound("There is no such line.")
    return line, account


def take_in_hand(work: Work, reference: str) -> ExpenseLine:
    """Say that the actor has a line in hand now; another may take it over. Raises NotFound, Conflict."""
    work.authorize(Permission.EXPENSE_DECIDE)
    line, _ = locked(work, reference)
    _refuse_done(line)
    line.owner_id, line.owner_name, line.owned_at = work.actor.require_user(), work.actor.name, work.now
    work.tx.flush()
    audit.record(work, "expense.taken", subject_kind="expense_line", subject_id=reference)
    return line


def put_back(work: Work, reference: str) -> ExpenseLine:
    """Give a line back to all. Raises NotFound."""
    work.authorize(Permission.EXPENSE_DECIDE)
    line, _ = locked(work, reference)
    line.owner_id, line.owner_name, line.owned_at = None, "", None
    work.tx.flush()
    audit.record(work, "expense.given_back", subject_kind="expense_line", subject_id=reference)
    return line


def _refuse_done(line: ExpenseLine) -> None:
    if line.standing not in _OPEN:
        raise Conflict("This line is decided already.", code="line_decided")


def judge(work: Work, reference: str, said: Judged) -> ExpenseLine:
    """Decide a line by a person and return it.

    Raises NotFound, Conflict for a line that is decided or that the law denies or whose asker would decide it, and
    Invalid for a denial without its reason or a missing paper without its kind.
    """
    work.authorize(Permission.EXPENSE_DECIDE)
    line, account = locked(work, reference)
    _refuse_done(line)
    refuse_own(work, line)
    if said.outcome is Outcome.ALLOW:
        allow(work, account, line, said)
        tell(work, line, notices.Kind.EXPENSE_APPROVED)
        return line
    grounds = []
    if not said.reason.strip():
        grounds.append(Ground("reason", "Write why, so that the family can mend it."))
    if said.outcome is Outcome.NEEDS_MORE and not said.missing:
        grounds.append(Ground("missing", "Choose which paper is missing."))
    if grounds:
        raise Invalid("The decision is not complete yet.", grounds, code="decision_incomplete")
    done = judged(work, account, line, facts_of(work, line))
    by = work.actor.require_user()
    keep(work, line, done, outcome=said.outcome, by=by, reason=said.reason, missing=said.missing)
    if said.outcome is Outcome.NEEDS_MORE:
        stand(work, line, LineStanding.NEEDS_MORE)
        tell(work, line, notices.Kind.EXPENSE_NEEDS_MORE)
    else:
        release_hold(work, account, line)
        stand(work, line, LineStanding.DENIED)
        tell(work, line, notices.Kind.EXPENSE_DENIED)
    return line


def tell(work: Work, line: ExpenseLine, kind: notices.Kind) -> None:
    """Write to the family that a person has answered its line; the letter names no amount and no reason."""
    act = f"expense.{kind.value}:{line.id}:{len(store.decisions(work.tx, line.id))}"
    notices.tell_household(work, line.household_id, kind, act, {"number": line.reference})


def refuse_own(work: Work, line: ExpenseLine) -> None:
    """Raise Conflict where the actor asked for the line himself: another person decides it."""
    if line.asked_by is not None and line.asked_by == work.actor.user_id:
        said = "You asked for this line yourself. Another person must decide it."
        raise Conflict(said, [Ground("", said)], code="second_person_needed")


def allow(work: Work, account: ScholarshipAccount, line: ExpenseLine, said: Judged) -> None:
    """Approve a line, or agree to it beforehand; what a paper showed is kept with its facts.

    Raises Conflict with the rules that deny it, Invalid where a paper is missing, LimitReached for the money. Nothing
    is written before all that could refuse it is asked: a page shows the refusal and keeps its transaction.
    """
    facts = _confirmed(line, with_register(work, account, line, said.payee_id), said)
    done = judged(work, account, line, facts)
    if done.outcome is Outcome.DENY:
        grounds = [
            Ground("", f"{each.because()} ({each.rule}, {each.cite})") for each in done.findings if not each.holds
        ]
        raise Conflict("The law does not allow this line, so nobody can approve it.", grounds, code="law_denies")
    if done.missing:
        said_missing = "A paper is missing. Ask the family for it first."
        raise Invalid(said_missing, [Ground("missing", said_missing)], code="paper_missing")
    _refuse_payee(line, facts)
    by = work.actor.require_user()
    _take_over(work, line, facts)
    keep(work, line, done, outcome=Outcome.ALLOW, by=by, reason=said.reason)
    hold(work, account, line)
    line.facts = extra_to_wire(facts)
    if line.stage is Stage.BEFOREHAND:
        line.agreed_amount = line.amount
        stand(work, line, LineStanding.AGREED)
    else:
        approve(work, account, line, by=by)


def _refuse_payee(line: ExpenseLine, facts: LineFacts) -> None:
    """Refuse to pay whom the register does not know or may not be paid; to agree beforehand pays nobody yet."""
    if line.stage is Stage.BEFOREHAND:
        return
    if facts.payee.id is None:
        said = "Choose who is paid from the register of payees, or add the payee there first."
        raise Invalid("Nobody is paid who is not in the register.", [Ground("payee_id", said)], code="payee_unknown")
    if facts.payee.inactive:
        said = "This payee cannot be paid now. Look at it in the register of payees."
        raise Conflict(said, [Ground("payee_id", said)], code="payee_inactive")


def _confirmed(line: ExpenseLine, facts: LineFacts, said: Judged) -> LineFacts:
    """Return the facts with what a person saw; to agree to technology beforehand gives it the approval of (j)."""
    payee = replace(
        facts.payee, licensed=True if said.licensed else facts.payee.licensed,
        on_firm_list=said.on_firm_list or facts.payee.on_firm_list,
    )  # fmt: skip
    needs_approval = line.category == "technology" and line.stage is Stage.BEFOREHAND and facts.approval is None
    return replace(facts, payee=payee, approval=new_reference("TA") if needs_approval else facts.approval)


def _take_over(work: Work, line: ExpenseLine, facts: LineFacts) -> None:
    """Keep with the line what it is approved with: its payee of the register, and a fresh approval of technology."""
    payee = facts.payee
    line.payee_id, line.payee_name = payee.id, payee.name
    line.payee_kind, line.payee_state = payee.kind, payee.state
    if facts.approval is None or store.approval(work.tx, line.account_id, facts.approval) is not None:
        return
    line.approval = facts.approval
    made = TechnologyApproval(
        id=new_id(), number=facts.approval, organization_id=line.organization_id, household_id=line.household_id,
        account_id=line.account_id, item=line.description or line.category, most=line.amount, given_at=work.now,
        given_by=work.actor.require_user(), line_id=line.id,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, "technology.approved", subject_kind="technology_approval", subject_id=made.number)
