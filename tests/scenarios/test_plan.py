"""The scenarios of the award run: one pool, one purse, one plan, each with the sentence that says why."""

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest

from esa.awards.domain.funds import read_funds
from esa.awards.domain.plan import Options, make_plan
from esa.awards.domain.pool import read_pool

FOLDER = Path(__file__).parent / "plan"
SCENARIOS = [
    pytest.param(each, id=f"{path.stem}-{each['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for each in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]
]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_plan(scenario):
    options = dict(zip(scenario.get("options", [])[::2], scenario.get("options", [])[1::2], strict=True))
    readings = tuple(pair.partition("=")[::2] for option, pair in options.items() if option == "--reading")
    given = Options(options.get("--tie", "completed"), options.get("--seed"), options.get("--last", "stop"), readings)
    plan = make_plan(read_pool(scenario["pool"].encode()), read_funds(json.dumps(scenario["funds"]).encode()), given)
    rows = list(csv.reader(io.StringIO(plan.to_csv().decode(), newline="")))
    assert [row[:6] for row in rows] == list(csv.reader(io.StringIO(scenario["plan"], newline=""))), scenario["why"]
    assert all(row[6] for row in rows)
    assert plan.summary() == scenario["summary"]


def test_there_are_scenarios():
    assert len(SCENARIOS) >= 20
