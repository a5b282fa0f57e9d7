"""The report of the mutation tests: figures for each module, and each fault that goes unnoticed with the reason."""

import hashlib
import json
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.mutation.verdicts import SURVIVED

HEAD = """# Mutation testing

Small faults are put into the pure core, one at a time, and the tests must notice each of them: a number one higher,
`<` for `<=`, `and` for `or`, a condition forced, an argument left out, a text spoilt. `scripts/mutation` does it, by
hand and not in CI. Faults are made by the operators of mutmut on the whole of a module; mutmut's own runner would leave
out what is decorated, every property and every table of functions, which is where the law stands.

All pure tests (`tests/mutation/parts.toml`; what takes the database is left out) are collected once and run once with
each line's tests written down. Then each fault has a forked process: inside a function its code is changed in memory
and only the tests are run that run its statement, until one fails, which takes some ten milliseconds; what is run while
modules are imported is imported anew with all that imports it, and asked of all tests that run something of these
modules. A test that notices must pass when the sound module is imported in the same way. `--check=N` tries every N-th
fault in both ways: of 81 faults of the ledger that were tried so, none differed. Property tests draw the same examples
each time (the profile `house` of `tests/conftest.py`).

Most rows below asked the tests of their own room or of the law alone (`--tests=`), which is quicker; what went unnoticed
so may be noticed by another room's tests. Reasons are said in `tests/mutation/reasons.toml`.

What has no effect when the program runs is not mutated (annotations, imports, docstrings, sizes of caches); modules that
hold nothing but sentences are held word for word by `tests/in_full`. Part or module by name: `scripts/mutation credits
esa/law/trace.py`; `--again` tries everything anew.
"""


OWED = "not looked at, or tried before a test was written for it"
_AROUND = 6


def write_report(project: Path, found: Path, parts: Mapping[str, Sequence[Path]]) -> None:
    """Write the table of what has been tried and print which survivors have no reason yet."""
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=project, capture_output=True, text=True, check=True
    ).stdout.strip()
    measured = f"Measured on {datetime.now(UTC):%Y-%m-%d} at revision {revision}."
    lines = [measured, "", "| module | faults | noticed | unnoticed | share noticed |", "|---|---:|---:|---:|---:|"]
    survivors: list[str] = []
    counts = [0, 0]
    for part, modules in parts.items():
        for path in modules:
            place = str(path.relative_to(project))
            kept = found / (place.replace("/", ".") + ".json")
            if not kept.exists():
                lines.append(f"| `{place}` ({part}) | | | | not tried |")
                continue
            found_before = json.loads(kept.read_text(encoding="utf-8"))
            rows = found_before["mutants"]
            older = (
                ""
                if found_before["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()
                else " (a state before this revision)"
            )
            alive = [row for row in rows if row["status"] == SURVIVED]
            counts[0] += len(rows)
            counts[1] += len(alive)
            lines.append(_line(f"`{place}`{older}", len(rows), len(alive)))
            survivors += _told(place, alive)
    lines.append(_line("**all that was tried**", *counts))
    text = "\n".join(lines) + "\n\n## Unnoticed\n\n" + "\n".join(survivors) + "\n"
    (found / "report.md").write_text(HEAD + "\n" + text, encoding="utf-8")
    print(f"{counts[0]} faults, {counts[1]} unnoticed; the report is {found / 'report.md'}")


def _line(name: str, all_of_them: int, alive: int) -> str:
    share = 100 * (all_of_them - alive) / all_of_them if all_of_them else 100
    return f"| {name} | {all_of_them} | {all_of_them - alive} | {alive} | {share:.1f} % |"


@cache
def _reasons() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))


def reason_of(place: str, name: str) -> str:
    """Return why a fault of the module may go unnoticed, empty where nobody has said."""
    return next((reason for part, reason in _reasons().get(place, {}).items() if part in name), "")


def _told(place: str, alive: Sequence[Mapping[str, object]]) -> list[str]:
    """Return the survivors of a module, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for row in alive:
        name = str(row["name"])
        by_reason.setdefault(reason_of(place, name) or OWED, []).append(f"{row['line']} `{_short(name)}`")
    if not by_reason:
        return []
    told = [f"- {reason}: {'; '.join(faults)}" for reason, faults in by_reason.items()]
    return [f"### `{place}`", "", *told, ""]


def _short(name: str) -> str:
    """Return what has changed of the lines, with a little of what stands before and after it."""
    before, _, after = name.partition(" → ")
    first = _alike(before, after)
    rest = _alike(before[first:][::-1], after[first:][::-1])
    begin, end = max(first - _AROUND, 0), max(rest - _AROUND, 0)
    return f"{before[begin : len(before) - end]} → {after[begin : len(after) - end]}".replace("`", "'")


def _alike(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (each, its) in pairs if each != its), min(len(one), len(other)))
