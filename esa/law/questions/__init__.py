"""Every duty of the law as a question that a file can put: its name, the facts it takes, the rule that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from esa.kernel.wire import BadLine, FieldError, Fields, read_line
from esa.law import mocap, oversight, posting, reporting, settings
from esa.law.accounts import agreement, balance, joint_cap
from esa.law.credits import gift, growth
from esa.law.law import Law, UnknownParameter
from esa.law.organizations import certification, filings, serving
from esa.law.questions.reading import read_facts
from esa.law.ruling import Ruling
from esa.law.versions import BEGINNING, NEWEST, version_on

_DAYS = ("on", "sent_on", "set_on")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: what it asks in words, the dataclass of its facts, and the rule, which may need the law."""

    asks: str
    facts: type[Any]
    answer: Callable[..., Ruling]
    needs_law: bool = True

    def ruling(self, facts: object, law: Law) -> Ruling:
        """Return what the rule says of the facts. Raises ValueError and UnknownParameter as the rule does."""
        return self.answer(facts, law) if self.needs_law else self.answer(facts)


QUESTIONS: Mapping[str, Question] = {
    "grant": Question("May this grant be added?", joint_cap.Award, joint_cap.check, needs_law=False),
    "account": Question("What becomes of the account?", balance.Occurrence, balance.settle),
    "agreement": Question("Does the agreement stand?", agreement.Agreement, agreement.check, needs_law=False),
    "renewal": Question("May the place be renewed?", agreement.Renewal, agreement.renew, needs_law=False),
    "attendance": Question("Is compulsory attendance met?", agreement.Attendance, agreement.attend),
    "certification": Question("May this EAO be certified?", certification.Applicant, certification.certify),
    "audit": Question("How does the audit stand?", filings.Audit, filings.audit),
    "tests": Question("Are the tests what the law asks?", filings.Tests, filings.tests),
    "route": Question("May the family apply here?", serving.Route, serving.route, needs_law=False),
    "barring": Question("Did a barred EAO tell its families?", serving.Barring, serving.barred, needs_law=False),
    "gift": Question("Does the gift earn a credit?", gift.Gift, gift.qualifies),
    "credit-use": Question("May the credit be used so?", gift.Handling, gift.handle, needs_law=False),
    "cap": Question("What is the next year's cap?", growth.CapYear, growth.next_cap),
    "allotment": Question("How much allotment may be moved?", growth.Share, growth.movable),
    "accounts-audit": Question("Must these accounts be audited?", oversight.AccountsAudit, oversight.audit_accounts),
    "violation": Question("Does this disqualify?", oversight.Violation, oversight.judge, needs_law=False),
    "hold": Question("How does the hold stand?", oversight.Hold, oversight.hold, needs_law=False),
    "report": Question("Did the report reach everybody?", reporting.Report, reporting.deliver),
    "remittance": Question("Was the share for the fund sent?", reporting.Remittance, reporting.remit, needs_law=False),
    "counted": Question("Is the student still counted at home?", reporting.Counted, reporting.count),
    "public": Question("Is it public?", reporting.Publication, reporting.publish),
    "posting-item": Question("Does the posting have this item?", posting.Item, posting.item),
    "posting-school": Question("What may be shown of this school?", posting.SchoolLine, posting.school_line),
    "course": Question("May the course be taken and paid?", mocap.Course, mocap.take_course),
    "program": Question("May the student be in this virtual program?", mocap.Program, mocap.join_program),
    "provider": Question("How does the provider stand?", mocap.Provider, mocap.authorize),
    "fpe": Question("Is the FPE school set up right?", settings.FpeSetting, settings.fpe_setting),
    "fpe-credits": Question("How many credits are these hours?", settings.Coursework, settings.credit_hours),
    "participation": Question("May the school take part?", settings.Participation, settings.participate),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's line: its id and the facts."""

    id: str
    facts: object


def reader(name: str) -> Callable[[Fields], Asked]:
    """Return what reads a line of the question of that name. Raises KeyError."""
    question = QUESTIONS[name]

    def read(fields: Fields) -> Asked:
        return Asked(fields.text("id"), read_facts(question.facts, fields))

    return read


def answer(name: str, asked: Asked, law: Law, language: str = "en") -> dict[str, object]:
    """Return the answer to a line: its id, the law of its day, the outcome, figures and findings."""
    ruling = QUESTIONS[name].ruling(asked.facts, law)
    day = next((getattr(asked.facts, each) for each in _DAYS if hasattr(asked.facts, each)), None)
    version = version_on(max(day, BEGINNING)).name if isinstance(day, date) else NEWEST.name
    return {"id": asked.id, "law": version, **ruling.to_wire(language)}


def answer_line(name: str, number: int, text: str, law: Law, language: str = "en") -> dict[str, object] | BadLine:
    """Return the answer to one line of JSON, or all that is wrong with it; what a rule cannot answer is a bad line."""
    asked = read_line(number, text, reader(name))
    if isinstance(asked, BadLine):
        return asked
    try:
        return answer(name, asked, law, language)
    except UnknownParameter as unknown:
        return BadLine(number, asked.id, (FieldError(unknown.key, unknown.message),))
    except ValueError as fault:
        return BadLine(number, asked.id, (FieldError("line", str(fault)),))
