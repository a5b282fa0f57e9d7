"""Two people, six presses, SIGKILL: a batch is released once and whole, the bank's file and returns are taken once."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid
from esa.payments import service as payments
from esa.payments.service import paying
from tests.nacha import back
from tests.outgoing import KEY, an_outgoing

PRESSES = 6
# The child does the work as the application does and holds still just before its commit, for us to kill it.
CHILD = """
import sys, time
from datetime import datetime
from pathlib import Path
from tests.concurrency.test_killed import acting, house_of
from tests.outgoing import KEY
from esa.payments import service as payments
from esa.payments.service import paying
what, url, owner, user, at, argument = sys.argv[1:]
house = house_of(url)
house.clock.move_to(datetime.fromisoformat(at))
with house.begin(acting(owner, user)) as work:
    if what == "release":
        paying.release(work, KEY, argument)
    elif what == "bank":
        payments.take_bank_file(work, Path(argument).read_bytes())
    else:
        paying.take_return_file(work, KEY, Path(argument).read_bytes())
    work.tx.flush()
    print("done but not committed", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def out(house, clock):
    made = an_outgoing(house, clock)
    for number in range(1, 6):
        made.approve("Hill School", 10_000 * number)
    made.batch = made.prepare()
    return made


def killed_before_commit(out, settings, what, actor, argument):
    command = [
        sys.executable, "-c", CHILD, what, settings.database_url, str(out.river), f"f:{actor.user_id}",
        out.clock.now().isoformat(), str(argument),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        said = child.stdout.readline()
        assert "not committed" in said, child.stderr.read()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        child.stderr.close()


def state(house):
    with house.begin(SYSTEM) as work:
        tables = ("ledger_entries", "audit_events", "bank_lines", "return_files", "return_items", "notices")
        found = {name: work.tx.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in tables}
        rows = work.tx.execute(sa.text("SELECT reference, standing, turn FROM payment_intents ORDER BY reference"))
        batches = work.tx.execute(sa.text("SELECT reference, standing, file_sha256 FROM payment_batches"))
        return found, [tuple(row) for row in rows], [tuple(row) for row in batches]


def comes_back_to(house, before):
    """The server notices a dead client in a moment; then everything is as it was."""
    for _ in range(50):
        if state(house) == before:
            return True
        time.sleep(0.1)
    return False


def test_a_killed_release_leaves_nothing_and_can_be_pressed_again(out, settings):
    before = state(out.house)
    killed_before_commit(out, settings, "release", out.bob, out.batch)
    assert comes_back_to(out.house, before)
    assert out.books()[:2] == (150_000, 0)
    out.release(out.batch)
    assert out.books()[:2] == (0, 150_000)


def test_a_killed_import_of_the_banks_file_leaves_nothing_and_settles_once_when_taken_again(out, settings, tmp_path):
    out.release(out.batch)
    path = tmp_path / "bank.csv"
    path.write_text(f"booked_on,amount,description,reference\n2025-12-02,-1500.00,ACH {out.batch},1\n")
    before, bank = state(out.house), out.books()[2]
    killed_before_commit(out, settings, "bank", out.ann, path)
    assert comes_back_to(out.house, before)
    for _ in range(2):
        with out.house.begin(out.ann) as work:
            payments.take_bank_file(work, path.read_bytes())
    assert out.books() == (0, 0, bank - 150_000)


def test_a_killed_return_file_leaves_nothing_and_can_be_taken_again(out, settings, tmp_path):
    out.release(out.batch)
    text = out.file(out.batch)
    trace = next(line[79:94] for line in text.splitlines() if line[0] == "6")
    path = tmp_path / "returns.ach"
    path.write_text(back(text, ("R02", trace)))
    before = state(out.house)
    killed_before_commit(out, settings, "returns", out.ann, path)
    assert comes_back_to(out.house, before)
    assert out.take_returns(path.read_text()).outcomes == {"returned": 1}
    assert out.books()[:2] == (150_000, 0)


def at_once(number, act):
    start, outcomes = threading.Barrier(number), []

    def run(index):
        start.wait()
        try:
            outcomes.append(act(index))
        except (Conflict, Invalid) as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return outcomes


def test_of_six_presses_of_release_at_once_one_releases_and_the_books_move_once(out):
    def press(_):
        with out.house.begin(out.bob) as work:
            return paying.release(work, KEY, out.batch).file_sha256

    assert len(set(at_once(PRESSES, press))) == 1
    assert out.books()[:2] == (0, 150_000)


def test_of_six_preparings_at_once_no_amount_is_in_two_batches(out):
    with out.house.begin(out.ann) as work:
        paying.drop(work, out.batch, "Again")

    def press(_):
        with out.house.begin(out.ann) as work:
            return paying.prepare(work).reference

    outcomes = at_once(PRESSES, press)
    assert outcomes.count("nothing_to_pay") == PRESSES - 1
    with out.house.begin(SYSTEM) as work:
        doubled = "SELECT count(*) FROM (SELECT intent_id FROM outgoing_items i JOIN outgoing_payments p ON p.id = i.payment_id WHERE p.standing = 'prepared' GROUP BY 1 HAVING count(*) > 1) d"
        assert work.tx.scalar(sa.text(doubled)) == 0


def test_of_six_takings_of_one_bank_file_at_once_one_settles(out):
    out.release(out.batch)
    bank = out.books()[2]
    data = f"booked_on,amount,description,reference\n2025-12-02,-1500.00,ACH {out.batch},1\n".encode()

    def take(_):
        with out.house.begin(out.ann) as work:
            return payments.take_bank_file(work, data).explained

    assert sorted(at_once(PRESSES, take)) == [0] * (PRESSES - 1) + [1]
    assert out.books() == (0, 0, bank - 150_000)
