"""`scripts/mutation [PART or MODULE …]`: put every fault into the modules and write down which went unnoticed.

Each module's findings are kept under `build/mutation`. Where a module is as it was, only the faults are tried again that
went unnoticed without a reason (`reasons.toml`): a test that was added can only notice more. With `--again` everything
is tried. With `--tests=PATH,PATH` these alone are asked, which is quicker; what goes unnoticed so is for all of them.
With `--check=N` every N-th fault is tried the slow way too, and the two verdicts are compared.
"""

import hashlib
import json
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.mutation.mutants import mutants_of
from tests.mutation.report import reason_of, write_report
from tests.mutation.trying import Trial, collected, module_of
from tests.mutation.verdicts import SURVIVED

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
FOUND = PROJECT / "build" / "mutation"

Row = Mapping[str, object]


def modules_of(part: Sequence[str]) -> list[Path]:
    """Return the part's modules; those that hold nothing but sentences are held by the tests of the catalog."""
    found: list[Path] = []
    for pattern in part:
        found += [path for path in sorted(PROJECT.glob(pattern)) if path not in found]
    return [path for path in found if not path.name.endswith("sentences.py") and path.read_text().count("\n") > 1]


def try_module(trial: Trial, path: Path, *, again: bool, check: int) -> None:
    """Write down what became of every mutant of one module."""
    place = str(path.relative_to(PROJECT))
    kept = FOUND / (place.replace("/", ".") + ".json")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    known = {} if again or before.get("digest") != digest else _numbered(before["mutants"])
    begun = time.monotonic()
    trial.take(path, module_of(path.relative_to(PROJECT)))
    rows: list[Row] = []
    names: Counter[str] = Counter()
    for number, mutant in enumerate(mutants_of(path)):
        names[mutant.name] += 1
        row = known.get((mutant.name, names[mutant.name]))
        if row is None or (row["status"] == SURVIVED and not reason_of(place, mutant.name)):
            verdict = trial.verdict(mutant)
            row = {"line": mutant.line, "name": mutant.name, "status": verdict.status, "test": verdict.test}
            if check and number % check == 0:
                _compare(trial, mutant, str(verdict.status))
        rows.append(row)
    survived = sum(row["status"] == SURVIVED for row in rows)
    print(f"{place}: {len(rows)} mutants, {survived} survived, {time.monotonic() - begun:.0f} s", flush=True)
    found = {"module": place, "digest": digest, "mutants": rows}
    kept.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def _compare(trial: Trial, mutant, status: str) -> None:
    slow = trial.slow(mutant)
    trial.counts["compared"] += 1
    if (slow.status == SURVIVED) != (status == SURVIVED):
        print(f"  the two ways differ: {mutant.name}: {status}, but {slow}", flush=True)


def _numbered(rows: Sequence[Row]) -> dict[tuple[str, int], Row]:
    names: Counter[str] = Counter()
    found: dict[tuple[str, int], Row] = {}
    for row in rows:
        names[str(row["name"])] += 1
        found[str(row["name"]), names[str(row["name"])]] = row
    return found


def main(asked: Sequence[str]) -> None:
    """Try each part or module that is asked for, in that order, all where nothing is asked; then write the report."""
    FOUND.mkdir(parents=True, exist_ok=True)
    again = "--again" in asked
    check = next((int(each.partition("=")[2]) for each in asked if each.startswith("--check=")), 0)
    own = next((each.partition("=")[2].split(",") for each in asked if each.startswith("--tests=")), None)
    wanted = [each for each in asked if not each.startswith("--")]
    table = tomllib.loads((HERE / "parts.toml").read_text(encoding="utf-8"))
    parts = {name: modules_of(part) for name, part in table["modules"].items()}
    by_name = {str(path.relative_to(PROJECT)): [path] for paths in parts.values() for path in paths}
    modules = [path for each in wanted or parts for path in {**by_name, **parts}[each]]

    def work(trial: Trial) -> None:
        for path in modules:
            try_module(trial, path, again=again, check=check)
            write_report(PROJECT, FOUND, parts)
        print(dict(trial.counts))

    if "--report" in asked:
        write_report(PROJECT, FOUND, parts)
    else:
        collected(own or table["tests"], modules, work)


if __name__ == "__main__":
    main(sys.argv[1:])
