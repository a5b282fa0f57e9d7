"""Questions that strangers may ask, held back where too many went wrong: counted beside the tries to sign in."""

from esa.identity import store
from esa.identity.domain import TRIES_FOR_ADDRESS, WINDOW
from esa.identity.models import SignInAttempt
from esa.kernel.errors import Ground, LimitReached
from esa.platform.work import Work


def hold_back(work: Work, keys: tuple[str, ...]) -> None:
    """Refuse a further question where too many of a key went wrong. Raises LimitReached with the minutes to wait."""
    for key in keys:
        failed, first = store.failures_since(work.tx, key, work.now - WINDOW)
        if failed >= TRIES_FOR_ADDRESS and first is not None:
            minutes = max(1, -(-int((first + WINDOW - work.now).total_seconds()) // 60))
            message = f"Too many tries. Wait {minutes} minutes and try again."
            raise LimitReached(message, [Ground("", message)], code="too_many_tries")


def note_try(work: Work, keys: tuple[str, ...], *, succeeded: bool) -> None:
    """Count a question; the caller must let it commit."""
    for key in keys:
        work.tx.add(SignInAttempt(key=key, at=work.now, succeeded=succeeded))
    work.tx.flush()
