"""Letting a worker do what waits, in a thread of its own: the browser's library keeps an event loop in this one."""

from concurrent.futures import ThreadPoolExecutor

import procrastinate


def work_off(worker: procrastinate.App) -> None:
    """Do every job that waits, then come back."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(
            worker.run_worker, wait=False, concurrency=1, install_signal_handlers=False, listen_notify=False
        ).result()
