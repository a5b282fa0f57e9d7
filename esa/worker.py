"""Composition of the worker: which task does what, and which of them the clock asks for."""

import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import procrastinate

from esa.applications import service as applications
from esa.audit import jobs as audit
from esa.credits import jobs as telling
from esa.credits import service as credits_
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.notices import jobs as notices
from esa.payments import jobs as payments
from esa.platform import donor_link
from esa.platform.config import Settings
from esa.platform.mail import post_of
from esa.platform.queue import QUEUE, make_queue
from esa.platform.stripe_gateway import gateway_of
from esa.platform.work import House
from esa.treasury.service import self_check

log = logging.getLogger(__name__)

# A worker that was killed leaves its job marked as being done; after these seconds without a sign another takes it.
SILENT_SECONDS = 60
# Further tries come 4, 16, 64 and 256 seconds later; then the job is given up and stays in the list.
RETRY = procrastinate.RetryStrategy(max_attempts=4, exponential_wait=4)

Task = Callable[[], None]


def timed_tasks(house: House, settings: Settings) -> Mapping[str, tuple[str, Task]]:
    """Return name → (when, as cron says it; what). Each may run twice with the effect of once."""
    gateway = gateway_of(settings)

    def forget() -> None:
        with house.begin(SYSTEM) as work:
            identity.forget_old(work)

    def decide_waiting() -> None:
        with house.begin(SYSTEM) as work:
            applications.decide_waiting(work)

    def seal() -> None:
        audit.seal(house)

    def check_books() -> None:
        with house.begin(SYSTEM) as work:
            self_check.keep_all(work)

    tasks: dict[str, tuple[str, Task]] = {
        "applications.decide_waiting": ("35 * * * *", decide_waiting),
        "audit.seal": ("* * * * *", seal),
        # At night in Central time, when nobody posts.
        "books.check": ("15 7 * * *", check_books),
        **_credit_tasks(house),
        "identity.forget": ("20 * * * *", forget),
    }
    if gateway is not None:
        known = gateway

        def work_off() -> None:
            payments.work_off(house, known)
            payments.read_accounts(house, known)

        tasks["payments.work_off"] = ("* * * * *", work_off)
    tasks.update(_mail_tasks(house, settings))
    return tasks


def _credit_tasks(house: House) -> dict[str, tuple[str, Task]]:
    def lapse() -> None:
        with house.begin(SYSTEM) as work:
            credits_.lapse_due(work)

    def plans() -> None:
        with house.begin(SYSTEM) as work:
            credits_.plans_due(work)

    def tell() -> None:
        telling.tell(house)

    def remind() -> None:
        telling.remind(house)

    def statements() -> None:
        telling.state_years(house)

    return {
        "credits.statements": ("45 11 * * *", statements),
        "credits.lapse": ("*/10 * * * *", lapse),
        "credits.plans": ("5 * * * *", plans),
        "credits.remind": ("15 15,18,21 * * *", remind),
        "credits.tell": ("* * * * *", tell),
    }


def _mail_tasks(house: House, settings: Settings) -> dict[str, tuple[str, Task]]:
    post = post_of(settings)
    if post is None:
        return {}

    def own_page(donor_id: uuid.UUID) -> str:
        return donor_link.own_page(settings.base_url, settings.secret_key, donor_id)

    def deliver() -> None:
        notices.deliver(house, post, own_page)

    return {"notices.deliver": ("* * * * *", deliver)}


def asked_tasks(house: House, settings: Settings) -> Mapping[str, Callable[..., None]]:
    """Return name → what is done when an act has asked for it; what is lost here, the clock makes up for."""
    gateway = gateway_of(settings)
    if gateway is None:
        return {}
    known = gateway

    def handle(message: str) -> None:
        payments.handle(house, known, uuid.UUID(message))

    def send_refund(refund: str) -> None:
        payments.send_refund(house, known, uuid.UUID(refund))

    return {"payments.handle": handle, "payments.send_refund": send_refund}


def make_worker(house: House, settings: Settings) -> procrastinate.App:
    """Return the queue with every task that this house knows."""
    queue = make_queue(settings.database_url)
    for name, (cron, task) in timed_tasks(house, settings).items():
        _register(queue, name, cron, task)
    for name, asked in asked_tasks(house, settings).items():
        queue.task(name=name, queue=QUEUE, retry=RETRY)(asked)
    _take_over(queue)
    return queue


def _register(queue: procrastinate.App, name: str, cron: str, task: Task) -> None:
    def run(timestamp: int) -> None:
        del timestamp
        task()

    # One of a kind waits at a time, and one of a kind runs at a time, however many workers there are.
    made = queue.task(name=name, queue=QUEUE, retry=RETRY, lock=name, queueing_lock=name)(run)
    queue.periodic(cron=cron)(made)


def _take_over(queue: procrastinate.App) -> None:
    async def take_over(timestamp: int) -> None:
        del timestamp
        manager = queue.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
            log.warning("job %s of a silent worker is tried again", job.id)
            await manager.retry_job(job)

    made = queue.task(name="jobs.take_over", queue=QUEUE, queueing_lock="jobs.take_over")(take_over)
    queue.periodic(cron="* * * * *")(made)


def run(house: House, settings: Settings, **options: Any) -> None:
    """Work on the queue until told to stop; what is under way is finished first."""
    queue = make_worker(house, settings)
    queue.run_worker(concurrency=2, shutdown_graceful_timeout=20, delete_jobs="successful", **options)
