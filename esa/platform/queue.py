"""The queue of background jobs: rows of the same database, put there in the transaction of the act that wants them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import procrastinate
import sqlalchemy as sa
from sqlalchemy.orm import Session

from esa.kernel.errors import Conflict, NotFound

QUEUE = "default"
_OPTIONS = "-c search_path=jobs -c role=esa_system"
_DEFER = sa.text(
    "SELECT jobs.procrastinate_defer_jobs_v1(ARRAY[ROW('default', :task, 0, NULL, NULL, CAST(:args AS jsonb), NULL)"
    "::jobs.procrastinate_job_to_defer_v1])"
)
_LIST = sa.text(
    "SELECT job.id, job.task_name, job.status::text, job.attempts, job.scheduled_at,"
    " (SELECT max(event.at) FROM jobs.procrastinate_events AS event WHERE event.job_id = job.id) AS changed_at"
    " FROM jobs.procrastinate_jobs AS job"
    " WHERE job.status::text = ANY(:statuses) ORDER BY job.id DESC LIMIT :most"
)
_STATUS = sa.text("SELECT status::text FROM jobs.procrastinate_jobs WHERE id = :id FOR UPDATE")
_RETRY = sa.text("SELECT jobs.procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the list of jobs shows it; what it was given to do stays in the queue."""

    id: int
    task: str
    status: str
    attempts: int
    scheduled_at: datetime | None
    changed_at: datetime | None


def put(tx: Session, task: str, args: Mapping[str, Any]) -> None:
    """Put a job into the queue as part of this transaction; the session must have the system's role."""
    tx.execute(_DEFER, {"task": task, "args": json.dumps(args)})


def jobs(tx: Session, statuses: tuple[str, ...], most: int = 100) -> list[Job]:
    """Return the newest jobs of those statuses."""
    return [Job(*row) for row in tx.execute(_LIST, {"statuses": list(statuses), "most": most})]


def again(tx: Session, job_id: int) -> None:
    """Put a job that was given up back into the queue. Raises NotFound, and Conflict where it was not given up."""
    status = tx.scalar(_STATUS, {"id": job_id})
    if status is None:
        raise NotFound("There is no such job.")
    if status != "failed":
        raise Conflict(f"Only a job that was given up can be tried again; this one is {status}.", code="not_failed")
    tx.execute(_RETRY, {"id": job_id})


def make_queue(database_url: str) -> procrastinate.App:
    """Return the worker's side of the queue; it signs in as the runtime role and takes the system's."""
    url = sa.make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(conninfo=url, kwargs={"options": _OPTIONS}, min_size=1, max_size=4)
    return procrastinate.App(connector=connector)
