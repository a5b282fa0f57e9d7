"""What becomes of one line: the law's check, a paper that is missing, the warning on a course's price."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from esa.accounts.domain.expenses.facts import LineFacts, request_to_wire
from esa.accounts.domain.expenses.words import Outcome, PaperKind, Stage
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.wire import Fields
from esa.law import Law, UnknownParameter
from esa.law.expense import Checked, Verdict, check
from esa.law.expense_changes import allowing
from esa.law.expense_facts import Request, read_request
from esa.law.expense_sentences import EXPENSES
from esa.law.mocap import Course, Program, join_program, take_course
from esa.law.mocap_sentences import COURSES
from esa.law.tried import Tried

_PARAGRAPHS = {Verdict.ALLOW: Outcome.ALLOW, Verdict.DENY: Outcome.DENY, Verdict.REVIEW: Outcome.REVIEW}
_KEYS = {text: key for key, text in (*EXPENSES.items(), *COURSES.items())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the rules say of a line: the outcome, the rule that decides, every rule tried, what is missing.

    `readings` are those other than ours by which the rules were read (AMB-19, AMB-24).
    """

    outcome: Outcome
    rule: str
    cite: str
    law: str
    facts: dict[str, Any]
    findings: tuple[Tried, ...]
    warnings: tuple[Tried, ...] = ()
    missing: tuple[PaperKind, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)

    def against(self, language: str) -> list[dict[str, object]]:
        """Return the rules that deny the line, in the language; none where nothing does."""
        if self.outcome is not Outcome.DENY:
            return []
        return [each.to_wire(language) for each in self.findings if not each.holds]

    def findings_to_wire(self) -> list[dict[str, Any]]:
        """Return the findings as they are kept: in English, with the keys of their sentences."""
        return [_kept(each) for each in self.findings]

    def warnings_to_wire(self) -> list[dict[str, Any]]:
        """Return the warnings as they are kept."""
        return [_kept(each) for each in self.warnings]


def _kept(tried: Tried) -> dict[str, Any]:
    return {**tried.to_wire(), "keys": [_KEYS[reason.template] for reason in tried.reasons]}


def decide(
    line: LineFacts, reference: str, on: date, balance: Money, papers: frozenset[PaperKind], law: Law
) -> Decided:
    """Return what becomes of the line by itself; to deny beats what is missing beats review beats allow.

    Technology that is asked for beforehand asks for the very approval that (j) wants, so a person looks at it. A
    full-time public program of another district is paid by the state already (AMB-19). Raises ValueError before the
    program's first day.
    """
    asked = line.request(reference, on, balance)
    checked = check(asked, law)
    twice = _paid_twice(line, on, law)
    outcome, rule, cite = _of_law(line, checked, twice)
    missing = () if outcome is Outcome.DENY else tuple(kind for kind in line.papers_wanted() if kind not in papers)
    findings = (*checked.findings, *([] if twice is None else [twice]))
    return Decided(
        outcome=Outcome.NEEDS_MORE if missing else outcome, rule=rule, cite=cite, law=law.name_on(on),
        facts=request_to_wire(asked), findings=findings, warnings=_course_warnings(line, on, law), missing=missing,
        readings=dict(law.readings_in("expense check", "law ask program")),
    )  # fmt: skip


def _of_law(line: LineFacts, checked: Checked, twice: Tried | None) -> tuple[Outcome, str, str]:
    outcome = _PARAGRAPHS[checked.outcome]
    if twice is not None and outcome is not Outcome.DENY:
        return Outcome.DENY, twice.rule, twice.cite
    only_approval = checked.rule == "EXP-j" and all(each.holds or each.rule == "EXP-j" for each in checked.findings)
    if line.stage is Stage.BEFOREHAND and only_approval and outcome is Outcome.DENY:
        return Outcome.REVIEW, checked.rule, checked.cite
    if outcome is Outcome.ALLOW and line.category == "mileage":
        return Outcome.REVIEW, checked.rule, checked.cite
    return outcome, checked.rule, checked.cite


def _paid_twice(line: LineFacts, on: date, law: Law) -> Tried | None:
    if not line.full_time_public:
        return None
    program = Program(on=on, host_district="host", resident_district="home", tuition=line.amount)
    return next((each for each in join_program(program, law).findings if each.rule == "AMB-19"), None)


def _course_warnings(line: LineFacts, on: date, law: Law) -> tuple[Tried, ...]:
    """Return the warning on a course dearer than a district would pay (MOC-6), none where the target is not known."""
    if line.course not in ("semester", "year"):
        return ()
    course = Course(school_year=SchoolYear.of(on), price=line.amount, length=line.course)  # type: ignore[arg-type]
    try:
        ruled = take_course(course, law)
    except UnknownParameter:
        return ()
    return tuple(each for each in ruled.findings if each.rule == "MOC-6") if ruled.outcome == "warn" else ()


def asked_again(facts: dict[str, Any]) -> Request:
    """Return a stored decision's facts as the law's check takes them. Raises Invalid where they cannot be read."""
    return read_request(Fields(facts))


def mending(facts: dict[str, Any], law: Law, language: str) -> list[str]:
    """Return the sentences on what would make a denied line allowed."""
    return [each.sentence(language) for each in allowing(asked_again(facts), law)]


def said_in(facts: dict[str, Any], findings: list[dict[str, Any]], law: Law, language: str) -> list[dict[str, Any]]:
    """Return kept findings in the language: tried again on the very facts, and as kept where the law was amended.

    The law is to be read as the decision read it (`Law.read_only_by` its `readings`).
    """
    if language == "en":
        return findings
    again = check(asked_again(facts), law).findings
    kept = {each["rule"]: each["because"] for each in findings}
    if any(kept.get(each.rule) != each.because() for each in again):
        return findings
    spoken = {each.rule: each.because(language) for each in again}
    return [{**each, "because": spoken.get(each["rule"], each["because"])} for each in findings]
