"""`esa award` as a stranger runs it: files in, a plan out, the same again; exit codes and what is told."""

import csv
import gc
import hashlib
import io
import subprocess
import sys

import pytest
from click.testing import CliRunner

from esa.awards.domain.pool import COLUMNS
from esa.cli import main

POOL = (
    ",".join(COLUMNS) + "\n"
    "old,,i,,,7145.00,2026-02-01T08:02:00-06:00\n"
    "twin2,t,i,,,7145.00,2026-02-01T08:09:00-06:00\n"
    "twin1,t,i,,,7145.00,2026-02-01T08:01:00-06:00\n"
)
FUNDS = '[{"source": "tax_credit", "amount": "14290.00"}]'


@pytest.fixture
def award(tmp_path):
    (tmp_path / "pool.csv").write_text(POOL, encoding="utf-8")
    (tmp_path / "funds.json").write_text(FUNDS, encoding="utf-8")

    def run(action, *arguments, given=None):
        paths = [str(tmp_path / each) if each.endswith((".csv", ".json")) else each for each in arguments]
        return CliRunner().invoke(main, ["award", action, *paths], input=given)

    run.folder = tmp_path
    return run


def digest(pool, funds, options):
    lines = [hashlib.sha256(pool.encode()).hexdigest(), hashlib.sha256(funds.encode()).hexdigest(), options]
    return "sha256:" + hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def test_ORD_6_a_plan_tells_who_is_funded_and_why(award):
    done = award("plan", "pool.csv", "--funds", "funds.json")
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["application_id"], row["outcome"], row["tier"], row["sequence"]) for row in rows] == [
        ("old", "waitlisted", "i", "3"),
        ("twin2", "awarded", "b", "2"),
        ("twin1", "awarded", "i", "1"),
    ]
    assert rows[0]["reason"] == "No money was left when its turn in tier (i) came; the run ended there."
    assert rows[1]["reason"] == "Funded in full in tier (b) because a sibling has this year's grant."
    told = done.stderr.splitlines()[-1]
    run = digest(POOL, FUNDS, "tie=completed last=stop")
    assert told == f"run {run} awarded 2 partial 0 waitlisted 1 spent 14290.00 left 0.00"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ([], "tie=completed last=stop"),
        (["--last", "partial"], "tie=completed last=partial"),
        (["--tie", "lottery", "--seed", "spring é"], "tie=lottery seed=spring é last=stop"),
    ],
)
def test_ORD_5_verify_repeats_the_run_and_prints_its_digest(award, options, line):
    assert award("plan", "pool.csv", "--funds", "funds.json", "--out", "plan.csv", *options).exit_code == 0
    done = award("verify", "pool.csv", "plan.csv", "--funds", "funds.json", *options)
    assert (done.exit_code, done.stdout) == (0, digest(POOL, FUNDS, line) + "\n")


def test_the_digest_is_of_the_bytes_and_the_plan_of_what_they_say(award):
    plain = award("plan", "pool.csv", "--funds", "funds.json")
    quoted = "\r\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in POOL.splitlines())
    other = award("plan", "-", "--funds", "funds.json", given=quoted)
    assert other.stdout == plain.stdout
    assert digest(quoted, FUNDS, "tie=completed last=stop") in other.stderr
    assert digest(POOL, FUNDS, "tie=completed last=stop") not in other.stderr


def test_verify_prints_the_first_rows_that_differ(award):
    award("plan", "pool.csv", "--funds", "funds.json", "--out", "plan.csv")
    plan = award.folder / "plan.csv"
    rows = plan.read_text(encoding="utf-8").splitlines()
    plan.write_text("\n".join([*rows[:2], rows[2].replace("7145.00", "7145.01", 1), "odd"]) + "\n", encoding="utf-8")
    done = award("verify", "pool.csv", "plan.csv", "--funds", "funds.json")
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("line 3: the run gives twin2,awarded,b,7145.00,2,tax_credit:7145.00,Funded")
    assert "; the plan has twin2,awarded,b,7145.01,2,tax_credit:7145.00,Funded" in first
    assert second.startswith("line 4: the run gives twin1,awarded")
    assert second.endswith("; the plan has a row of 1 cells")


