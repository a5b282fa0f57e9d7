"""May this be paid from a scholarship account? The allowed list, what is forbidden, and the balance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from esa.law.expense_facts import MISSOURI, Request
from esa.law.expense_sentences import EXPENSES
from esa.law.law import Law
from esa.law.tried import Sentence, Tried, sentence
from esa.law.versions import version_on

_ALLOWED = "RSMo 166.705.1(4)"
_FORBIDDEN = "RSMo 166.705.1(5)"
_TESTING = "RSMo 135.714.1(10)"


class Verdict(StrEnum):
    """What a paragraph, or the whole check, says."""

    ALLOW = "allow"
    REVIEW = "review"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome, the rule that decides it with its section, and every rule that was tried."""

    outcome: Verdict
    rule: str
    cite: str
    findings: tuple[Tried, ...]


# What a category's own paragraph says, and the sentence for it.
Said = tuple[Verdict, Sentence]
Test = Callable[[Request], Said]


def _always(key: str) -> Test:
    return lambda _: (Verdict.ALLOW, sentence(EXPENSES, key))


def _if(key: str, met: Callable[[Request], bool]) -> Test:
    return lambda asked: (
        (Verdict.ALLOW, sentence(EXPENSES, key)) if met(asked) else (Verdict.DENY, sentence(EXPENSES, f"not_{key}"))
    )


def _virtual_tuition(asked: Request) -> Said:
    """Decide (f): a virtual school; one outside Missouri is for a person to look at (AMB-24)."""
    if asked.payee.kind != "virtual_school":
        return Verdict.DENY, sentence(EXPENSES, "not_f")
    if asked.payee.state != MISSOURI:
        return Verdict.REVIEW, sentence(EXPENSES, "review_f", state=asked.payee.state)
    return Verdict.ALLOW, sentence(EXPENSES, "f")


def _public_school_service(asked: Request) -> Said:
    """Decide (i): a public school, also one of the district of residence, since a service is no enrolment."""
    if asked.payee.kind != "public_school":
        return Verdict.DENY, sentence(EXPENSES, "not_i")
    return Verdict.ALLOW, sentence(EXPENSES, "i_residence" if asked.district_of_residence_service else "i")


def _technology(asked: Request) -> Said:
    """Decide (j): only what an EAO has approved."""
    if asked.eao_approval is None:
        return Verdict.DENY, sentence(EXPENSES, "not_j")
    return Verdict.ALLOW, sentence(EXPENSES, "j", approval=asked.eao_approval)


_PARAGRAPHS: Mapping[str, tuple[str, str, Test]] = {
    "tuition": ("EXP-a", f"{_ALLOWED}(a)", _if("a", lambda asked: asked.payee.qualified_school)),
    "textbooks": ("EXP-b", f"{_ALLOWED}(b)", _if("b", lambda asked: asked.required_by_school)),
    "therapy": ("EXP-c", f"{_ALLOWED}(c)", _if("c", lambda asked: asked.payee.licensed_or_accredited)),
    "tutoring": ("EXP-d", f"{_ALLOWED}(d)", _always("d")),
    "curriculum": ("EXP-e", f"{_ALLOWED}(e)", _always("e")),
    "virtual_tuition": ("EXP-f", f"{_ALLOWED}(f)", _virtual_tuition),
    "exam_fee": ("EXP-g", f"{_ALLOWED}(g)", _always("g")),
    "management_fee": ("EXP-h", f"{_ALLOWED}(h)", _if("h", lambda asked: asked.payee.on_eao_firm_list)),
    "public_school_service": ("EXP-i", f"{_ALLOWED}(i)", _public_school_service),
    "technology": ("EXP-j", f"{_ALLOWED}(j)", _technology),
    "summer_program": ("EXP-k", f"{_ALLOWED}(k)", _always("k_summer")),
    "after_school_program": ("EXP-k", f"{_ALLOWED}(k)", _always("k_after_school")),
    "mileage": ("EXP-l", f"{_ALLOWED}(l)", _always("l")),
    "testing": ("EXP-t", _TESTING, _always("t")),
    "other": ("EXP-ONLY", _ALLOWED, lambda _: (Verdict.DENY, sentence(EXPENSES, "only"))),
}


