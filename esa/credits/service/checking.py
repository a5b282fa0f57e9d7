"""The cap's self-check: what its row and the allotments say must be what the reservations, gifts and books say."""

from dataclasses import dataclass

from esa.credits.domain import AllotmentMode, Part
from esa.credits.domain.words import PART_OF, USES
from esa.credits.store import caps, looking
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is kept in two ways which do not agree."""

    what: str
    kept: Money
    counted: Money


def self_check(work: Work, year: int) -> list[Difference]:
    """Return what differs between the kept figures of a year's cap and its rows: nothing where all is sound.

    Held are the three parts of the cap, each EAO's use of its allotment, and that every credit has its gift behind it
    and that the trail of all reservations adds up to what is used.
    """
    work.authorize(Permission.ORGANIZATION_READ)
    row = caps.cap(work.tx, year)
    if row is None:
        return []
    counted = dict.fromkeys(Part, ZERO)
    used = {}
    for eao, standings in caps.used_by_standing(work.tx, year).items():
        live = {standing: amount for standing, amount in standings.items() if standing in PART_OF}
        used[eao] = sum(live.values(), ZERO)
        for standing, amount in live.items():
            counted[PART_OF[standing]] += amount
    found = [Difference(part.value, getattr(row, part.value), amount) for part, amount in counted.items()]
    if row.mode is not AllotmentMode.FIRST_COME:
        shares = {each.organization_id: each.used for each in caps.shares(work.tx, year)}
        found += [Difference(str(eao), shares.get(eao, ZERO), used.get(eao, ZERO)) for eao in {*shares, *used}]
    moved = sum(USES.get(kind, 0) * amount.cents for _, kind, amount in looking.by_month(work.tx, year))
    found.append(Difference("trail", Money(moved), sum(counted.values(), ZERO)))
    credited = counted[Part.RECEIVED] + counted[Part.CERTIFIED]
    found.append(Difference("gifts", looking.credited(work.tx, year), credited))
    return [each for each in found if each.kept != each.counted]
