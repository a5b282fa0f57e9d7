"""The scenarios of the law read otherwise, on the commands other than `esa law decide`."""

import json

import pytest
from click.testing import CliRunner

from esa.cli import main
from tests.scenarios.toml_cases import cases


def asked(case, *more):
    line = json.dumps({"id": case["id"], **case["facts"]})
    result = CliRunner().invoke(main, [*case["command"], "-", *more], input=line)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("case", list(cases("readings")))
def test_a_command_decides_by_another_reading(case):
    assert case["rules"]
    ours, otherwise = asked(case), asked(case, "--reading", case["reading"])
    assert {key: ours[key] for key in case["ours"]} == case["ours"], case["why"]
    assert "readings" not in ours
    assert {key: otherwise[key] for key in case["otherwise"]} == case["otherwise"], case["why"]
    assert otherwise["readings"] == dict([case["reading"].split("=")])
    failed = {each["rule"] for each in otherwise["findings"] if not each["holds"]}
    assert failed & set(case["rules"]) == set(case.get("fails", []))
    spanish = asked(case, "--reading", case["reading"], "--language", "es")
    assert [each["because"] for each in spanish["findings"]] != [each["because"] for each in otherwise["findings"]]


@pytest.mark.parametrize(
    ("command", "chosen", "told"),
    [
        (["eao", "limits"], "AMB-1=lowest", "acts in `esa law decide`"),
        (["law", "decide"], "AMB-5=steps_on_residue", "acts in `esa eao limits`"),
        (["law", "ask", "gift"], "AMB-15=percent_to_three_decimals", "acts in `esa law ask cap`"),
        (["expense", "check"], "AMB-8=missouri_only", "cannot be decided by"),
    ],
)
def test_a_reading_that_does_not_act_on_the_command_is_refused(command, chosen, told):
    result = CliRunner().invoke(main, [*command, "-", "--reading", chosen], input="")
    assert result.exit_code == 2
    assert told in result.stderr
