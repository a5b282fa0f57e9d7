"""SIGKILL in the middle of a background job: another worker takes it over, and its effect is there once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from esa.audit import service as audit
from esa.kernel.actors import SYSTEM
from esa.platform import queue
from esa.worker import make_worker
from tests.concurrency.test_killed import settings_of
from tests.working import work_off

# A worker of its own whose task has done its work and holds still just before its commit, for us to kill it.
CHILD = """
import sys
from tests.concurrency.test_killed import house_of
from tests.concurrency.test_worker_killed import worker_with
from tests.working import work_off
house = house_of(sys.argv[1])
worker_with(house, sys.argv[1], hold=True).run_worker(concurrency=1, listen_notify=False)
"""
SILENT = "UPDATE jobs.procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'"


def worker_with(house, url, *, hold):
    import time

    made = make_worker(house, settings_of(url))

    def act():
        with house.begin(SYSTEM) as work:
            audit.record(work, "tests.acted")
            work.tx.flush()
            if hold:
                print("done but not committed", flush=True)
                time.sleep(60)

    made.task(name="tests.act", lock="tests.act")(act)
    return made


def acts(house):
    with house.begin(SYSTEM) as work:
        return work.tx.scalar(sa.text("SELECT count(*) FROM audit_events WHERE action = 'tests.acted'"))


def test_a_job_whose_worker_was_killed_is_taken_over_and_done_once(house, settings):
    url = settings.database_url
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("DELETE FROM jobs.procrastinate_jobs"))
        work.defer("tests.act")
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    child = subprocess.Popen([sys.executable, "-c", CHILD, url], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert "not committed" in child.stdout.readline()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    assert acts(house) == 0

    with house.begin(SYSTEM) as work:
        assert [job.status for job in queue.jobs(work.tx, ("doing",)) if job.task == "tests.act"] == ["doing"]
        work.tx.execute(sa.text(SILENT))
        work.defer("jobs.take_over", timestamp=0)
    for _ in range(2):
        work_off(worker_with(house, url, hold=False))
    assert acts(house) == 1
    with house.begin(SYSTEM) as work:
        assert queue.jobs(work.tx, ("doing", "failed")) == []
        work.tx.execute(sa.text("DELETE FROM jobs.procrastinate_periodic_defers"))
        work.tx.execute(sa.text("DELETE FROM jobs.procrastinate_jobs"))
