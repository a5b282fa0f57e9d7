"""The scenarios of duties, put as the console puts them; each read from its file as a lawyer reads it."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from esa.accounts.domain import installments
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money, total
from esa.kernel.wire import BadLine, Fields, read_line
from esa.law import Law
from esa.law.eao import findings, limits, read_year
from esa.law.questions import QUESTIONS, answer, reader
from esa.law.ruling import Ruling
from esa.law.units import value_to_wire
from tests.scenarios.toml_cases import laid_over, on_the_wire

FOLDER = Path(__file__).parent / "duties"
NAMES = {question.asks: name for name, question in QUESTIONS.items()}


def the_figure(facts, law):
    """A parameter as `esa law show` prints it."""
    value = law.known(facts["key"], date.fromisoformat(facts["on"]))
    said = "none" if value is None else str(value_to_wire(value))
    return Ruling("unknown" if value is None else "known", (), {"value": said})


def the_year(facts, law):
    """An EAO's year as `esa eao limits` judges it."""
    year = read_year(Fields(facts))
    found = findings(year, limits(year.contributions, year.interest, law))
    return Ruling("met" if all(each.holds for each in found) else "owed", found)


def the_deposits(facts, law):
    """A grant's deposits as accounts plan them."""
    grant, year, four = Money.from_wire(facts["amount"]), SchoolYear.parse(facts["school_year"]), facts["four"]
    plan = installments(grant, year, four=four)
    figures = {"first": plan[0].amount, "last": plan[-1].amount, "count": len(plan), "first_on": plan[0].due_on}
    return Ruling("four" if four else "lump", (), {**figures, "together": total([each.amount for each in plan])})


# Questions that other commands and services answer.
ELSEWHERE = {
    "What does the law say on this day?": the_figure,
    "Does the year meet its duties?": the_year,
    "How is the grant paid in?": the_deposits,
}
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
CASES = [
    pytest.param(part, case, id=f"{name}:{case['id']}")
    for name, file in FILES.items()
    for part in file["part"]
    for case in part["case"]
]
WORDS = {"id", "rules", "why", "facts", "set", "answer", "fails", "holds", "absent", "because"}


def put(question, facts, law, language="en"):
    if question in ELSEWHERE:
        return ELSEWHERE[question](facts, law).to_wire(language)
    name = NAMES[question]
    asked = read_line(1, json.dumps({"id": "case", **facts}), reader(name))
    assert not isinstance(asked, BadLine), asked
    return answer(name, asked, law, language)


@pytest.mark.parametrize(("part", "case"), CASES)
def test_duty(part, case):
    assert set(case) <= WORDS
    facts = on_the_wire(laid_over(part.get("facts", {}), case.get("facts", {})), ("none",))
    law = Law.load().with_overrides(case.get("set", {}))
    said = put(part["question"], facts, law)
    spanish = put(part["question"], facts, law, "es")
    assert {key: said[key] for key in case["answer"]} == case["answer"], case["why"]
    assert {each["rule"] for each in said["findings"] if not each["holds"]} == set(case.get("fails", [])), case["why"]
    assert set(case.get("holds", [])) <= {each["rule"] for each in said["findings"] if each["holds"]}
    assert any(case.get("because", "") in each["because"] for each in [*said["findings"], {"because": ""}])
    assert not set(case.get("absent", [])) & {each["rule"] for each in said["findings"]}
    for english, other in zip(said["findings"], spanish["findings"], strict=True):
        assert english["because"] != other["because"]
        assert "{" not in english["because"] + other["because"]


def test_every_question_is_put_and_every_scenario_has_its_reason():
    assert {part["question"] for file in FILES.values() for part in file["part"]} == {*NAMES, *ELSEWHERE}
    for name, file in FILES.items():
        ids = [case["id"] for part in file["part"] for case in part["case"]]
        assert len(set(ids)) == len(ids), name
        for case in (case for part in file["part"] for case in part["case"]):
            assert case["rules"]
            assert len(case["why"]) > 15
            assert "outcome" in case["answer"]
