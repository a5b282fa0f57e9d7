"""What follows from what the processor says now: however late, doubled or out of order its messages come.

A payment keeps how much of it `counts` as given. Each look at the processor says how much should count; the difference
is the event. So the order of messages cannot matter, and looking twice changes nothing.
"""

from dataclasses import dataclass

from esa.kernel.money import ZERO, Money
from esa.kernel.processor import Seen
from esa.payments.domain.events import Begun, Disputed, Event, Failed, Gift, Refunded, Restored, Settled
from esa.payments.domain.words import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What we know of a payment: `counts` is what the rooms above were told that stands."""

    gift: Gift
    standing: Standing
    counts: Money
    disputed: Money = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What a payment becomes, and what is to be told; `event` is None where nothing new was seen."""

    standing: Standing
    counts: Money
    event: Event | None


def follow(stored: Stored, seen: Seen) -> Following:
    """Return what follows from a look at the processor."""
    if seen.status == "succeeded":
        return _succeeded(stored, seen)
    if stored.counts or stored.standing in (Standing.SETTLED, Standing.RETURNED):
        # What has succeeded does not unsucceed: an older answer of a slow machine is not believed.
        return Following(standing=stored.standing, counts=stored.counts, event=None)
    if seen.has_failed:
        return _failed(stored, seen.fault or seen.status)
    if seen.status == "processing" and stored.standing is not Standing.PROCESSING:
        begun = Begun(gift=stored.gift, amount=seen.amount)
        return Following(standing=Standing.PROCESSING, counts=ZERO, event=begun)
    return Following(standing=stored.standing, counts=stored.counts, event=None)


def _failed(stored: Stored, reason: str) -> Following:
    if stored.standing is Standing.FAILED:
        return Following(standing=stored.standing, counts=ZERO, event=None)
    return Following(standing=Standing.FAILED, counts=ZERO, event=Failed(gift=stored.gift, reason=reason))


def _succeeded(stored: Stored, seen: Seen) -> Following:
    left, stood = seen.kept, stored.counts
    standing = Standing.SETTLED if left else Standing.RETURNED
    if left == stood and stored.standing is standing:
        return Following(standing=standing, counts=left, event=None)
    never_counted = stored.standing not in (Standing.SETTLED, Standing.RETURNED)
    if never_counted:
        return _first_look(stored, seen, left)
    if left > stood:
        back = Restored(gift=stored.gift, stood=stood, left=left, reason=_reason(seen))
        return Following(standing=standing, counts=left, event=back)
    kind = Disputed if seen.disputed > stored.disputed else Refunded
    away = kind(gift=stored.gift, stood=stood, left=left, reason=_reason(seen))
    return Following(standing=standing, counts=left, event=away)


def _first_look(stored: Stored, seen: Seen, left: Money) -> Following:
    if left:
        return Following(standing=Standing.SETTLED, counts=left, event=Settled(gift=stored.gift, left=left))
    # It came and went between two looks: nothing of it was ever counted.
    return Following(standing=Standing.RETURNED, counts=ZERO, event=Failed(gift=stored.gift, reason=_reason(seen)))


def _reason(seen: Seen) -> str:
    reasons = [each.reason for each in seen.disputes] + [each.reason for each in seen.refunds]
    return next((reason for reason in reasons if reason), "")
