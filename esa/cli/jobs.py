"""`esa jobs`: the worker of the queue, and the jobs that wait or were given up."""

import os
import signal
import threading
import time

import click

from esa.cli.opening import find_settings, open_house, refusals
from esa.kernel.actors import SYSTEM

_WAITING = ("todo", "doing", "failed")


@click.group()
def command() -> None:
    """Background jobs: work on them, list them, try again one that was given up."""


@command.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
@click.option("--beside", is_flag=True, help="Stop when whoever started it is gone.")
def work(*, once: bool, beside: bool) -> None:
    """Work on the queue until interrupted; as many of these may run as wanted."""
    from esa.worker import run

    if beside:
        threading.Thread(target=_stop_when_left, args=(os.getppid(),), daemon=True).start()
    with refusals():
        settings = find_settings()
        run(open_house(settings), settings, wait=not once)


def _stop_when_left(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


@command.command("list")
@click.option("--given-up", is_flag=True, help="Only those that failed every try.")
def list_jobs(*, given_up: bool) -> None:
    """List the newest jobs that wait, run, or were given up."""
    from esa.platform import queue

    with refusals():
        if not find_settings().smtp_url:
            click.echo("ESA_SMTP_URL is not set: notices are written and not e-mailed.", err=True)
    with refusals(), open_house().begin(SYSTEM, read_only=True) as work:
        for job in queue.jobs(work.tx, ("failed",) if given_up else _WAITING):
            changed = "" if job.changed_at is None else job.changed_at.isoformat(timespec="seconds")
            click.echo(f"{job.id}  {job.task}  {job.status}  tried {job.attempts} times  {changed}")


@command.command()
@click.argument("job_id", type=int)
def again(job_id: int) -> None:
    """Try again a job that was given up."""
    from esa.audit import service as audit
    from esa.platform import queue

    with refusals(), open_house().begin(SYSTEM) as work:
        queue.again(work.tx, job_id)
        audit.record(work, "job.tried_again", subject_kind="job", subject_id=str(job_id))
        click.echo(f"Job {job_id} waits for a worker.")
