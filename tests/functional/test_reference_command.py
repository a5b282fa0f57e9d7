"""`esa reference import`: what a list would change, what it did, and every fault with its line."""

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.kernel.actors import SYSTEM
from esa.platform.config import PROJECT
from esa.schools import service as schools

SAMPLE = PROJECT / "esa" / "sample"


@pytest.fixture
def esa(house, monkeypatch):
    monkeypatch.setattr("esa.cli.reference.open_house", lambda: house)
    return lambda *words: CliRunner().invoke(main, ["reference", "import", *map(str, words)])


def count(house):
    with house.begin(SYSTEM) as work:
        return len(schools.districts(work))


def test_a_dry_run_says_what_would_change_and_changes_nothing(esa, house):
    told = esa("districts", SAMPLE / "districts.csv", "--dry-run")
    assert told.exit_code == 0
    assert "72 would be added, 0 changed, 0 stay" in told.output
    assert count(house) == 0


def test_a_list_is_taken_with_its_source_and_a_second_time_nothing_changes(esa, house):
    assert (
        "72 were added" in esa("districts", SAMPLE / "districts.csv", "--source", "map", "--as-of", "2021-07-01").output
    )
    assert "0 were added, 0 changed, 72 stay" in esa("districts", SAMPLE / "districts.csv").output
    with house.begin(SYSTEM) as work:
        assert {(each.source, str(each.as_of)) for each in schools.districts(work)} == {("map", "2021-07-01")}


def test_every_fault_is_told_and_nothing_is_taken(esa, house, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("name,city,county,zip\nA R-I,X,Y,65001\n,X,Y,65001\nA R-I,X,Y,65001\nB R-I,X,,\n", encoding="utf-8")
    told = esa("districts", bad)
    assert told.exit_code == 1
    for said in ("line 3, name", "line 4, name: stands on line 2 already", "line 5, county"):
        assert said in told.output
    assert count(house) == 0


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        ("schools", "schools.csv", 60),
        ("eaos", "eaos.csv", 8),
        ("lunch-guidelines", "lunch_guidelines.csv", 5),
        ("parameters", "parameters.json", 3),
    ],
)
def test_each_kind_of_list_is_taken(esa, kind, name, rows):
    assert f"{rows} were added" in esa(kind, SAMPLE / name).output
