"""Deciding one line by the rules and placing it: its decision is kept, its money follows, somebody has it next."""

import uuid
from dataclasses import replace

from esa.accounts.domain.expenses.deciding import Decided, decide
from esa.accounts.domain.expenses.facts import Kept, LineFacts
from esa.accounts.domain.expenses.house_rules import AGREED_BEFORE, OWN_SCHOOL, LowRisk, answer_by, rule_for
from esa.accounts.domain.expenses.words import HELD, LineStanding, Outcome, PaperKind, Stage
from esa.accounts.models import ExpenseDecision, ExpenseLine, ScholarshipAccount
from esa.accounts.service import spending
from esa.accounts.service.expenses.payees import payee_of
from esa.accounts.store import expenses as store
from esa.audit import service as audit
from esa.families import service as families
from esa.kernel.errors import Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.payments.service import paying
from esa.platform.work import Work


def facts_of(work: Work, line: ExpenseLine) -> LineFacts:
    """Return a stored line as it was asked, with what was confirmed since; an approval counts only if it is there."""
    kept = Kept(
        category=line.category, amount=line.amount, description=line.description, stage=line.stage, by=line.by,
        payee_id=line.payee_id, payee_name=line.payee_name, payee_kind=line.payee_kind, payee_state=line.payee_state,
        approval=line.approval, extra=line.facts,
    )  # fmt: skip
    return _with_approval(work, line, kept.facts())


def with_register(
    work: Work, account: ScholarshipAccount, line: ExpenseLine, payee_id: uuid.UUID | None = None
) -> LineFacts:
    """Return a line's facts with its payee, or another one, as the register knows it now.

    What a person saw of the line's own payee stays.
    """
    facts = facts_of(work, line)
    chosen = payee_id or line.payee_id
    if chosen is None:
        return facts
    payee, seen = payee_of(work, account, chosen), facts.payee
    if chosen == line.payee_id:
        payee = replace(
            payee, licensed=payee.licensed or seen.licensed, on_firm_list=payee.on_firm_list or seen.on_firm_list
        )  # fmt: skip
    return replace(facts, payee=payee)


def _with_approval(work: Work, line: ExpenseLine, facts: LineFacts) -> LineFacts:
    """Return the facts with only such an approval as the EAO gave for this account, up to its amount (EXP-j)."""
    if not facts.approval:
        return replace(facts, approval=None)
    given = store.approval(work.tx, line.account_id, facts.approval)
    is_good = given is not None and line.amount <= given.most
    return facts if is_good else replace(facts, approval=None)


def judged(work: Work, account: ScholarshipAccount, line: ExpenseLine, facts: LineFacts) -> Decided:
    """Return what the rules say of a line now; what is held for it counts with the balance."""
    held = total([Money(cents) for cents in line.parts.values()]) if line.standing in HELD else Money(0)
    left = spending.balance(work, account) + held
    papers = frozenset(each.kind for each in store.papers(work.tx, line.id))
    return decide(facts, line.reference, work.today, left, papers, work.law_of(account.organization_id))


def place(work: Work, account: ScholarshipAccount, line: ExpenseLine, facts: LineFacts) -> Outcome:
    """Decide a line by the rules, keep the decision, move its money, and return the outcome."""
    facts = _with_approval(work, line, facts)
    done = judged(work, account, line, facts)
    rule = _goes_by(line, facts, done, work)
    keep(work, line, done, by_rule="" if rule is None else rule.name)
    if done.outcome is Outcome.DENY:
        release_hold(work, account, line)
        stand(work, line, LineStanding.DENIED)
        return done.outcome
    hold(work, account, line)
    if done.outcome is Outcome.NEEDS_MORE:
        stand(work, line, LineStanding.NEEDS_MORE)
    elif rule is None:
        stand(work, line, LineStanding.WAITING)
        line.promised_on = answer_by(work.today)
    else:
        line.sampled = rule.sampled(line.reference, line.amount)
        approve(work, account, line, by_rule=rule.name)
    return done.outcome


