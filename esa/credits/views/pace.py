"""How often somebody may reserve on the page: nobody takes the cap by pressing again and again, or fills a mailbox."""

from flask import request
from flask_babel import ngettext

from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import LimitReached
from esa.platform.web.edge import house

# Within a quarter of an hour. Many donors may sit behind one address of a firm or a library.
FROM_ONE_PLACE = 20
FOR_ONE_DONOR = 5


def _most(who: str) -> dict[str, int]:
    return {f"reserve_for:{who.strip().lower()}": FOR_ONE_DONOR, f"reserve_from:{_place()}": FROM_ONE_PLACE}


def _place() -> str:
    return request.remote_addr or ""


def hold_back(who: str) -> None:
    """Refuse a further reservation for a mailbox, or by a donor's link, that made too many. Raises LimitReached."""
    with house().begin(SYSTEM) as work:
        minutes = identity.minutes_to_wait(work, _most(who))
    if minutes:
        told = ngettext(
            "Many reservations came from here just now. Wait %(num)s minute, then send this page again: what you typed"
            " is kept. What you have reserved stands. An EAO can reserve for you at any time.",
            "Many reservations came from here just now. Wait %(num)s minutes, then send this page again: what you typed"
            " is kept. What you have reserved stands. An EAO can reserve for you at any time.",
            minutes,
        )
        raise LimitReached(told, code="too_many_reservations")


def note(who: str) -> None:
    """Count a reservation."""
    with house().begin(SYSTEM) as work:
        identity.note_try(work, tuple(_most(who)), succeeded=False)
