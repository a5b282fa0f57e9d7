"""`esa applications`: the sample file in, its faults in a report, likely duplicates, and why."""

import csv
from datetime import date

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.kernel.actors import SYSTEM
from esa.platform.config import PROJECT
from esa.schools import service as schools
from tests.builders import an_organization

SAMPLE = PROJECT / "esa" / "sample"
YEAR = ("--organization", "river", "--school-year", "2025-26")


@pytest.fixture
def esa(house, monkeypatch):
    monkeypatch.setattr("esa.cli.applications.open_house", lambda: house)
    with house.begin(SYSTEM) as work:
        an_organization(work)
        for take, name in ((schools.import_districts, "districts.csv"), (schools.import_schools, "schools.csv")):
            take(work, (SAMPLE / name).read_bytes(), source="sample", as_of=date(2025, 7, 1))
    return lambda *words: CliRunner().invoke(main, ["applications", *map(str, words)])


def test_the_sample_file_is_taken_once(esa):
    told = esa("import", SAMPLE / "applications.csv", *YEAR)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.output == "8 children: 8 were new, 0 changed, 0 unchanged; 8 decided; 0 faults\n"
    again = esa("import", SAMPLE / "applications.csv", *YEAR)
    assert again.output == "8 children: 0 were new, 0 changed, 8 unchanged; 0 decided; 0 faults\n"


def test_every_fault_is_told_and_stands_in_the_report(esa, tmp_path):
    text = (SAMPLE / "applications.csv").read_text(encoding="utf-8")
    bad = tmp_path / "bad.csv"
    bad.write_text(
        text.replace("2014-05-01,5", "2014-05-01,15").replace("Cedar Bluff Academy", "Oak"), encoding="utf-8"
    )
    told = esa("import", bad, *YEAR, "--report", tmp_path / "faults.csv")
    assert told.exit_code == 1
    assert "line 2: grade: must be one of K, 1, 2" in told.stderr
    assert "Nothing was taken." in told.stderr
    with (tmp_path / "faults.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ("2", "A-101-1", "grade") in [(row["line"], row["external_id"], row["field"]) for row in rows]
    assert ("3", "A-101-2", "school") in [(row["line"], row["external_id"], row["field"]) for row in rows]
    assert len(rows) == sum(line.startswith("line ") for line in told.stderr.splitlines())


def test_likely_duplicates_are_listed_with_both_numbers_and_why(esa, tmp_path):
    esa("import", SAMPLE / "applications.csv", *YEAR)
    text = (SAMPLE / "applications.csv").read_text(encoding="utf-8").splitlines()
    again = tmp_path / "again.csv"
    again.write_text(
        "\n".join([text[0], text[1].replace("A-101", "B-7").replace("Ada", "Adda")]) + "\n", encoding="utf-8"
    )
    assert "1 were new" in esa("import", again, *YEAR).output
    told = esa("duplicates", *YEAR)
    assert "given name written otherwise" in told.output
    assert told.output.endswith("1 new pairs\n")
    reference = told.output.split()[0]
    why = esa("show", reference, "--organization", "river")
    assert f"{reference}, decided on 2025-11-25 under L2024: qualified" in why.output
    assert "166.700" in why.output or "135.714" in why.output


def test_an_EAO_that_is_not_known_is_named(esa):
    told = esa("import", SAMPLE / "applications.csv", "--organization", "none-such")
    assert told.exit_code == 1
    assert "EAO" in told.stderr
