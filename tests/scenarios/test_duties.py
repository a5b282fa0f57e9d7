"""The scenarios of duties: accounts, EAOs, gifts, reports, virtual schools; each read from its file as a lawyer reads it."""

import inspect
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from esa.accounts.domain import installments
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money, total
from esa.law import Law, mocap, oversight, posting, reporting, settings
from esa.law.accounts import agreement, balance, joint_cap
from esa.law.credits import gift, growth
from esa.law.eao import EaoYear, findings, limits
from esa.law.organizations import certification, filings, serving
from esa.law.ruling import Ruling
from esa.law.units import value_to_wire
from tests.scenarios.built import built
from tests.scenarios.toml_cases import laid_over

FOLDER = Path(__file__).parent / "duties"


@dataclass
class Asked:
    key: str
    on: date


def the_figure(asked, law):
    """A parameter as `esa law show` prints it."""
    value = law.known(asked.key, asked.on)
    said = "none" if value is None else str(value_to_wire(value))
    return Ruling("unknown" if value is None else "known", (), {"value": said})


def the_year(year, law):
    """An EAO's year as `esa eao limits` judges it."""
    found = findings(year, limits(year.contributions, year.interest, law))
    return Ruling("met" if all(each.holds for each in found) else "owed", found)


@dataclass
class PaidIn:
    amount: Money
    school_year: SchoolYear
    four: bool


def the_deposits(paid):
    """A grant's deposits as accounts plan them."""
    plan = installments(paid.amount, paid.school_year, four=paid.four)
    figures = {"first": plan[0].amount, "last": plan[-1].amount, "count": len(plan), "first_on": plan[0].due_on}
    return Ruling("four" if paid.four else "lump", (), {**figures, "together": total([each.amount for each in plan])})


# The question a file puts, the facts it takes, the rule that answers.
QUESTIONS = {
    "What does the law say on this day?": (Asked, the_figure),
    "Does the year meet its duties?": (EaoYear, the_year),
    "How is the grant paid in?": (PaidIn, the_deposits),
    "May this grant be added?": (joint_cap.Award, joint_cap.check),
    "What becomes of the account?": (balance.Occurrence, balance.settle),
    "Does the agreement stand?": (agreement.Agreement, agreement.check),
    "May the place be renewed?": (agreement.Renewal, agreement.renew),
    "Is compulsory attendance met?": (agreement.Attendance, agreement.attend),
    "May this EAO be certified?": (certification.Applicant, certification.certify),
    "How does the audit stand?": (filings.Audit, filings.audit),
    "Are the tests what the law asks?": (filings.Tests, filings.tests),
    "May the family apply here?": (serving.Route, serving.route),
    "Did a barred EAO tell its families?": (serving.Barring, serving.barred),
    "Does the gift earn a credit?": (gift.Gift, gift.qualifies),
    "May the credit be used so?": (gift.Handling, gift.handle),
    "What is the next year's cap?": (growth.CapYear, growth.next_cap),
    "How much allotment may be moved?": (growth.Share, growth.movable),
    "Must these accounts be audited?": (oversight.AccountsAudit, oversight.audit_accounts),
    "Does this disqualify?": (oversight.Violation, oversight.judge),
    "How does the hold stand?": (oversight.Hold, oversight.hold),
    "Did the report reach everybody?": (reporting.Report, reporting.deliver),
    "Was the share for the fund sent?": (reporting.Remittance, reporting.remit),
    "Is the student still counted at home?": (reporting.Counted, reporting.count),
    "Is it public?": (reporting.Publication, reporting.publish),
    "Does the posting have this item?": (posting.Item, posting.item),
    "What may be shown of this school?": (posting.SchoolLine, posting.school_line),
    "May the course be taken and paid?": (mocap.Course, mocap.take_course),
    "May the student be in this virtual program?": (mocap.Program, mocap.join_program),
    "How does the provider stand?": (mocap.Provider, mocap.authorize),
    "Is the FPE school set up right?": (settings.FpeSetting, settings.fpe_setting),
    "How many credits are these hours?": (settings.Coursework, settings.credit_hours),
    "May the school take part?": (settings.Participation, settings.participate),
}
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
CASES = [
    pytest.param(name, part, case, id=f"{name}:{case['id']}")
    for name, file in FILES.items()
    for part in file["part"]
    for case in part["case"]
]
WORDS = {"id", "rules", "why", "facts", "set", "answer", "fails", "holds"}


@pytest.mark.parametrize(("name", "part", "case"), CASES)
def test_duty(name, part, case):
    assert set(case) <= WORDS
    kind, answer = QUESTIONS[part["question"]]
    facts = built(kind, laid_over(part.get("facts", {}), case.get("facts", {})))
    law = Law.load().with_overrides(case.get("set", {}))
    ruling = answer(facts, law) if len(inspect.signature(answer).parameters) == 2 else answer(facts)
    said, spanish = ruling.to_wire(), ruling.to_wire("es")
    assert {key: said[key] for key in case["answer"]} == case["answer"], case["why"]
    assert set(ruling.failed) == set(case.get("fails", [])), case["why"]
    assert set(case.get("holds", [])) <= {each.rule for each in ruling.findings if each.holds}
    for english, other in zip(said["findings"], spanish["findings"], strict=True):
        assert english["because"] != other["because"]
        assert "{" not in english["because"] + other["because"]


def test_every_question_is_put_and_every_scenario_has_its_reason():
    assert {part["question"] for file in FILES.values() for part in file["part"]} == set(QUESTIONS)
    for name, file in FILES.items():
        ids = [case["id"] for part in file["part"] for case in part["case"]]
        assert len(set(ids)) == len(ids), name
        for case in (case for part in file["part"] for case in part["case"]):
            assert case["rules"]
            assert len(case["why"]) > 15
            assert "outcome" in case["answer"]
