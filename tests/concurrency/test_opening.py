"""The opening minute: thousands at once, real processes, kills; never a cent over the cap, one outcome for each id."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.store import caps
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.platform.together import Together
from tests.integration.credits.giving_people import a_cap, a_certified_eao, a_donor, asking, state

PROCESSES, BATCHES, IN_A_BATCH = 4, 50, 50

CHILD = """
import sys, uuid
from tests.concurrency.test_killed import house_of
from tests.integration.credits.giving_people import asking
from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money

url, donor, eao, batches, size = sys.argv[1:]
house = house_of(url)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(batches)):
    with house.begin(SYSTEM) as work:
        credits_.claim_all(work, [
            asking(uuid.UUID(donor), uuid.UUID(eao), Money(50_000 + (number * 7 + each) % 3)) for each in range(int(size))
        ])
"""


@pytest.fixture
def river(house):
    return a_certified_eao(house)


def at_once(settings, donor, eao):
    command = [sys.executable, "-c", CHILD, settings.database_url, str(donor), str(eao), str(BATCHES), str(IN_A_BATCH)]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(PROCESSES)
    ]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        child.communicate()
        assert child.returncode == 0


def test_TCAP_3_ten_thousand_at_once_never_take_a_cent_over_the_cap_and_are_served_by_arrival(house, river, settings):
    cap = Money(50_001 * 6_000 + 17)
    a_cap(house, cap)
    at_once(settings, a_donor(house), river)
    with house.begin(SYSTEM) as work:
        rows = work.tx.execute(sa.text(
            "SELECT c.outcome, c.amount, (c.answer ->> 'free')::numeric * 100, r.asked FROM reservation_claims c"
            " LEFT JOIN reservations r ON r.id = (c.answer ->> 'reservation_id')::uuid ORDER BY c.sequence"
        )).all()  # fmt: skip
    assert len(rows) == PROCESSES * BATCHES * IN_A_BATCH == 10_000
    used = 0
    for outcome, amount, free, asked in rows:
        # Each was answered on exactly what those before it by sequence had left.
        assert int(free) == cap.cents - used
        assert (outcome == "reserved") == (amount > 0)
        assert outcome == "reserved" or int(free) < 50_003
        assert asked in (None, amount)
        used += amount
    assert state(house)[0] == Money(used)
    assert 0 <= cap.cents - used < 50_000


def race(house, donor, river):
    """Eight ask for 60 percent of the cap at once, each having seen it free; return how many got it."""
    met = Barrier(8)

    def ask():
        met.wait()
        try:
            with house.begin(SYSTEM) as work:
                return credits_.claim_all(work, [asking(donor, river, Money(60_000))])[0].outcome.value
        except sa.exc.IntegrityError:
            return "held by the CHECK"

    with ThreadPoolExecutor(8) as pool:
        answers = [each.result() for each in [pool.submit(ask) for _ in range(8)]]
    return answers, sum(answer == "reserved" for answer in answers)


def test_TCAP_3_of_eight_who_see_the_same_credits_one_gets_them(house, river):
    a_cap(house, Money(100_000))
    answers, got = race(house, a_donor(house), river)
    assert (got, answers.count("refused")) == (1, 7)


def test_TCAP_3_the_same_race_without_the_guard_goes_over(house, river, _owner, monkeypatch):
    """The control: reading without the lock and without the CHECK, the rows take more than the cap."""
    a_cap(house, Money(100_000))
    seen = Barrier(8, timeout=10)

    def unlocked(tx, year):
        found = caps.cap(tx, year)
        seen.wait()
        return found

    monkeypatch.setattr("esa.credits.service.holding.caps.locked_cap", unlocked)
    with _owner.connect() as owner:
        owner.exec_driver_sql("ALTER TABLE credit_caps DROP CONSTRAINT ck_credit_caps_within_cap")
        try:
            _, got = race(house, a_donor(house), river)
        finally:
            owner.exec_driver_sql("DELETE FROM credit_caps")
            owner.exec_driver_sql(
                "ALTER TABLE credit_caps ADD CONSTRAINT ck_credit_caps_within_cap"
                " CHECK (reserved + received + certified <= cap)"
            )
    assert got > 1


def a_body(river, number):
    return {
        "claim_id": str(uuid.UUID(int=number, version=4)), "organization": str(river), "amount": "600.00",
        "taxpayer_type": "individual", "name": "Ann Example", "email": "ann@example.org",
        "no_dependent_benefits": True, "no_student_named": True,
    }  # fmt: skip


def serving(settings, port):
    environment = {
        **os.environ, "ESA_STAGE": "test", "ESA_DATABASE_URL": settings.database_url, "ESA_SECRET_KEY": "x" * 32,
        "ESA_DATA_KEY": settings.data_key, "ESA_DEMONSTRATION_NOW": "2025-11-25T15:00:00+00:00",
        "ESA_LOG_LEVEL": "ERROR",
    }  # fmt: skip
    command = [sys.executable, "-c", "from esa.cli import main; main()", "serve", "--bind", f"127.0.0.1:{port}"]
    child = subprocess.Popen(command, env=environment, start_new_session=True)
    for _ in range(200):
        try:
            post(port, {})
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return child
    raise AssertionError("the server did not come up")


def post(port, body):
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("POST", "/give/claims", json.dumps(body), {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        line.close()


def a_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def ask_until_killed(child, port, bodies, after):
    """Send all; once so many are answered, kill server and workers; return what was answered until then."""
    told = {}

    def ask(body):
        with contextlib.suppress(OSError, HTTPException, ValueError):
            told[body["claim_id"]] = post(port, body)
        if len(told) >= after and child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    with ThreadPoolExecutor(24) as pool:
        list(pool.map(ask, bodies))
    return told


def ask_all(port, bodies):
    with ThreadPoolExecutor(24) as pool:
        return dict(pool.map(lambda body: (body["claim_id"], post(port, body)), bodies))


def test_every_id_that_was_answered_before_a_kill_has_that_one_outcome_and_no_other(house, river, settings):
    a_cap(house, Money(60_000 * 150))
    port, bodies = a_port(), [a_body(river, number) for number in range(300)]
    told = ask_until_killed(serving(settings, port), port, bodies, after=60)
    assert 60 <= len(told) < 300
    child = serving(settings, port)
    try:
        again = ask_all(port, bodies)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    assert {key: again[key] for key in told} == told
    granted = [answer["reservation"] for _, answer in again.values() if answer["outcome"] == "reserved"]
    assert len(granted) == len(set(granted)) == 150
    assert {status for status, _ in again.values()} == {201, 409}
    with house.begin(SYSTEM) as work:
        counted = work.tx.execute(sa.text(
            "SELECT (SELECT count(*) FROM reservation_claims), (SELECT count(*) FROM reservations),"
            " (SELECT count(*) FROM donors)"
        )).one()  # fmt: skip
    assert tuple(counted) == (300, 150, 150)
    assert state(house)[3] == Money(0)


def test_the_fault_of_one_request_is_not_the_fault_of_those_beside_it():
    met = Barrier(6)

    def answer_all(asked):
        time.sleep(0.01)
        if any(each < 0 for each in asked):
            raise ValueError("below zero")
        return [each * 2 for each in asked]

    desk = Together(answer_all)

    def ask(number):
        met.wait()
        try:
            return desk.ask(number)
        except ValueError as fault:
            return str(fault)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, [1, 2, -3, 4, 5, 6])) == [2, 4, "below zero", 8, 10, 12]


def test_who_asks_together_is_answered_by_few_transactions_in_the_order_of_coming():
    sizes, met = [], Barrier(16)

    def answer_all(asked):
        sizes.append(len(asked))
        time.sleep(0.02)
        return list(asked)

    desk = Together(answer_all, most=8)

    def ask(number):
        met.wait()
        return desk.ask(number)

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(ask, range(16))) == list(range(16))
    assert sum(sizes) == 16
    assert len(sizes) < 16
    assert max(sizes) <= 8
