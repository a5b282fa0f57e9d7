"""Questions that strangers may ask, held back where too many went wrong: counted beside the tries to sign in."""

from collections.abc import Mapping

from esa.identity import store
from esa.identity.domain import TRIES_FOR_ADDRESS, WINDOW
from esa.identity.models import SignInAttempt
from esa.kernel.errors import Ground, LimitReached
from esa.platform.work import Work


def hold_back(work: Work, keys: tuple[str, ...]) -> None:
    """Refuse a further question where too many of a key went wrong. Raises LimitReached with the minutes to wait."""
    minutes = minutes_to_wait(work, dict.fromkeys(keys, TRIES_FOR_ADDRESS))
    if minutes:
        message = f"Too many tries. Wait {minutes} minutes and try again."
        raise LimitReached(message, [Ground("", message)], code="too_many_tries")


def minutes_to_wait(work: Work, most: Mapping[str, int]) -> int:
    """Return how many minutes somebody must wait of whose keys one was counted as often as it may; 0 for nobody."""
    for key, limit in most.items():
        counted, first = store.failures_since(work.tx, key, work.now - WINDOW)
        if counted >= limit and first is not None:
            return max(1, -(-int((first + WINDOW - work.now).total_seconds()) // 60))
    return 0


def note_try(work: Work, keys: tuple[str, ...], *, succeeded: bool) -> None:
    """Count a question; the caller must let it commit."""
    for key in keys:
        work.tx.add(SignInAttempt(key=key, at=work.now, succeeded=succeeded))
    work.tx.flush()
