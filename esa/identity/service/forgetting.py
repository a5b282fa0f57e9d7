"""Letting go of what signing in leaves behind."""

from esa.identity import store
from esa.identity.domain import SESSIONS_KEPT, TRIES_KEPT
from esa.platform.work import Work


def forget_old(work: Work) -> tuple[int, int]:
    """Delete tries older than a day and sessions that began over 30 days ago; return how many of each."""
    return store.forget(work.tx, attempts_before=work.now - TRIES_KEPT, sessions_before=work.now - SESSIONS_KEPT)
