"""The scenarios of expenses, schools, claims, limits and the replayed cap, each read from its file as a lawyer reads it."""

import json
import tomllib
from pathlib import Path

import pytest

from esa.kernel.money import Money, total
from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.credits.claim import answer_donor, read_donor
from esa.law.credits.events import reader
from esa.law.credits.replay import Replay
from esa.law.eao import answer_year, read_year
from esa.law.expense import answer_request
from esa.law.expense_facts import read_request
from esa.law.school_facts import read_school
from esa.law.schools import answer_school

LAW = Law.load()
PERSON = {"kind": "individual", "state": "MO"}
EXPENSE = {"on": "2025-10-02", "category": "tutoring", "amount": "240.00", "balance": "900.00", "payee": PERSON}
SCHOOL = {"on": "2025-11-01", "incorporated_in_missouri": True, "nondiscrimination": True, "charges_tuition": True}
HOURS = {"hours_total": 1000, "hours_core": 600, "hours_core_at_location": 400}
FPE = {"unrelated_children": 4, "student_age": 12, **HOURS, "records": "all_three"}


def cases(command):
    path = Path(__file__).parent / "checks" / f"{command}.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    assert all(case["rules"] and case["why"] for case in found)
    return [pytest.param(case, id=case["id"]) for case in found]


def answered(case, facts, read, answer):
    line = read_line(1, json.dumps({"id": case["id"], **facts}), read)
    assert not isinstance(line, BadLine), line
    said = answer(line, LAW)
    spanish = answer(line, LAW, "es")
    for each, also in zip(said["findings"], spanish["findings"], strict=True):
        assert each["because"]
        assert each["cite"]
        assert each["because"] != also["because"]
    wanted = {"law": "L2024", **case["answer"]}
    assert {key: said[key] for key in wanted} == wanted, case["why"]
    failed = {each["rule"] for each in said["findings"] if not each["holds"]}
    assert set(case.get("fails", failed)) == failed


@pytest.mark.parametrize("case", cases("expense"))
def test_expense(case):
    facts = {**EXPENSE, **case["facts"]}
    facts["payee"] = {**PERSON, **case["facts"].get("payee", {})}
    answered(case, facts, read_request, answer_request)


@pytest.mark.parametrize("case", cases("school"))
def test_school(case):
    facts = {**SCHOOL, **case["facts"]}
    if "fpe" in facts:
        facts["fpe"] = {**FPE, **facts["fpe"]}
    answered(case, facts, read_school, answer_school)


@pytest.mark.parametrize("case", cases("claim"))
def test_claim(case):
    years = [
        {"year": case["first"] + index, "liability": liability, "gifts": gifts}
        for index, (liability, gifts, *_) in enumerate(case["years"])
    ]
    donor = read_line(1, json.dumps({"id": case["id"], "years": years}), read_donor)
    assert not isinstance(donor, BadLine), donor
    shown = [
        [year["claimed"], year["expired"], total([Money.from_wire(c["amount"]) for c in year["carried"]]).to_wire()]
        for year in answer_donor(donor, LAW)["years"]
    ]
    assert shown == [year[2:] for year in case["years"]], case["why"]


@pytest.mark.parametrize("case", cases("limits"))
def test_limits(case):
    done = dict.fromkeys(("spent_on_accounts", "interest_spent_on_accounts", "overhead", "remitted_to_fund"), "0.00")
    facts = {"id": case["id"], "contributions": case["year"][0], "interest": case["year"][1], **done}
    year = read_line(1, json.dumps(facts), read_year)
    assert not isinstance(year, BadLine), year
    answer = answer_year(year, LAW)
    duties = ("remittance_due", "minimum_on_accounts", "overhead_limit", "interest_due_to_accounts")
    assert [answer[duty] for duty in duties] == case["duties"], case["why"]
    met = [amount == "0.00" for amount in case["duties"]]
    assert [each["holds"] for each in answer["findings"]] == [met[0], met[1], True, met[3]]


@pytest.mark.parametrize("case", cases("replay"))
def test_replay(case):
    state = Replay(LAW)
    for number, (facts, outcome, amount, available) in enumerate(case["events"], 1):
        event = read_line(number, json.dumps(facts), reader(state.latest))
        assert not isinstance(event, BadLine), event
        answer = state.apply(event).to_wire(number)
        shown = (answer["outcome"], answer["amount"] or "none", answer["available"])
        assert shown == (outcome, amount, available), f"event {number}: {answer['reason']}"
