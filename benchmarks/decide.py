"""How long `esa law decide` takes for a large file, beside merely reading and writing the same lines as JSON.

    python benchmarks/decide.py [LINES]        (1,000,000 when left out; needs about 6 GB of temporary disk)

Prints one line for each figure: the command's wall time and peak memory, the plain baseline, their ratio, and the
time of one decision without its sentences.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.decision import decide
from esa.law.facts import Facts, read_facts

ESA = Path(sys.executable).with_name("esa")
SAMPLE = 5000


def made_up(count: int) -> Iterator[dict[str, object]]:
    """Yield lines of facts as an EAO's year might have them: renewals, siblings, plans, weak districts."""
    chance = random.Random(135714)
    for number in range(count):
        student: dict[str, object] = {
            "birth_date": f"{chance.randint(2008, 2018)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            "grade": str(chance.randint(2, 12)),
            "missouri_resident": chance.random() < 0.98,
            "lawfully_present": chance.random() < 0.99,
            "public_semester_in_previous_12_months": chance.random() < 0.6,
            "dyslexia_diagnosed": chance.random() < 0.06,
            "limited_english": chance.random() < 0.05,
            "district": {
                "code": f"{chance.randint(1, 115):03d}{chance.randint(1, 150):03d}",
                "accreditation": "provisional" if chance.random() < 0.1 else "accredited",
            },
            "grant_previous_school_year": chance.random() < 0.4,
        }
        if chance.random() < 0.2:
            student["iep"] = {
                "kind": chance.choice(["iep", "iep", "iep", "service_plan", "plan_504"]),
                "dated": f"{chance.randint(2021, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            }
        if chance.random() < 0.3:
            this_year = chance.choice(["granted", "pending", "no"])
            student["siblings"] = [
                {"grant_previous_school_year": chance.random() < 0.5, "grant_this_school_year": this_year}
            ]
        yield {
            "id": f"s{number}",
            "decided_on": f"2025-{chance.randint(7, 11):02d}-{chance.randint(1, 28):02d}",
            "school_year": "2025-26",
            "student": student,
            "household": {
                "size": chance.randint(2, 9),
                "annual_income": f"{chance.randint(5000, 250000)}.{chance.randint(0, 99):02d}",
            },
        }


def plain(source: Path, target: Path) -> float:
    """Read and write the lines as JSON and return the seconds."""
    begun = time.perf_counter()
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(json.loads(line)) + "\n")
    return time.perf_counter() - begun


def decided(source: Path, target: Path) -> float:
    """Run the command and return the seconds."""
    begun = time.perf_counter()
    subprocess.run([ESA, "law", "decide", source, "--out", target], check=True)
    return time.perf_counter() - begun


def one_decision(source: Path) -> float:
    """Return the microseconds of one decision without its sentences."""
    law = Law.load()
    with source.open(encoding="utf-8") as lines:
        texts = [line for line, _ in zip(lines, range(SAMPLE), strict=False)]
    facts: list[Facts] = []
    for text in texts:
        read = read_line(1, text, read_facts)
        assert not isinstance(read, BadLine)
        facts.append(read)
    begun = time.perf_counter()
    for each in facts:
        decide(each, law)
    return (time.perf_counter() - begun) / len(facts) * 1e6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "facts.jsonl"), Path(folder, "answers.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in made_up(count))
        baseline = plain(source, target)
        seconds = decided(source, target)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"esa law decide, {count:,} lines: {seconds:.1f} s, {peak:,.0f} MiB in its largest process")
        print(f"plain JSON read and write of the same lines: {baseline:.1f} s")
        print(f"ratio: {seconds / baseline:.2f}")
        print(f"one decision without sentences: {one_decision(source):.1f} µs")


if __name__ == "__main__":
    main()
