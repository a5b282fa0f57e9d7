"""`scripts/mutation [PART or MODULE …]`: put every fault into the modules and write down which went unnoticed.

Each module's findings are kept under `build/mutation`. Where a module is as it was, only the faults are tried again that
went unnoticed without a reason (`reasons.toml`): a test that was added can only notice more. With `--same-lines` that
goes for the lines that are as they were, whatever else of the module has changed.
"""

import hashlib
import json
import sys
import time
import tomllib
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.report import reason_of, write_report
from tests.mutation.trial import SURVIVED, Verdict, tried

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
FOUND = PROJECT / "build" / "mutation"

Row = dict[str, object]


def parts() -> dict[str, dict[str, list[str]]]:
    """Return each part with the modules to be mutated and the tests that must notice."""
    return tomllib.loads((HERE / "parts.toml").read_text(encoding="utf-8"))


def modules_of(part: dict[str, list[str]]) -> list[Path]:
    """Return the part's modules; those that hold nothing but sentences are held by the tests of the catalog."""
    found: list[Path] = []
    for pattern in part["modules"]:
        found += sorted(PROJECT.glob(pattern))
    return [path for path in found if not path.name.endswith("sentences.py") and path.read_text().count("\n") > 1]


def try_module(path: Path, tests: list[str], *, same_lines: bool) -> None:
    """Write down what became of every mutant of one module."""
    place = str(path.relative_to(PROJECT))
    kept = FOUND / (place.replace("/", ".") + ".json")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    known = (
        {row["name"]: row for row in before.get("mutants", [])} if same_lines or before.get("digest") == digest else {}
    )
    module = place.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    begun = time.monotonic()
    sound = tried(module, path, path.read_text(encoding="utf-8"), tests)
    if sound.status != SURVIVED:
        raise SystemExit(f"{place}: the tests fail without a fault: {sound.test}")
    rows = [
        _known(known, mutant, place) or _row(mutant, tried(module, path, mutant.source, tests))
        for mutant in mutants_of(path)
    ]
    survived = sum(row["status"] == SURVIVED for row in rows)
    print(f"{place}: {len(rows)} mutants, {survived} survived, {time.monotonic() - begun:.0f} s", flush=True)
    found = {"module": place, "digest": digest, "mutants": rows}
    kept.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def _known(known: dict[str, Row], mutant: Mutant, place: str) -> Row | None:
    row = known.get(mutant.name)
    return row if row is not None and (row["status"] != SURVIVED or reason_of(place, mutant.name)) else None


def _row(mutant: Mutant, verdict: Verdict) -> Row:
    return {"line": mutant.line, "name": mutant.name, "status": verdict.status, "test": verdict.test}


def main(asked: list[str]) -> None:
    """Try each part or module that is asked for, all where nothing is asked; then write the report."""
    FOUND.mkdir(parents=True, exist_ok=True)
    same_lines, asked = "--same-lines" in asked, [each for each in asked if each != "--same-lines"]
    for name, part in parts().items():
        for path in modules_of(part):
            if not asked or name in asked or str(path.relative_to(PROJECT)) in asked:
                try_module(path, part["tests"], same_lines=same_lines)
    write_report(PROJECT, FOUND, {name: modules_of(part) for name, part in parts().items()})


if __name__ == "__main__":
    main(sys.argv[1:])
