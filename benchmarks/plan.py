"""`esa award plan` on 1,000,000 rows, beside a plain "read, sort, write" of the same file in the same run.

The ratio is of processor time, which other work on the machine disturbs less than the wall's.

Run: .venv/bin/python benchmarks/plan.py [ROWS]
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ESA = Path(sys.executable).parent / "esa"
PLAIN = (
    "import sys\n"
    "lines = open(sys.argv[1], encoding='utf-8').read().split('\\n')[1:-1]\n"
    "rows = [line.split(',') for line in lines]\n"
    "rows.sort(key=lambda row: (row[2], row[6], row[0]))\n"
    "open(sys.argv[2], 'w', encoding='utf-8').writelines(','.join(row) + '\\n' for row in rows)\n"
)


def make_pool(path, size):
    draw = random.Random(20251125)
    with path.open("w", encoding="utf-8") as file:
        file.write("application_id,sibling_group,base_tier,condition,already_granted,amount,completed_at\n")
        for number in range(size):
            group = f"H{draw.randrange(size // 2)}" if draw.random() < 0.6 else ""
            tier = draw.choices("acdefghi", (30, 14, 4, 3, 16, 9, 1, 23))[0]
            condition = "sibling_renewal" if group and tier != "a" and draw.random() < 0.05 else ""
            granted = "1" if draw.random() < 0.01 else ""
            amount = f"{draw.randrange(3000, 12503)}.{draw.randrange(100):02d}"
            at = f"2026-02-{draw.randrange(1, 29):02d}T{draw.randrange(24):02d}:{draw.randrange(60):02d}:00-06:00"
            file.write(f"MO-{number:07d},{group},{tier},{condition},{granted},{amount},{at}\n")


def quote(pool, quoted):
    with pool.open(encoding="utf-8", newline="") as given, quoted.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, quoting=csv.QUOTE_ALL).writerows(csv.reader(given))


def timed(*command):
    """Run a child; return its wall time, the processor's time, the child's own peak in MiB, what it told."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as child:
        told = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, told
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pool, quoted, funds, plan = (folder / each for each in ("pool.csv", "quoted.csv", "funds.json", "plan.csv"))
        make_pool(pool, size)
        quote(pool, quoted)
        funds.write_text(f'[{{"source": "tax_credit", "amount": "{size * 1000}.00"}}, '
                         f'{{"source": "general_revenue", "amount": "{size * 2000}.00"}}]')  # fmt: skip
        run = (str(ESA), "award", "plan", str(pool), "--funds", str(funds), "--out", str(plan))
        lottery = ("--tie", "lottery", "--seed", "2026-02-01", "--last", "partial")
        commands = {
            "read, sort, write": (sys.executable, "-c", PLAIN, str(pool), str(folder / "sorted.csv")),
            "plan, lottery": (*run, *lottery),
            "plan, quoted": (*run[:3], str(quoted), *run[4:]),
            "plan": run,
            "verify": (str(ESA), "award", "verify", str(pool), str(plan), "--funds", str(funds)),
        }
        print(f"rows {size:,}, processors {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")
        plain = None
        for what, command in commands.items():
            wall, processor, peak, told = timed(*command)
            plain = plain or processor
            print(
                f"{what:18} {wall:6.2f} s wall, {processor:6.2f} s processor ({processor / plain:.2f}), {peak:5.0f} MiB"
            )
            if what == "plan":
                print("  " + told.splitlines()[-1])


if __name__ == "__main__":
    main()
