"""The scenarios of bills that are not in force: the same facts under the law and as the bill would have it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.kernel.money import Money, total
from esa.kernel.wire import read_line
from esa.law import Law
from esa.law.credits.claim import answer_donor, read_donor
from esa.law.decision import decide
from esa.law.facts import read_facts
from esa.law.parameter import Status
from esa.law.proposals import as_proposed
from esa.law.register import proposed_rules
from tests.scenarios.toml_cases import cases, on_the_wire

LAW = Law.load().with_overrides({"sat": "7000.00"})
BILL = as_proposed(LAW, "proposed-2026")
BOTH = ([], ["--law", "proposed-2026"])
STUDENT = {"birth_date": "2016-05-01", "grade": "5", "missouri_resident": True, "lawfully_present": True}
ALL = [each.values[0] for each in cases("proposals")]


def decided(case):
    student = {**STUDENT, **on_the_wire(case.get("student", {}))}
    day = case["decided_on"].isoformat()
    return {
        "id": case["id"], "decided_on": day, "school_year": "2026-27", "student": student, "household": {"size": 4},
    }  # fmt: skip


@pytest.mark.parametrize("case", [pytest.param(each, id=each["id"]) for each in ALL if "decided_on" in each])
def test_PROP_1_what_a_bill_would_decide(case):
    facts = read_line(1, json.dumps(decided(case)), read_facts)
    for law, wanted in ((LAW, case["in_force"]), (BILL, case["proposed"])):
        answer = decide(facts, law).to_wire()
        assert {key: answer[key] for key in wanted} == wanted, case["why"]
    assert case.get("trace_has", "") in " ".join(decide(facts, BILL).to_wire()["trace"])
    tried = [each["rule"] for each in decide(facts, LAW).to_wire()["findings"]]
    assert "PROP-1" not in tried


@pytest.mark.parametrize("case", [pytest.param(each, id=each["id"]) for each in ALL if "first" in each])
def test_PROP_2_what_a_bill_would_let_a_donor_claim(case):
    years = [
        {"year": case["first"] + index, "liability": liability, "gifts": gifts}
        for index, (liability, gifts) in enumerate(case["years"])
    ]
    donor = read_line(1, json.dumps({"id": case["id"], "years": years}), read_donor)
    for law, wanted in ((LAW, case["in_force"]), (BILL, case["proposed"])):
        answered = answer_donor(donor, law)["years"]
        shown = {"claimed": [each["claimed"] for each in answered]}
        for name in ("carried", "back"):
            if name in answered[0]:
                sums = [total([Money.from_wire(one["amount"]) for one in each[name]]) for each in answered]
                shown[name] = [each.to_wire() for each in sums]
        assert shown == wanted, case["why"]


def test_every_case_says_its_rules_and_why_and_every_proposed_rule_has_its_cases():
    assert all(case["rules"] and len(case["why"]) > 15 for case in ALL)
    known = {each.id: each for each in proposed_rules()}
    assert {name for case in ALL for name in case["rules"] if name.startswith("PROP")} == set(known)
    places = {f"proposals/{'decide' if 'decided_on' in case else 'claim'}:{case['id']}" for case in ALL}
    assert {name for each in known.values() for name in each.all_scenarios} <= places


def test_a_bill_signs_every_answer_on_the_console_and_the_law_none(tmp_path):
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(decided(next(each for each in ALL if "decided_on" in each))), encoding="utf-8")
    plain = CliRunner().invoke(main, ["law", "decide", str(path), "--set", "sat=7000.00"])
    asked = CliRunner().invoke(main, ["law", "decide", str(path), "--set", "sat=7000.00", "--law", "proposed-2026"])
    spanish = CliRunner().invoke(
        main, ["law", "decide", str(path), "--set", "sat=7000.00", "--law", "proposed-2026", "--language", "es"]
    )
    assert json.loads(plain.stdout)["law"] == "L2024"
    assert json.loads(asked.stdout)["law"] == json.loads(spanish.stdout)["law"] == "proposed-2026"
    assert "este proyecto de 2026" in spanish.stdout


def test_a_bill_adds_its_values_to_what_is_shown_and_changes_no_other():
    shown = [CliRunner().invoke(main, ["law", "show", "--json", "--on", "2027-01-01", *more]) for more in BOTH]
    in_force, proposed = (json.loads(each.stdout) for each in shown)
    added = [each for each in proposed["parameters"] if each not in in_force["parameters"]]
    assert (in_force["law"], proposed["law"]) == ("L2024", "proposed-2026")
    assert [(each["key"], each["value"], each["status"]) for each in added] == [
        ("credit_carryback_years", 1, "proposed")
    ]
    assert all(each in proposed["parameters"] for each in in_force["parameters"])


def test_no_value_of_the_law_in_force_is_only_proposed_and_the_application_reaches_no_bill():
    assert not [
        each.key for each in Law.load().parameters() for value in each.values if value.status is Status.PROPOSED
    ]
    home = Path(__file__).resolve().parents[2] / "esa"
    naming = [
        str(path.relative_to(home))
        for path in home.rglob("*.py")
        if "law.proposals" in path.read_text(encoding="utf-8")
    ]
    assert naming == ["cli/lines.py"]
