"""`esa law` as a stranger runs it: files in, files out, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from esa.cli import lines, main

GOOD = {
    "id": "s1",
    "decided_on": "2025-11-01",
    "school_year": "2025-26",
    "student": {
        "birth_date": "2014-05-01",
        "grade": "5",
        "missouri_resident": True,
        "lawfully_present": True,
        "public_semester_in_previous_12_months": True,
    },
    "household": {"size": 4, "annual_income": "100000.00"},
}
BAD = {**GOOD, "id": "s2", "household": {"size": 0}}


def run(*arguments, given=""):
    return CliRunner().invoke(main, ["law", *map(str, arguments)], input=given)


def text_of(*facts):
    return "".join(json.dumps(each) + "\n" for each in facts)


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_stand_in_the_order_of_the_lines_and_a_bad_one_stops_nothing():
    result = run("decide", "-", given=text_of(GOOD, BAD) + "\n" + text_of(GOOD))
    assert result.exit_code == 1
    first, bad, empty, last = answers(result)
    assert first == last
    assert first["outcome"] == "qualified"
    assert bad["line"] == 2
    assert bad["id"] == "s2"
    assert [error["field"] for error in bad["errors"]] == ["household.size"]
    assert (empty["line"], empty["id"], empty["errors"][0]["field"]) == (3, None, "line")
    assert result.stderr.splitlines()[0] == f"line 2: household.size: {bad['errors'][0]['message']}"
    assert result.stderr.splitlines()[1].startswith("line 3: line: ")


def test_refusals_are_answers():
    result = run("decide", "-", given=text_of({**GOOD, "household": {"size": 4}}))
    assert (result.exit_code, answers(result)[0]["outcome"]) == (0, "not_qualified")
    assert result.stderr == ""


def test_an_answer_has_the_fields_of_the_contract_and_overrides_only_when_given():
    fields = ["id", "law", "outcome", "limbs", "tier", "cap", "cap_percent", "findings", "trace"]
    assert list(answers(run("decide", "-", given=text_of(GOOD)))[0]) == fields
    result = run("decide", "-", "--set", "sat=7000.00", "--set", "new_scholarships_frozen=false", given=text_of(GOOD))
    assert list(answers(result)[0]) == [*fields, "overrides"]
    assert answers(result)[0]["overrides"] == {"sat": "7000.00", "new_scholarships_frozen": "false"}


def test_overrides_stand_on_every_answer_of_the_run():
    result = run("decide", "-", "--set", "sat=7000.00", given=text_of(GOOD, BAD))
    assert [each["overrides"] for each in answers(result)] == [{"sat": "7000.00"}] * 2


def test_a_parameter_that_is_not_known_is_an_error_that_names_it():
    result = run("decide", "-", given=text_of({**GOOD, "school_year": "2026-27"}))
    assert result.exit_code == 1
    assert [error["field"] for error in answers(result)[0]["errors"]] == ["sat"]
    assert answers(result)[0]["id"] == "s1"
    assert result.stderr.startswith("line 1: sat: ")


@pytest.mark.parametrize(
    "pair",
    [
        "saat=1.00",
        "sat=7145",
        "sat=",
        "sat",
        "sat=7,145.00",
        "poverty=15650",
        "poverty=15650+",
        "poverty=15650.00+5500.00",
        "iep_max_age_months=36.0",
        "iep_max_age_months=-1",
        "new_scholarships_frozen=yes",
        "new_scholarships_frozen=True",
        "credit_cap=1.00",
        "income_limit_percent=300",
    ],
)
def test_a_set_that_cannot_be_used_ends_the_run_before_it_begins(pair):
    result = run("decide", "-", "--set", pair, given=text_of(GOOD))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_cannot_be_read_ends_the_run(tmp_path):
    (tmp_path / "latin").write_bytes(b'{"id": "\xff"}\n')
    for name in ("latin", "absent", "."):
        result = run("decide", tmp_path / name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1


def test_out_takes_the_answers_and_an_unwritable_one_ends_the_run(tmp_path):
    source = tmp_path / "facts.jsonl"
    source.write_text(text_of(GOOD), encoding="utf-8")
    result = run("decide", source, "--out", tmp_path / "answers.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "answers.jsonl").read_text(encoding="utf-8") == run("decide", source).stdout
    assert run("decide", source, "--out", tmp_path / "no" / "answers.jsonl").exit_code == 2


def test_a_line_ends_at_lf_and_nowhere_else():
    odd = {**GOOD, "id": "a\u2028b\x85c\rd"}
    text = json.dumps(odd, ensure_ascii=False).replace("\\r", "\\r")
    result = run("decide", "-", given=text)
    assert [each["id"] for each in map(json.loads, result.stdout.split("\n")[:-1])] == [odd["id"]]
    assert run("decide", "-", given="").stdout == ""


def test_an_id_that_is_no_text_of_unicode_comes_back_as_it_came():
    text = json.dumps({**GOOD, "id": "\ud800x"})
    assert answers(run("decide", "-", given=text))[0]["id"] == "\ud800x"
    assert answers(run("decide", "-", given=json.dumps({**BAD, "id": "\ud800x"})))[0]["id"] == "\ud800x"


def test_a_field_name_with_a_line_break_stays_on_its_line_of_standard_error():
    result = run("decide", "-", given=json.dumps({**GOOD, "a\nb": 1}))
    assert result.stderr.splitlines() == ["line 1: a\\nb: is not a field of this line"]


def test_a_file_shared_out_to_processors_gives_the_same_bytes(tmp_path, monkeypatch):
    source = tmp_path / "facts.jsonl"
    many = [{**(BAD if number % 7 == 0 else GOOD), "id": f"s{number}"} for number in range(60)]
    source.write_text(text_of(*many), encoding="utf-8")
    alone = run("decide", source)
    monkeypatch.setattr(lines, "_PIECE", 700)
    monkeypatch.setattr(lines, "_WORTH_FORKING", 1)
    shared = run("decide", source)
    assert shared.stdout_bytes == alone.stdout_bytes
    assert shared.stderr == alone.stderr
    assert shared.exit_code == alone.exit_code == 1


def test_the_installed_command_needs_no_configuration(tmp_path):
    command = Path(sys.executable).with_name("esa")
    done = subprocess.run(
        [command, "law", "decide", "-"],
        input=text_of(GOOD).encode(),
        capture_output=True,
        cwd=tmp_path,
        env={},
        check=True,
    )
    assert json.loads(done.stdout)["tier"] == "i"


def test_show_lists_the_parameters_in_force_with_unit_citation_and_status():
    shown = json.loads(run("show", "--on", "2025-11-01", "--json").stdout)
    found = {each["key"]: each for each in shown["parameters"]}
    assert (shown["law"], shown["on"]) == ("L2024", "2025-11-01")
    assert found["sat"]["value"] == "7145.00"
    assert found["poverty"]["value"] == "15650+5500"
    assert found["new_scholarships_frozen"]["value"] is False
    for each in found.values():
        assert each["unit"]
        assert each["cite"]
        assert each["status"] in ("enacted", "published", "assumed", "unknown")


def test_show_says_what_is_not_known_and_leaves_out_what_is_not_there():
    result = run("show", "--on", "2026-07-01")
    assert "sat = not known  (money, unknown)" in result.stdout
    old = json.loads(run("show", "--on", "2021-08-28", "--json").stdout)
    keys = [each["key"] for each in old["parameters"]]
    assert old["law"] == "L2021"
    assert "city_population_least" in keys
    assert "annual_web_posting" not in keys


def test_show_without_a_day_reads_the_clock():
    assert run("show").stdout.startswith("The law on ")


@pytest.mark.parametrize("day", ["2021-08-27", "20251101", "2025-02-30", "today"])
def test_show_of_no_day_of_the_program_ends_the_run(day):
    result = run("show", "--on", day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
