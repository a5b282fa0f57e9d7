"""The scenarios of decisions, each read from its file as a lawyer reads it."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.decision import NeedsParameters, decide
from esa.law.facts import read_facts

FOLDER = Path(__file__).parent / "decide"
FACTS = ("decided_on", "school_year", "student", "household")
DEFAULT = tomllib.loads((FOLDER / "default.toml").read_text(encoding="utf-8"))


def cases():
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
            yield pytest.param(case, id=f"{path.stem}:{case['id']}")


def laid_over(base, given):
    if isinstance(base, dict) and isinstance(given, dict):
        return {key: laid_over(base.get(key), given.get(key, base.get(key))) for key in {**base, **given}}
    return given


def on_the_wire(value):
    """TOML has days of its own and no null."""
    if isinstance(value, dict):
        return {key: on_the_wire(each) for key, each in value.items()}
    if isinstance(value, list):
        return [on_the_wire(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if value in ("not given", "none") else value


def line_of(case):
    facts = laid_over(DEFAULT, {key: case[key] for key in FACTS if key in case})
    return json.dumps({"id": case["id"], **on_the_wire(facts)})


@pytest.mark.parametrize("case", list(cases()))
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
    expected = on_the_wire(case["answer"])
    assert {key: answer.get(key) for key in expected} == expected
    found = {finding["rule"]: finding["holds"] for finding in answer["findings"]}
    assert len(found) == len(answer["findings"])
    assert {rule: found.get(rule) for rule in case.get("findings", {})} == case.get("findings", {})
    assert not set(case.get("absent", [])) & set(found)
    assert any(case.get("trace_has", "") in sentence for sentence in [*answer["trace"], ""])


def test_every_scenario_says_its_rules_and_why():
    ids = [case.values[0]["id"] for case in cases()]
    assert len(set(ids)) == len(ids) > 70
    known = {"id", "rules", "why", "answer", "findings", "absent", "trace_has", "set", "errors", *FACTS}
    for case in (param.values[0] for param in cases()):
        assert set(case) <= known
        assert case["rules"]
        assert len(case["why"]) > 15
        assert ("answer" in case) != ("errors" in case)
