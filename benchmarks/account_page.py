"""An account's page with 1,000 movements over HTTP, read by its family under row-level security.

Run: .venv/bin/python benchmarks/account_page.py [NUMBER]

The pages go through a server of the kind that serves them (gunicorn, one process). Beside them stands a plain
baseline: the same rows read as the owner by one statement, without policies, and written as a bare page.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import psycopg
from house import a_house, an_eao

from esa.accounts.models import ScholarshipAccount
from esa.families import service as families
from esa.families.domain import NewHousehold, NewStudent
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, bank, fund, held, scholarship, scholarship_chart
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.kinds import Kind

TAX, ROUNDS, OTHERS = Source.TAX_CREDIT, 200, 2_000
PASSWORD = "of an invented family"  # noqa: S105 - of a family in a database that lives for a minute


def accounts_of(house, eao, number):
    """Open accounts of as many families, and give each one deposit."""
    made = []
    with house.begin(SYSTEM) as work:
        ledger.ensure_accounts(work, eao)
        for place in range(number):
            household = families.create_household(work, NewHousehold(contact_name=f"Family {place}", email=""))
            account = ScholarshipAccount(
                id=new_id(), number=f"AC-{place:05d}-BENCH", organization_id=eao, household_id=household,
                student_id=new_id(), opened_at=work.now, application_id=new_id(), payment_plan="four",
            )  # fmt: skip
            work.tx.add(account)
            made.append(account)
        work.tx.flush()
        charts = [scholarship_chart(each.number, TAX, each.id, each.household_id) for each in made]
        ledger.ensure_accounts(work, eao, charts)
    return made


def entry(eao, day, key, kind, lines, number=""):
    return Entry(
        organization_id=eao, on=date(2025, 7, 1) + timedelta(days=day), kind=kind, narrative="Benchmark", key=key,
        lines=lines, account_number=number,
    )  # fmt: skip


def movements(eao, number, count):
    """One deposit, then as many holds as the account has movements."""
    amount = Money(count * 100)
    yield entry(
        eao, 0, f"d:{number}", Kind.DEPOSIT, (debit(awarded(TAX), amount), credit(scholarship(number, TAX), amount))
    )
    for place in range(count - 1):
        lines = (debit(scholarship(number, TAX), Money(100)), credit(held(TAX), Money(100)))
        yield entry(eao, place % 140, f"h:{number}:{place}", Kind.HOLD, lines)


def fill(house, eao, made, number):
    whole = Money(10**12)
    with house.begin(SYSTEM) as work:
        ledger.post(work, entry(eao, 0, "gift", "gift", (debit(bank(TAX), whole), credit(fund(TAX), whole))))
        ledger.post(work, entry(eao, 0, "award", "award", (debit(fund(TAX), whole), credit(awarded(TAX), whole))))
        ledger.post_many(work, movements(eao, made[0].number, number))
        ledger.post_many(work, (each for one in made[1:] for each in movements(eao, one.number, 20)))


@contextmanager
def served(settings, folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ, "ESA_STAGE": "test", "ESA_DATABASE_URL": settings.database_url, "ESA_SECRET_KEY": "x" * 32,
        "ESA_DATA_KEY": settings.data_key, "ESA_STORAGE_FOLDER": str(folder), "ESA_LOG_LEVEL": "ERROR",
        "ESA_BASE_URL": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    command = [
        str(Path(sys.executable).parent / "gunicorn"),
        "-b",
        f"127.0.0.1:{port}",
        "-w",
        "1",
        "--threads",
        "1",
        "esa.wsgi:application()",
    ]
    server = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[1])
    try:
        for _ in range(100):
            time.sleep(0.2)
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield port
    finally:
        server.terminate()
        server.wait()


def p95(times):
    return sorted(times)[int(len(times) * 0.95)] * 1000


def read_pages(port, token_cookie, path, first):
    line, times = http.client.HTTPConnection("127.0.0.1", port), []
    for place in range(ROUNDS):
        begun = time.perf_counter()
        line.request("GET", path, headers={"Cookie": token_cookie})
        answer = line.getresponse()
        body = answer.read()
        times.append(time.perf_counter() - begun)
        assert answer.status == 200, (answer.status, body[:300])
        if place == 0:
            assert first in body
    return times


def sign_in(port, email, password):
    """Sign in through the page, as a browser does; return the cookie."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("GET", "/sign-in")
    answer = line.getresponse()
    token = answer.read().decode().split('name="csrf_token" value="')[1].split('"')[0]
    cookie = answer.getheader("Set-Cookie").split(";")[0]
    from urllib.parse import urlencode

    body = urlencode({"csrf_token": token, "email": email, "password": password})
    line.request("POST", "/sign-in", body, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()
    answer.read()
    assert answer.status == 303, answer.status
    return answer.getheader("Set-Cookie").split(";")[0]


def plain(url, account_id):
    """Read the same page of rows as the owner in one statement and write them as a bare table."""
    times = []
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            rows = connection.execute(
                "SELECT e.number, e.entry_on, e.kind, sum(l.amount) FROM ledger_entries e"
                " JOIN ledger_lines l ON l.entry_id = e.id JOIN ledger_accounts a ON a.id = l.account_id"
                " WHERE a.scholarship_account_id = %s GROUP BY e.id ORDER BY e.entry_on DESC, e.number DESC",
                (account_id,),
            ).fetchall()
            "".join(f"<tr><td>{row}</td></tr>" for row in rows).encode()
            times.append(time.perf_counter() - begun)
    return times


def measure(server, settings, house, folder, number):
    eao = an_eao(house).organization_id
    made = accounts_of(house, eao, OTHERS)
    fill(house, eao, made, number)
    with house.begin(SYSTEM) as work:
        families.add_student(
            work,
            NewStudent(
                household_id=made[0].household_id, given_name="Ana", family_name="Example", birth_on=date(2015, 1, 1)
            ),
        )
        user = identity.create_user(work, email="a@example.org", display_name="A", password=PASSWORD, cheap_hash=True)
        identity.add_membership(work, user, Role.FAMILY, household_id=made[0].household_id)
    base = plain(server.url("esa_owner"), made[0].id)
    with served(settings, folder) as port:
        cookie = sign_in(port, "a@example.org", PASSWORD)
        first = read_pages(port, cookie, f"/accounts/{made[0].number}?year=2025-26", b"Older movements")
        again = read_pages(
            port, cookie, f"/accounts/{made[0].number}?year=2025-26&after=2025-09-01%7C{10**9}", b"Movements"
        )
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{number:,} movements, {OTHERS:,} other accounts, {ROUNDS} reads each")
    for name, times in (("account page", first), ("a page in the middle", again), ("plain statement", base)):
        print(f"{name:22} p50 {sorted(times)[len(times) // 2] * 1000:6.1f} ms, p95 {p95(times):6.1f} ms")
    print(f"ratio of the p95 to the plain statement: {p95(first) / p95(base):.1f}")


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        server, settings, house = a_house(Path(name))
        try:
            measure(server, settings, house, Path(name), asked)
        finally:
            house.engine.dispose()
            server.remove()