def _goes_by(line: ExpenseLine, facts: LineFacts, done: Decided, work: Work) -> LowRisk | None:
    """Return the published rule by which a line goes without a person, None where a person must look."""
    is_known = line.payee_id is not None and not facts.payee.inactive
    if done.outcome is not Outcome.ALLOW or done.warnings or line.stage is Stage.BEFOREHAND or not is_known:
        return None
    standing = set()
    if facts.payee.is_own_school and facts.payee.qualified_school:
        standing.add(OWN_SCHOOL)
    if line.agreed_amount is not None and line.amount <= line.agreed_amount:
        standing.add(AGREED_BEFORE)
    return rule_for(line.category, line.amount, frozenset(standing), work.today)


def hold(work: Work, account: ScholarshipAccount, line: ExpenseLine) -> None:
    """Hold a line's money where it is not held. Raises LimitReached where the account has less."""
    if not line.parts:
        line.held_times += 1
        line.parts = spending.hold(work, account, line.amount, f"{line.reference}:{line.held_times}")


def release_hold(work: Work, account: ScholarshipAccount, line: ExpenseLine) -> None:
    """Let a line's held money go, where there is any."""
    if line.parts:
        spending.let_go(work, account, line.parts, f"{line.reference}:{line.held_times}")
        line.parts = {}


def approve(
    work: Work, account: ScholarshipAccount, line: ExpenseLine, *, by: uuid.UUID | None = None, by_rule: str = ""
) -> None:
    """Make a line payable: by a person who did not ask for it, or by a published rule; who pays is told."""
    line.approved_by, line.approved_rule = by, by_rule
    spending.approve(work, account, line.parts, f"{line.reference}:{line.held_times}")
    _intend(work, account, line)
    stand(work, line, LineStanding.APPROVED)


def _intend(work: Work, account: ScholarshipAccount, line: ExpenseLine) -> None:
    if line.payee_id is None:
        said = "Choose who is paid from the register of payees, or add the payee there first."
        raise Invalid("Nobody is paid who is not in the register.", [Ground("payee_id", said)], code="payee_unknown")
    intent = paying.Intent(
        reference=line.reference, organization_id=line.organization_id, payee=line.payee_id, amount=line.amount,
        parts={source: Money(cents) for source, cents in line.parts.items()}, account_number=account.number,
        household_id=line.household_id, narrative=line.description or line.category,
        child=families.child_name(work, line.household_id, account.student_id),
    )  # fmt: skip
    paying.intend(work, intent)


def stand(work: Work, line: ExpenseLine, standing: LineStanding) -> None:
    """Set where a line stands since now; whoever had it in hand has it no longer."""
    line.standing, line.standing_at, line.promised_on = standing, work.now, None
    line.owner_id, line.owner_name, line.owned_at = None, "", None
    work.tx.flush()
    audit.record(
        work, f"expense.{standing.value}", subject_kind="expense_line", subject_id=line.reference,
        household_id=line.household_id,
        detail={"amount": line.amount.to_wire(), "category": line.category, "by_rule": line.approved_rule},
    )  # fmt: skip


def keep(
    work: Work,
    line: ExpenseLine,
    done: Decided,
    *,
    outcome: Outcome | None = None,
    by: uuid.UUID | None = None,
    reason: str = "",
    by_rule: str = "",
    missing: tuple[PaperKind, ...] | None = None,
) -> ExpenseDecision:
    """Keep a decision on a line with its facts, rule, section, law and sentences; it is never changed."""
    turn = len(store.decisions(work.tx, line.id)) + 1
    wanted = done.missing if missing is None else missing
    made = ExpenseDecision(
        id=new_id(), organization_id=line.organization_id, household_id=line.household_id, line_id=line.id, turn=turn,
        outcome=outcome or done.outcome, rule=done.rule, cite=done.cite, law=done.law, facts=done.facts,
        findings=done.findings_to_wire(), warnings=done.warnings_to_wire(), missing=[each.value for each in wanted],
        reason=reason, decided_at=work.now, decided_on=work.today, decided_by=by, by_rule=by_rule,
        readings=dict(done.readings),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    return made
