"""Appeals inside the EAO: filed by the family within its days, decided by another person than the one who denied."""

from collections.abc import Sequence

from esa.accounts.domain.expenses.house_rules import appeal_answer_by, appeal_until
from esa.accounts.domain.expenses.words import AppealOutcome, LineStanding, Outcome
from esa.accounts.models import ExpenseAppeal, ExpenseLine
from esa.accounts.service import spending
from esa.accounts.service.expenses.judging import Judged, allow, locked, refuse_own, tell
from esa.accounts.store import expenses as store
from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.notices import service as notices
from esa.platform.work import Work


def appeal(work: Work, reference: str, text: str) -> ExpenseAppeal:
    """File an appeal against a line's denial; a second press finds the first.

    Raises NotFound, Conflict where the line is not denied or the days are over, Invalid without a word of why.
    """
    work.authorize(Permission.EXPENSE_ASK)
    if store.line(work.tx, reference) is None:
        raise NotFound("There is no such line.")
    with spending.writing(work):
        line, _ = locked(work, reference)
        denial = store.decisions(work.tx, line.id)[0]
        known = next((each for each in store.appeals(work.tx, line.id) if each.decision_id == denial.id), None)
        if known is not None:
            return known
        if line.standing is not LineStanding.DENIED:
            raise Conflict("Only a line that was denied can be appealed.", code="not_denied")
        if work.today > appeal_until(denial.decided_on):
            raise Conflict("The last day of the appeal is over. Ask for the line anew.", code="appeal_late")
        if not text.strip():
            raise Invalid("The appeal is empty.", [Ground("text", "Write why you think the answer is wrong.")])
        made = ExpenseAppeal(
            id=new_id(), organization_id=line.organization_id, household_id=line.household_id, line_id=line.id,
            decision_id=denial.id, text=text.strip(), filed_at=work.now, filed_by=work.actor.user_id,
            promised_on=appeal_answer_by(work.today), denied_by=denial.decided_by,
        )  # fmt: skip
        work.tx.add(made)
        work.tx.flush()
        _record(work, "expense.appealed", line)
        return made


def open_appeals(work: Work) -> Sequence[tuple[ExpenseAppeal, ExpenseLine]]:
    """Return the EAO's appeals that wait, the one promised first at the top."""
    work.authorize(Permission.EXPENSE_DECIDE)
    return store.open_appeals(work.tx, work.actor.require_organization())


def answer(work: Work, reference: str, outcome: AppealOutcome, said: Judged) -> ExpenseLine:
    """Decide the open appeal about a line; where it is right, the line is decided anew and its money held again.

    Raises NotFound, Conflict for the person who denied or asked, or where the law denies the line, Invalid without a
    reason, LimitReached where the account has less by now.
    """
    work.authorize(Permission.EXPENSE_DECIDE)
    line, account = locked(work, reference)
    found = next((each for each in store.appeals(work.tx, line.id) if each.outcome is AppealOutcome.OPEN), None)
    if found is None:
        raise NotFound("There is no open appeal about this line.")
    _refuse_denier(work, found)
    refuse_own(work, line)
    if not said.reason.strip():
        raise Invalid("The answer needs its reason.", [Ground("reason", "Write why, in words the family can use.")])
    if outcome is AppealOutcome.OVERTURNED:
        allow(work, account, line, Judged(outcome=Outcome.ALLOW, reason=said.reason, licensed=said.licensed,
                                          on_firm_list=said.on_firm_list, payee_id=said.payee_id))  # fmt: skip
    found.outcome, found.reason = outcome, said.reason.strip()
    found.decided_by, found.decided_at = work.actor.require_user(), work.now
    work.tx.flush()
    _record(work, f"expense.appeal_{outcome.value}", line)
    is_right = outcome is AppealOutcome.OVERTURNED
    tell(work, line, notices.Kind.EXPENSE_APPROVED if is_right else notices.Kind.EXPENSE_DENIED)
    return line


def _refuse_denier(work: Work, found: ExpenseAppeal) -> None:
    if found.denied_by is not None and found.denied_by == work.actor.user_id:
        said = "You denied this line yourself. Another person must decide the appeal."
        raise Conflict(said, [Ground("", said)], code="second_person_needed")


def _record(work: Work, action: str, line: ExpenseLine) -> None:
    audit.record(
        work, action, subject_kind="expense_line", subject_id=line.reference, household_id=line.household_id
    )  # fmt: skip
