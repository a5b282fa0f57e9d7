"""The turn of 1 August: what EAOs left unused goes to those that used theirs, as a list of moves (TCAP-5)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from esa.kernel.dates import central_day
from esa.kernel.money import ZERO, Money, total
from esa.law.credits.events import Reallocate
from esa.law.credits.growth import Share, movable
from esa.law.law import Law


@dataclass(frozen=True, slots=True)
class Part:
    """An EAO's allotment and what of it is used."""

    organization_id: uuid.UUID
    allotted: Money
    used: Money


@dataclass(frozen=True, slots=True)
class Turn:
    """What the Treasurer chooses: the percentage of its allotment that each EAO keeps in any case, and who gets more.

    `used_percent` is the use from which on an EAO counts as one that used its own.
    """

    kept_percent: int
    used_percent: int = 100


def moves(parts: Sequence[Part], turn: Turn, at: datetime, law: Law) -> list[Reallocate]:
    """Return the moves of a turn: to each EAO that used its own in proportion to its use, to the cent.

    Nothing where nobody has something to give, or nobody used enough; through 1 August nothing may move.
    """
    takers = [each for each in parts if each.used and _has_used(each, turn)]
    names = {each.organization_id for each in takers}
    amounts = [(each.organization_id, _movable(each, turn, at, law)) for each in parts]
    givers = [(eao, amount) for eao, amount in amounts if amount and eao not in names]
    pool = total([amount for _, amount in givers])
    if not pool or not takers:
        return []
    return _matched(givers, takers, pool.split_by([each.used.cents for each in takers]), at)


def _has_used(part: Part, turn: Turn) -> bool:
    return part.used >= part.allotted.ceil_share(Fraction(turn.used_percent, 100))


def _movable(part: Part, turn: Turn, at: datetime, law: Law) -> Money:
    share = Share(
        eao=str(part.organization_id), on=central_day(at), allotment=part.allotted, used=part.used,
        kept_percent=turn.kept_percent,
    )  # fmt: skip
    amount = movable(share, law).figures["amount"]
    return amount if isinstance(amount, Money) else ZERO


def _matched(
    givers: Sequence[tuple[uuid.UUID, Money]], takers: Sequence[Part], wanted: Sequence[Money], at: datetime
) -> list[Reallocate]:
    """Return moves by which each giver gives all of its amount and each taker gets its own, in their order."""
    found: list[Reallocate] = []
    left = [amount for _, amount in givers]
    index = 0
    for taker, amount in zip(takers, wanted, strict=True):
        lacking = amount
        while lacking > ZERO:
            part = min(lacking, left[index])
            if part > ZERO:
                found.append(Reallocate(at, str(givers[index][0]), str(taker.organization_id), part))
            left[index] -= part
            lacking -= part
            if not left[index]:
                index += 1
    return found
