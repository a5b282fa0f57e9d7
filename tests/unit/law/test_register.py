"""The rule register names only what exists: code, parameters, scenarios, commands; and no rule goes without."""

import importlib
import json
import re
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from esa.cli import GROUPS, main
from esa.law import Law
from esa.law.questions import QUESTIONS
from esa.law.register import FAMILIES, MalformedRegister, Rule, cite, known, proposed_rules, read_rules, rule, rules
from esa.law.register.page import as_page

PROJECT = Path(__file__).resolve().parents[3]
MOST_THAT_BIND_OTHERS = 25
# How many numbered ids each family has; lettered ones are told.
COUNTED = {
    "DEF": 8, "SCH": 8, "FPE": 13, "ORD": 8, "CAP": 12, "TAX": 10, "TCAP": 8, "RES": 5, "FUND": 4, "EAO": 25, "ACC": 11,
    "AUD": 6, "RPT": 13, "PUB": 13, "MOC": 16,
}  # fmt: skip
LETTERED = {f"ORD-{each}" for each in "abcdefghi"} | {f"EXP-{each}" for each in "abcdefghijklt"}
LETTERED |= {"EXP-N1", "EXP-N2", "EXP-N3", "EXP-ONLY"}


def scenarios():
    """Every scenario by the name under which the register has it, with all that it says."""
    found = {}
    for path in sorted((PROJECT / "tests/scenarios").glob("*/*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = [*file.get("case", []), *file.get("scenario", [])]
        parts += [case for part in file.get("part", []) for case in part["case"]]
        for case in parts:
            found[f"{path.parent.name}/{path.stem}:{case.get('id') or case['name']}"] = case
    return found


SCENARIOS = scenarios()


@pytest.mark.parametrize("family", COUNTED)
def test_no_number_of_a_family_is_left_out(family):
    expected = {f"{family}-{number}" for number in range(1, COUNTED[family] + 1)}
    assert {each.id for each in rules() if each.family == family} - LETTERED == expected


def test_no_letter_is_left_out_and_every_reading_is_there():
    assert {each.id for each in rules()} >= LETTERED | {f"AMB-{number}" for number in range(1, 27)}
    assert {each.family for each in rules()} == set(FAMILIES)


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.id)
def test_a_rule_has_code_and_scenario_or_names_whom_it_binds(each):
    if each.binds:
        assert (each.code, each.parameters, each.scenarios, each.acts) == ((), (), (), ())
        return
    assert each.code
    assert each.acts
    assert each.all_scenarios
    edges = {edge for edge, _ in each.scenarios} & {"at", "under", "over"}
    assert edges in (set(), {"at", "under", "over"}), "an edge is tried at, just under and just over it"


def test_at_most_25_rules_bind_somebody_else_and_the_prosecutor_is_among_them():
    bound = [each for each in rules() if each.binds]
    assert len(bound) <= MOST_THAT_BIND_OTHERS
    assert rule("FPE-10").binds == "the local prosecuting attorney"


def resolved(name):
    """Import a dotted name: a module, or what stands in one."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise ImportError(name)


@pytest.mark.parametrize("name", sorted({name for each in rules() for name in each.code}))
def test_the_code_of_a_rule_exists(name):
    assert name.startswith("esa.")
    assert resolved(name) is not None


def test_the_parameters_of_a_rule_exist_and_every_parameter_names_a_rule():
    keys = {parameter.key: parameter for parameter in Law.load().parameters()}
    assert {name for each in rules() for name in each.parameters} <= set(keys)
    assert [key for key, parameter in keys.items() if not known(parameter.rule)] == []


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.id)
def test_the_scenarios_of_a_rule_exist_and_name_it(each):
    missing = [name for name in each.all_scenarios if name not in SCENARIOS]
    assert missing == []
    assert [name for name in each.all_scenarios if each.id not in SCENARIOS[name]["rules"]] == []


def test_a_rule_that_a_scenario_names_is_known():
    named = {name for case in SCENARIOS.values() for name in case.get("rules", [])}
    assert sorted(name for name in named if not known(name)) == ["BALANCE", *(each.id for each in proposed_rules())]


@pytest.mark.parametrize("name", sorted({name for each in rules() for name in each.acts}))
def test_what_acts_is_a_page_a_service_or_a_command(name):
    kind, _, what = name.partition(" ")
    if kind == "service":
        assert callable(resolved(what))
    elif kind == "command":
        _, group, *rest = what.split()
        found = resolved(GROUPS[group][0]).command
        assert isinstance(found, click.Group)
        assert rest[0] in found.commands
        assert rest[0] != "ask" or rest[1] in QUESTIONS
    else:
        assert kind == "page"


def test_every_rule_that_the_code_of_the_law_names_is_in_the_register():
    family = "|".join(FAMILIES)
    named = set()
    for path in (PROJECT / "esa/law").rglob("*.py"):
        named |= set(re.findall(rf'"((?:{family})-(?:[0-9]+|[a-z]|N[0-9]|ONLY))"', path.read_text(encoding="utf-8")))
    assert len(named) > 100
    assert sorted(name for name in named if not known(name)) == []


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.id)
def test_a_rule_is_said_in_one_plain_sentence(each):
    assert each.says.endswith(".")
    assert re.search(r"\. [A-Z]", each.says.replace("St. ", "")) is None
    assert 20 < len(each.says) <= 180
    assert each.cite


def test_the_page_of_the_register_is_not_stale():
    page = (PROJECT / "docs/law/register.md").read_text(encoding="utf-8")
    assert page == as_page(), "write it again: .venv/bin/esa law rules --page > docs/law/register.md"
    assert page.count("\n### ") == len(rules()) + len(proposed_rules())


def test_the_console_prints_the_register_as_json_and_as_lines():
    answer = CliRunner().invoke(main, ["law", "rules", "--json"])
    listed = json.loads(answer.stdout)["rules"]
    assert [each["id"] for each in listed] == [each.id for each in rules()]
    cap = next(each for each in listed if each["id"] == "CAP-7")
    assert cap["cite"] == cite("CAP-7")
    assert set(cap["scenarios"]) == {"at", "under", "over"}
    lines = CliRunner().invoke(main, ["law", "rules"]).stdout
    assert "binds the local prosecuting attorney, not this application" in lines
    assert "CAP-7  All grants of a student" in lines


def test_the_console_finds_a_bills_rule_and_says_that_it_is_not_the_law():
    told = CliRunner().invoke(main, ["law", "rules", "PROP-1", "CAP-7"]).stdout
    assert [line.split()[0] for line in told.splitlines() if not line.startswith(" ")] == ["CAP-7", "PROP-1"]
    assert told.endswith("not the law: a bill, answered by `esa law decide FILE --law proposed-2026`\n")
    listed = json.loads(CliRunner().invoke(main, ["law", "rules", "PROP-1", "--json"]).stdout)["rules"]
    assert [(each["id"], each["law"]) for each in listed] == [("PROP-1", "proposed-2026")]
    assert "PROP-1" not in CliRunner().invoke(main, ["law", "rules"]).stdout


def test_the_console_looks_up_the_rules_that_are_named():
    answer = CliRunner().invoke(main, ["law", "rules", "CAP-7", "EXP-N3"])
    assert [line.split()[0] for line in answer.stdout.splitlines() if not line.startswith(" ")] == ["CAP-7", "EXP-N3"]
    assert [
        each["id"] for each in json.loads(CliRunner().invoke(main, ["law", "rules", "MOC-6", "--json"]).stdout)["rules"]
    ] == ["MOC-6"]
    refused = CliRunner().invoke(main, ["law", "rules", "CAP-77", "PROP-1"])
    assert refused.exit_code == 2
    assert "CAP-77: is no rule" in refused.stderr


def test_a_rule_carries_only_what_the_register_knows():
    made = read_rules("DEF", '[[rule]]\nid = "DEF-1"\ncite = "here"\nsays = "It is so."\n')
    assert made == [Rule(id="DEF-1", cite="here", says="It is so.")]
    for text in (
        'id = "DEF-1"\ncite = "here"\n',
        'id = "CAP-1"\ncite = "x"\nsays = "y"\n',
        'id = "DEF-1"\nedge = "x"\n',
    ):
        with pytest.raises(MalformedRegister):
            read_rules("DEF", f"[[rule]]\n{text}")
    with pytest.raises(MalformedRegister, match="code must be a list"):
        read_rules("DEF", '[[rule]]\nid = "DEF-1"\ncite = "x"\nsays = "y"\ncode = "esa"\n')