def check(asked: Request, law: Law) -> Checked:
    """Return whether the expense is allowed, with the deciding rule and every rule that was tried.

    To deny beats to review beats to allow; of several grounds to deny the first of EXP-N1, EXP-N2, EXP-N3, the
    category's own paragraph and BALANCE decides. Mileage to a relative is for a person to look at, since (l) allows
    what the ban forbids. Raises ValueError before the program's first day.
    """
    supplies, elsewhere, balance = _supplies(asked), _elsewhere(asked), _balance(asked)
    relatives = _relatives(asked, law)
    verdict, own = _own_paragraph(asked, relatives, law)
    forbidding = [supplies, elsewhere, *([] if asked.category == "mileage" else [relatives])]
    denying = [each for each in forbidding if not each.holds]
    if own is not None and verdict is Verdict.DENY:
        denying.append(own)
    if not balance.holds:
        denying.append(balance)
    outcome = Verdict.DENY if denying else verdict
    deciding = denying[0] if denying else own or supplies
    findings = (supplies, elsewhere, relatives, *([] if own is None else [own]), balance)
    return Checked(outcome, deciding.rule, deciding.cite, findings)


def answer_request(asked: Request, law: Law, language: str = "en") -> dict[str, object]:
    """Return the contract's answer to an expense's line."""
    done = check(asked, law)
    return {
        "id": asked.id,
        "law": version_on(asked.on).name,
        "outcome": done.outcome.value,
        "rule": done.rule,
        "cite": done.cite,
        "findings": [each.to_wire(language) for each in done.findings],
    }


def _supplies(asked: Request) -> Tried:
    holds = asked.category != "supplies"
    return Tried("EXP-N1", holds, _FORBIDDEN, (sentence(EXPENSES, "no_supplies" if holds else "supplies"),))


def _elsewhere(asked: Request) -> Tried:
    state = asked.payee.state
    if asked.category == "tuition" and asked.payee.kind == "school" and state != MISSOURI:
        return Tried("EXP-N2", False, _FORBIDDEN, (sentence(EXPENSES, "tuition_elsewhere", state=state),))
    return Tried("EXP-N2", True, _FORBIDDEN, (sentence(EXPENSES, "no_tuition_elsewhere"),))


def _relatives(asked: Request, law: Law) -> Tried:
    """Return EXP-N3; a parent is a relative, whoever gave the receipt."""
    most, degree = law.number("related_payee_degree", asked.on), asked.payee.relation_degree
    against = []
    if degree is not None and degree <= most:
        against.append(sentence(EXPENSES, "relative", degree=degree, most=most))
    if asked.paid_to == "parent":
        against.append(sentence(EXPENSES, "parent"))
    reasons = tuple(against) or (sentence(EXPENSES, "unrelated", most=most),)
    return Tried("EXP-N3", not against, _FORBIDDEN, reasons)


def _read_elsewhere(asked: Request, option: str) -> Said:
    """Return what becomes of fees of a virtual school elsewhere: a person looks, unless read otherwise (AMB-24)."""
    verdict = {"allow": Verdict.ALLOW, "deny": Verdict.DENY}.get(option, Verdict.REVIEW)
    return verdict, sentence(EXPENSES, f"{verdict.value}_f", state=asked.payee.state)


def _own_paragraph(asked: Request, relatives: Tried, law: Law) -> tuple[Verdict, Tried | None]:
    """Return what the category's own paragraph says; supplies have none but EXP-N1."""
    if asked.category == "supplies":
        return Verdict.DENY, None
    rule, cite, test = _PARAGRAPHS[asked.category]
    verdict, reason = test(asked)
    if rule == "EXP-f" and verdict is Verdict.REVIEW:
        verdict, reason = _read_elsewhere(asked, dict(law.readings).get("AMB-24", ""))
    if asked.category == "mileage" and not relatives.holds:
        verdict, reason = Verdict.REVIEW, sentence(EXPENSES, "review_l")
    return verdict, Tried(rule, verdict is Verdict.ALLOW, cite, (reason,))


def _balance(asked: Request) -> Tried:
    holds = asked.amount <= asked.balance
    reason = sentence(
        EXPENSES,
        "enough" if holds else "too_much",
        amount=asked.amount,
        balance=asked.balance,
        missing=asked.amount - asked.balance,
    )
    return Tried("BALANCE", holds, _ALLOWED, (reason,))
