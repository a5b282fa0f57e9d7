"""The opening minute: reservations by HTTP, each its own POST from its own client, beside the bare UPDATE of pgbench.

    python benchmarks/opening.py [RATE] [SECONDS]

Two workers of gunicorn, a durable PostgreSQL and the clients share the machine's cores. First as many clients as RATE
come each second, whatever the answers take; then 64 clients at a time, as fast as they are answered.
"""

import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from house import a_house, an_eao

from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.organizations import service as organizations
from esa.organizations.domain import Standing

PORT = 8931


def body(eao):
    return json.dumps({
        "claim_id": str(uuid.uuid4()), "organization": eao, "amount": "1000.00", "taxpayer_type": "individual",
        "name": "Ann Example", "email": "ann@example.org", "taxpayer_number": "123-45-6789",
        "no_dependent_benefits": True, "no_student_named": True,
    }).encode()  # fmt: skip


class Clients:
    """Clients by plain sockets, each with its own connection and one request, so that they cost little themselves."""

    def __init__(self, bodies):
        self.bodies, self.select = bodies, selectors.DefaultSelector()
        self.took, self.statuses = [], []

    def open(self):
        """One more client comes: it connects, sends, and waits."""
        data, begun = self.bodies.pop(), time.perf_counter()
        head = (
            "POST /give/claims HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
            f"Content-Length: {len(data)}\r\n\r\n"
        )
        line = socket.create_connection(("127.0.0.1", PORT))
        line.sendall(head.encode() + data)
        self.select.register(line, selectors.EVENT_READ, (begun, bytearray()))

    def read(self, wait):
        """Read what has been answered; a client whose answer is whole goes."""
        for key, _ in self.select.select(max(wait, 0)):
            begun, answer = key.data
            more = key.fileobj.recv(65536)
            answer += more
            if not more:
                self.select.unregister(key.fileobj)
                key.fileobj.close()
                self.took.append(time.perf_counter() - begun)
                self.statuses.append(int(answer[9:12]))

    @property
    def open_count(self):  # noqa: D102
        return len(self.select.get_map())


def at_rate(eao, rate, seconds):
    clients, number, begun = Clients([body(eao) for _ in range(rate * seconds)]), 0, time.perf_counter()
    while clients.bodies or clients.open_count:
        while clients.bodies and time.perf_counter() >= begun + number / rate:
            clients.open()
            number += 1
        clients.read(begun + number / rate - time.perf_counter() if clients.bodies else 0.05)
    return time.perf_counter() - begun, clients.took, clients.statuses


def as_fast(eao, count, at_once=64):
    clients, begun = Clients([body(eao) for _ in range(count)]), time.perf_counter()
    while clients.bodies or clients.open_count:
        while clients.bodies and clients.open_count < at_once:
            clients.open()
        clients.read(0.05)
    return time.perf_counter() - begun, clients.took, clients.statuses


def work_of(parents):
    """Return the seconds of CPU that these processes and their children have used: what a busy machine cannot hide."""
    ticks, found = os.sysconf("SC_CLK_TCK"), 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(stat.parent.name) in parents or int(rest[1]) in parents:
            found += int(rest[11]) + int(rest[12])
    return found / ticks


def told(name, result):
    spent, took, statuses = result
    took = sorted(took)
    good = sum(status == 201 for status in statuses)
    print(
        f"{name}: {good:,} of {len(statuses):,} granted, {len(statuses) / spent:,.0f} a second,"
        f" median {took[len(took) // 2] * 1000:.0f} ms, p99 {took[int(len(took) * 0.99)] * 1000:.0f} ms"
    )


def pgbench(server, folder, clients):
    script = folder / "take.sql"
    script.write_text(
        "UPDATE credit_caps SET reserved = reserved + 100000 WHERE year = 2024"
        " AND reserved + received + certified + 100000 <= cap RETURNING year;\n"
    )
    program = str(server.programs.folder / "pgbench")
    command = [program, "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", "3", "-f", str(script), "-h",
               str(server.socket), "-U", "esa_owner", "esa"]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return next(line for line in said.splitlines() if line.startswith("tps")).split("(")[0].strip()


def serving(settings):
    environment = {
        **os.environ, "ESA_STAGE": "demonstration", "ESA_DATABASE_URL": settings.database_url, "ESA_SECRET_KEY": "x" * 32,
        "ESA_DATA_KEY": settings.data_key, "ESA_DEMONSTRATION_NOW": "2025-11-25T15:00:00+00:00", "ESA_LOG_LEVEL": "ERROR",
    }  # fmt: skip
    command = [sys.executable, "-c", "from esa.cli import main; main()", "serve", "--bind", f"127.0.0.1:{PORT}"]
    return subprocess.Popen(command, env=environment)


def with_work(parents, name, count, measured):
    """Tell a measurement, and the CPU that its requests took on both sides."""
    before = work_of(parents), time.process_time()
    told(name, measured())
    after = work_of(parents), time.process_time()
    each = [1000 * (now - then) / count for then, now in zip(before, after, strict=True)]
    print(f"  CPU for each request: {each[0]:.2f} ms to answer it, {each[1]:.2f} ms to send it")


def measure(rate, seconds):
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        server, settings, house = a_house(Path(name))
        eao = str(an_eao(house).organization_id)
        with house.begin(SYSTEM) as work:
            organizations.set_standing(work, uuid.UUID(eao), SchoolYear(2025), Standing.CERTIFIED)
            for year in (2024, 2025):
                credits_.set_cap(work, year, Money(10**13), cite="x", source="benchmark", as_of=date(2025, 1, 1))
        child = serving(settings)
        parents = {child.pid, int((server.data / "postmaster.pid").read_text().split()[0])}
        try:
            time.sleep(4)
            as_fast(eao, 200, 16)
            print("bare conditional UPDATE by pgbench, 8 clients:", pgbench(server, Path(name), 8))
            with_work(parents, f"{rate:,} clients a second", rate * seconds, lambda: at_rate(eao, rate, seconds))
            with_work(parents, "64 clients at a time", rate * seconds, lambda: as_fast(eao, rate * seconds))
            with house.begin(SYSTEM) as work:
                rows = work.tx.scalar(sa.text("SELECT sum(amount) FROM reservations"))
                print("the cap says what the rows say:", int(rows) == credits_.cap_state(work, 2025).reserved.cents)
        finally:
            child.terminate()
            child.wait()
            house.engine.dispose()
            server.remove()


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