def test_verify_names_ten_rows_at_most_and_a_row_that_is_not_there(award):
    for rows in (200, 3):
        header = POOL.splitlines()[0]
        pool = "\n".join([header, *(f"x{n:03d},,i,,,1.00,2026-02-01T08:00:00Z" for n in range(rows))])
        (award.folder / "pool.csv").write_text(pool, encoding="utf-8")
        (award.folder / "plan.csv").write_text("application_id,outcome,tier,amount,sequence,sources,reason\n")
        done = award("verify", "pool.csv", "plan.csv", "--funds", "funds.json")
        assert done.exit_code == 1
        assert len(done.stdout.splitlines()) == min(rows, 10)
        assert all(line.endswith("the plan has no row") for line in done.stdout.splitlines())


def test_verify_takes_the_same_rows_written_otherwise(award):
    plan = award("plan", "pool.csv", "--funds", "funds.json").stdout
    rows = [list(reversed(row)) for row in csv.reader(io.StringIO(plan))]
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    (award.folder / "plan.csv").write_bytes(text.encode())
    assert award("verify", "pool.csv", "plan.csv", "--funds", "funds.json").exit_code == 0


def test_the_faults_of_pool_and_funds_are_told_together_and_nothing_is_written(award):
    (award.folder / "pool.csv").write_text(POOL.replace(",i,", ",b,", 1).replace("7145.00", "1", 1), encoding="utf-8")
    (award.folder / "funds.json").write_text('[{"source": "A", "amount": "1.00"}]', encoding="utf-8")
    done = award("plan", "pool.csv", "--funds", "funds.json", "--out", "plan.csv")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()[:2]] == [
        ["line 2", "base_tier"],
        ["line 2", "amount"],
    ]
    assert done.stderr.splitlines()[2].startswith("funds[0].source: ")
    assert not (award.folder / "plan.csv").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "none.csv", "--funds", "funds.json"],
        ["plan", "pool.csv", "--funds", "none.json"],
        ["plan", "pool.csv", "--funds", "funds.json", "--seed", "7"],
        ["plan", "pool.csv", "--funds", "funds.json", "--tie", "lottery"],
        ["plan", "pool.csv", "--funds", "funds.json", "--tie", "lottery", "--seed", ""],
        ["plan", "pool.csv", "--funds", "funds.json", "--tie", "lottery", "--seed", "\udcff"],
        ["plan", "-", "--funds", "-"],
        ["plan", "funds.json", "--funds", "funds.json"],
        ["plan", "latin.csv", "--funds", "funds.json"],
        ["plan", "pool.csv", "--funds", "latin.csv"],
        ["plan", "pool.csv", "--funds", "funds.json", "--out", "none/plan.csv"],
        ["verify", "pool.csv", "none.csv", "--funds", "funds.json"],
        ["verify", "pool.csv", "pool.csv", "--funds", "funds.json"],
        ["verify", "pool.csv", "latin.csv", "--funds", "funds.json"],
        ["verify", "-", "-", "--funds", "funds.json"],
    ],
)
def test_a_run_that_cannot_begin_says_so_in_one_line_and_exits_2(award, arguments):
    (award.folder / "latin.csv").write_bytes(b"caf\xe9\n")
    done = award(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["plan", "pool.csv"], ["plan", "--funds", "funds.json"]])
def test_a_command_without_its_files_exits_2(award, arguments):
    assert award(*arguments).exit_code == 2


def test_a_seed_is_looked_at_before_any_file(award):
    done = award("plan", "none.csv", "--funds", "none.json", "--seed", "7")
    assert "--seed" in done.stderr


def test_a_fault_named_by_odd_letters_stays_on_its_line(award):
    (award.folder / "funds.json").write_text('[{"source": "a", "amount": "1.00", "x\\ny": 1}]', encoding="utf-8")
    done = award("plan", "pool.csv", "--funds", "funds.json")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_run_leaves_the_collector_as_it_was(award):
    award("plan", "pool.csv", "--funds", "funds.json")
    award("plan", "pool.csv", "--funds", "none.json")
    assert gc.isenabled()


def test_the_installed_command_gives_the_same_bytes_in_any_locale(award):
    text = POOL.replace("old", "é")
    command = [sys.executable, "-c", "from esa.cli import main; main()", "award", "plan", "-"]
    plans = [
        subprocess.run(
            [*command, "--funds", str(award.folder / "funds.json")],
            input=text.encode(), capture_output=True, check=True, env={"LC_ALL": locale, "PYTHONHASHSEED": seed},
        ).stdout
        for locale, seed in (("C", "1"), ("C.UTF-8", "2"))
    ]  # fmt: skip
    assert plans[0] == plans[1]
    assert plans[0].decode().splitlines()[1].startswith("é,waitlisted,i,,3,,")
