"""The scenarios of expenses, each read from its file as a lawyer reads it."""

import json

import pytest

from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.expense import answer_request
from esa.law.expense_facts import CATEGORIES, read_request
from tests.scenarios.toml_cases import cases, default, laid_over, on_the_wire

ABOUT_THE_CASE = {"id", "rules", "why", "answer", "findings", "absent"}
DEFAULT = default("expense")


def facts_of(case):
    return laid_over(DEFAULT, {key: value for key, value in case.items() if key not in ABOUT_THE_CASE})


@pytest.mark.parametrize("case", list(cases("expense")))
def test_expense(case):
    asked = read_line(1, json.dumps({"id": case["id"], **on_the_wire(facts_of(case))}), read_request)
    assert not isinstance(asked, BadLine), asked
    answer = answer_request(asked, Law.load())
    assert {key: answer[key] for key in case["answer"]} == case["answer"], case["why"]
    found = {each["rule"]: each["holds"] for each in answer["findings"]}
    assert len(found) == len(answer["findings"])
    assert {"EXP-N1", "EXP-N2", "EXP-N3", "BALANCE", answer["rule"]} <= set(found)
    assert {rule: found.get(rule) for rule in case.get("findings", {})} == case.get("findings", {})
    assert not set(case.get("absent", [])) & set(found)
    if answer["outcome"] != "review":
        assert found[answer["rule"]] is (answer["outcome"] == "allow")


def test_every_category_has_a_scenario_and_every_scenario_its_reason():
    found = [param.values[0] for param in cases("expense")]
    assert len({case["id"] for case in found}) == len(found) > 45
    assert {facts_of(case)["category"] for case in found} == set(CATEGORIES)
    assert all(case["rules"] and len(case["why"]) > 15 and case["answer"] for case in found)
