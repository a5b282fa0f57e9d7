"""`esa award plan` on 1,000,000 rows, beside a plain "read, sort, write" of the same file in the same run.

Run: .venv/bin/python benchmarks/plan.py [ROWS]
"""

import random
import resource
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


def timed(*command):
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pool, funds = folder / "pool.csv", folder / "funds.json"
        make_pool(pool, size)
        funds.write_text(f'[{{"source": "tax_credit", "amount": "{size * 1000}.00"}}, '
                         f'{{"source": "general_revenue", "amount": "{size * 2000}.00"}}]')  # fmt: skip
        plain, _ = timed(sys.executable, "-c", PLAIN, str(pool), str(folder / "sorted.csv"))
        begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        took, done = timed(
            str(ESA), "award", "plan", str(pool), "--funds", str(funds), "--out", str(folder / "plan.csv")
        )
        peak = max(begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        print(done.stderr.strip().splitlines()[-1])
        print(f"rows {size:,}")
        print(f"esa award plan       {took:6.2f} s, peak {peak / 1024:,.0f} MiB")
        print(f"read, sort, write    {plain:6.2f} s")
        print(f"ratio                {took / plain:6.2f}")


if __name__ == "__main__":
    main()
