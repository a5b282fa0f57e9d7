"""The queue stands in the database: a job lives and dies with its act, and only the system's role touches it."""

from pathlib import Path

import procrastinate
import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Conflict, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform import queue
from esa.worker import RETRY, make_worker, timed_tasks
from tests.working import work_off

SQL = Path(__file__).resolve().parents[3] / "migrations" / "sql" / "jobs.sql"
FAMILY = Actor(role=Role.FAMILY, user_id=new_id(), household_id=new_id())


@pytest.fixture
def house(house):
    yield house
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("DELETE FROM jobs.procrastinate_periodic_defers"))
        work.tx.execute(sa.text("DELETE FROM jobs.procrastinate_jobs"))


def waiting(house, *statuses):
    with house.begin(SYSTEM) as work:
        return [job.task for job in queue.jobs(work.tx, statuses or ("todo",))]


def run_once(house, settings):
    made = make_worker(house, settings)
    work_off(made)


def test_a_job_is_there_once_its_act_stands_and_the_actor_keeps_its_own_role(house):
    with house.begin(FAMILY) as work:
        work.defer("audit.seal", timestamp=0)
        assert work.tx.scalar(sa.text("SELECT current_user")) == "esa_family"
    assert waiting(house) == ["audit.seal"]


def test_a_rollback_takes_the_job_with_it(house):
    with pytest.raises(RuntimeError, match="fails"), house.begin(FAMILY) as work:
        work.defer("audit.seal", timestamp=0)
        raise RuntimeError("the act fails")
    assert waiting(house) == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM jobs.procrastinate_jobs",
        "DELETE FROM jobs.procrastinate_jobs",
        "SELECT jobs.procrastinate_retry_job_v2(1, now(), NULL, NULL, NULL)",
    ],
)
def test_nobody_but_the_system_reaches_the_queue(house, statement):
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(FAMILY) as work:
        work.tx.execute(sa.text(statement))


def test_the_worker_does_what_waits_and_keeps_nothing_of_what_went_well(house, settings):
    with house.begin(SYSTEM) as work:
        work.tx.execute(
            sa.text("INSERT INTO audit_events (at, action, actor_role, subject_kind, subject_id, is_view, detail)"
                    " VALUES (now(), 'tried.out', 'system', '', '', false, '{}')")
        )  # fmt: skip
        work.defer("audit.seal", timestamp=0)
    run_once(house, settings)
    with house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT count(*) FROM audit_blocks")) == 1
    assert "audit.seal" not in waiting(house, "failed", "doing")


def test_a_job_that_nobody_knows_is_given_up_and_can_be_tried_again(house, settings):
    with house.begin(SYSTEM) as work:
        work.defer("no.such_task")
    run_once(house, settings)
    assert waiting(house, "failed") == ["no.such_task"]
    with house.begin(SYSTEM) as work:
        (job,) = queue.jobs(work.tx, ("failed",))
        queue.again(work.tx, job.id)
        with pytest.raises(Conflict):
            queue.again(work.tx, job.id)
        with pytest.raises(NotFound):
            queue.again(work.tx, 0)
    assert waiting(house) == ["no.such_task"]


def test_a_failing_job_is_tried_again_later_and_given_up_after_the_fifth_time(house, settings):
    tried = []

    def fail():
        tried.append(1)
        raise ValueError("it does not work")

    made = make_worker(house, settings)
    made.task(name="tests.fail", retry=RETRY)(fail)
    with house.begin(SYSTEM) as work:
        work.defer("tests.fail")
    for done in range(1, 6):
        work_off(made)
        assert len(tried) == done
        with house.begin(SYSTEM) as work:
            (job,) = [each for each in queue.jobs(work.tx, ("todo", "failed")) if each.task == "tests.fail"]
            assert job.status == ("todo" if done < 5 else "failed")
            work.tx.execute(sa.text("UPDATE jobs.procrastinate_jobs SET scheduled_at = now()"))


def test_the_seal_and_the_lapse_are_asked_for_by_the_clock(house, settings):
    tasks = timed_tasks(house, settings)
    assert tasks["audit.seal"][0] == "* * * * *"
    assert {"credits.lapse", "credits.plans"} <= set(tasks)


def test_the_schema_is_the_one_of_the_library_that_is_locked():
    ours = SQL.read_text(encoding="utf-8").split("-- Enums", 1)[1]
    theirs = procrastinate.schema.SchemaManager.get_schema().split("-- Enums", 1)[1]
    assert ours.strip() == theirs.strip()
