"""The scenarios of decisions, each read from its file as a lawyer reads it."""

import json

import pytest

from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.decision import NeedsParameters, decide
from esa.law.facts import read_facts
from tests.scenarios.toml_cases import cases, default, laid_over, on_the_wire

FACTS = ("decided_on", "school_year", "student", "household")
DEFAULT = default("decide")
NOTHING = ("not given", "none")


def line_of(case):
    facts = laid_over(DEFAULT, {key: case[key] for key in FACTS if key in case})
    return json.dumps({"id": case["id"], **on_the_wire(facts, NOTHING)})


@pytest.mark.parametrize("case", list(cases("decide")))
def test_scenario(case):
    facts = read_line(1, line_of(case), read_facts)
    assert not isinstance(facts, BadLine), facts
    law = Law.load().with_overrides(case.get("set", {}))
    if "errors" in case:
        with pytest.raises(NeedsParameters) as needed:
            decide(facts, law)
        assert sorted(unknown.key for unknown in needed.value.unknown) == case["errors"]
        return
    answer = decide(facts, law).to_wire()
    expected = on_the_wire(case["answer"], NOTHING)
    assert {key: answer.get(key) for key in expected} == expected
    found = {finding["rule"]: finding["holds"] for finding in answer["findings"]}
    assert len(found) == len(answer["findings"])
    assert {rule: found.get(rule) for rule in case.get("findings", {})} == case.get("findings", {})
    assert not set(case.get("absent", [])) & set(found)
    assert any(case.get("trace_has", "") in sentence for sentence in [*answer["trace"], ""])


def test_every_scenario_says_its_rules_and_why():
    ids = [case.values[0]["id"] for case in cases("decide")]
    assert len(set(ids)) == len(ids) > 70
    known = {"id", "rules", "why", "answer", "findings", "absent", "trace_has", "set", "errors", *FACTS}
    for case in (param.values[0] for param in cases("decide")):
        assert set(case) <= known
        assert case["rules"]
        assert len(case["why"]) > 15
        assert ("answer" in case) != ("errors" in case)
