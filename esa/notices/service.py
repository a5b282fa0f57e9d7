"""Notices are written in the transaction of the act that they tell of, and handed out one by one for delivery."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esa.identity import service as identity
from esa.identity.domain import Reader
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.notices import store
from esa.notices.domain import GOES_OUT_FOR, Kind, letter_of, wait_after
from esa.notices.models import Notice
from esa.platform.schema import bundled
from esa.platform.translation import LANGUAGES
from esa.platform.work import Work

__all__ = [
    "Kind", "Notice", "claim", "failed", "of_donor", "of_household", "sent", "tell_donor", "tell_household",
    "tell_payee", "told",
]  # fmt: skip


def tell_household(work: Work, household_id: uuid.UUID, kind: Kind, act: str, values: Mapping[str, str]) -> None:
    """Write a notice to everybody who signs in for the household, each in their language; once for an act."""
    with work.by_the_system():
        for reader in identity.readers_of_household(work, household_id):
            _write(work, _Told(kind, act, values), reader, household_id=household_id)


def tell_donor(
    work: Work, donor_id: uuid.UUID, reader: Reader, kind: Kind, act: str, values: Mapping[str, str]
) -> None:
    """Write a notice to a donor, once for an act; `values` may hold OWN_PAGE for the donor's own address."""
    with work.by_the_system():
        _write(work, _Told(kind, act, values), reader, donor_id=donor_id)


def tell_payee(work: Work, payee_id: uuid.UUID, address: str, kind: Kind, act: str, values: Mapping[str, str]) -> None:
    """Write a notice to an address that a school or provider has given, once for an act."""
    with work.by_the_system():
        _write(work, _Told(kind, act, values), Reader(address, "en"), payee_id=payee_id)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a notice tells: its kind, the act behind it, and the values of its text."""

    kind: Kind
    act: str
    values: Mapping[str, str]


def _write(work: Work, what: _Told, reader: Reader, **whose: uuid.UUID) -> None:
    language = reader.language if reader.language in LANGUAGES else "en"
    text = (bundled("templates") / "mail" / language / f"{what.kind}.txt").read_text(encoding="utf-8")
    letter = letter_of(text, what.values)
    row = {
        "id": new_id(), "act": what.act, "kind": what.kind, "language": language, "address": reader.email,
        "subject": letter.subject, "body": letter.body, "created_at": work.now, "next_try_at": work.now, "attempts": 0,
        "failure": "", **whose,
    }  # fmt: skip
    store.add_once(work.tx, row)


def told(work: Work, acts: Sequence[str]) -> set[str]:
    """Return which of these acts were told already; only for work that the system does."""
    with work.by_the_system():
        return store.told(work.tx, acts)


def of_donor(work: Work) -> Sequence[Notice]:
    """Return what was written to the donor who asks, the newest first."""
    work.authorize(Permission.GIFT_MAKE)
    return [] if work.actor.donor_id is None else store.of_donor(work.tx, work.actor.donor_id)


def of_household(work: Work) -> Sequence[Notice]:
    """Return what was written to the actor's household, the newest first."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return store.of_household(work.tx, work.actor.require_household())


def claim(work: Work) -> Notice | None:
    """Take the next notice that is due and count the try before it is made; None where nothing is due.

    A worker that dies before it can say how the try went leaves the notice to be tried again later.
    """
    notice = store.next_due(work.tx, work.now, work.now - GOES_OUT_FOR)
    if notice is not None:
        notice.attempts += 1
        notice.next_try_at = work.now + wait_after(notice.attempts)
    return notice


def sent(work: Work, notice_id: uuid.UUID) -> None:
    """Say that the mail server took the notice. Raises NotFound."""
    notice = _find(work, notice_id)
    notice.sent_at, notice.failure = work.now, ""


def failed(work: Work, notice_id: uuid.UUID, why: str) -> None:
    """Say why the mail server did not take the notice. Raises NotFound."""
    _find(work, notice_id).failure = why


def _find(work: Work, notice_id: uuid.UUID) -> Notice:
    notice = store.find(work.tx, notice_id)
    if notice is None:
        raise NotFound("There is no such notice.")
    return notice
