"""The scenarios of schools and enrolments, each read from its file as a lawyer reads it."""

import json

import pytest

from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.school_facts import KINDS, read_school
from esa.law.schools import answer_school
from tests.scenarios.toml_cases import cases, default, laid_over, on_the_wire

ABOUT_THE_CASE = {"id", "rules", "why", "answer", "findings", "absent", "because"}
DEFAULT = default("school")


@pytest.mark.parametrize("case", list(cases("school")))
def test_school(case):
    facts = laid_over(DEFAULT, {key: value for key, value in case.items() if key not in ABOUT_THE_CASE})
    school = read_line(1, json.dumps({"id": case["id"], **on_the_wire(facts)}), read_school)
    assert not isinstance(school, BadLine), school
    answer = answer_school(school, Law.load())
    assert {key: answer[key] for key in case["answer"]} == case["answer"], case["why"]
    found = {each["rule"]: each["holds"] for each in answer["findings"]}
    assert len(found) == len(answer["findings"])
    assert {rule: found.get(rule) for rule in case.get("findings", {})} == case.get("findings", {})
    assert not set(case.get("absent", [])) & set(found)
    assert any(case.get("because", "") in each["because"] for each in answer["findings"])
    if answer["outcome"] == "qualified":
        assert all(found.values())


def test_every_kind_has_a_scenario_and_every_scenario_its_reason():
    found = [param.values[0] for param in cases("school")]
    assert len({case["id"] for case in found}) == len(found) > 35
    assert {case["kind"] for case in found} == set(KINDS)
    assert all(case["rules"] and len(case["why"]) > 15 and case["answer"] for case in found)
