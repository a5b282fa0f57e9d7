"""The distribution order as it runs: tiers, siblings who move up, conditions that are met on the way (section 2.3).

Inside a tier the order never changes, so every tier is sorted once. What changes is who is in (b): whenever a student
is reached, the siblings who wait move into a heap of their own, which comes after (a) and before (c). Nobody moves up
twice, so that a run takes no longer for a large group of siblings than for many small ones.
"""

import hashlib
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from esa.awards.domain.pool import RENEWAL, TIERS, Pool

SIBLING = "b"


def ranks(pool: Pool, seed: str | None) -> list[int]:
    """Return each applicant's place inside any tier: by completion or, with a seed, by lottery (ORD-5)."""
    ids = pool.ids
    keys: Sequence[int] | Sequence[bytes] = pool.completed if seed is None else _draws(ids, seed)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    # The second sort keeps the first one's order where its own keys are equal.
    order.sort(key=keys.__getitem__)
    place = [0] * len(ids)
    for rank, index in enumerate(order):
        place[index] = rank
    return place


def _draws(ids: Sequence[str], seed: str) -> list[bytes]:
    """Return each id's lot; digests compare as their hexadecimal texts do."""
    begun = hashlib.sha256(f"{seed}:".encode())
    lots = []
    for each in ids:
        lot = begun.copy()
        lot.update(each.encode())
        lots.append(lot.digest())
    return lots


class _Siblings:
    """The members of one group who may still move up, those with a condition apart."""

    __slots__ = ("conditional", "met", "ready")

    def __init__(self) -> None:
        self.ready: list[int] = []
        self.conditional: list[int] = []
        self.met = False


class Order:
    """Who comes next. Taking somebody says so to their siblings; only money meets a condition."""

    def __init__(self, pool: Pool, place: Sequence[int], *, renewals_only: bool = False) -> None:
        self._tiers, self._renewals_only = pool.tiers, renewals_only
        self._place = place
        self._at = [0] * len(place)
        for index, rank in enumerate(place):
            self._at[rank] = index
        self._siblings = _siblings(pool)
        self._gone = bytearray(pool.granted)
        self._second: list[int] = []
        self._queues = self._sorted_tiers(pool)
        for index, has in enumerate(pool.granted):
            if has:
                self.funded(index)

    def _sorted_tiers(self, pool: Pool) -> dict[str, list[int]]:
        """Return the applicants of every base tier in order; a condition that is met brings its student to (b)."""
        tiers: dict[str, list[int]] = {tier: [] for tier in TIERS}
        names, conditions, granted = pool.tiers, pool.conditions, pool.granted
        for index in self._at:
            if not granted[index] and not conditions[index]:
                tiers[names[index]].append(index)
        return tiers

    def funded(self, index: int) -> None:
        """Take note that the student has money, in full or in part: a renewal meets its siblings' condition."""
        siblings = self._siblings[index]
        if siblings is not None:
            siblings.met = siblings.met or self._tiers[index] == RENEWAL
            if self._promotes(index):
                self._move_up(siblings)

    def reached(self, index: int) -> None:
        """Take note that money would reach the student if more came: siblings move up, no condition is met."""
        siblings = self._siblings[index]
        if siblings is not None and self._promotes(index):
            self._move_up(siblings)

    def _promotes(self, index: int) -> bool:
        """Say whether this student's grant moves siblings up: anybody's, unless only a renewal's does (AMB-10)."""
        return not self._renewals_only or self._tiers[index] == RENEWAL

    def _move_up(self, siblings: _Siblings) -> None:
        """Bring to (b) who waits in the group, now that one of it is reached; nobody is brought twice."""
        if siblings.ready:
            self._bring(siblings.ready)
            siblings.ready = []
        if siblings.met and siblings.conditional:
            self._bring(siblings.conditional)
            siblings.conditional = []

    def _bring(self, waiting: Sequence[int]) -> None:
        for other in waiting:
            if not self._gone[other]:
                heappush(self._second, self._place[other])

    def walk(self) -> Iterator[tuple[int, str]]:
        """Yield the applicants as they come, each with the letter of the tier, until nobody is left.

        Whoever walks says after each one whether it was funded or only reached; that decides who comes next.
        """
        gone, second, at = self._gone, self._second, self._at
        for tier in TIERS:
            for index in self._queues[tier]:
                while second and tier != RENEWAL:
                    upcoming = at[heappop(second)]
                    gone[upcoming] = 1
                    yield upcoming, SIBLING
                if not gone[index]:
                    gone[index] = 1
                    yield index, tier
        while second:
            upcoming = at[heappop(second)]
            gone[upcoming] = 1
            yield upcoming, SIBLING


def _siblings(pool: Pool) -> list[_Siblings | None]:
    """Return by applicant the group of siblings, None for who has none; an empty group is no group."""
    first: dict[str, int] = {}
    groups: dict[str, _Siblings] = {}
    of: list[_Siblings | None] = [None] * len(pool)
    for index, name in enumerate(pool.groups):
        if not name:
            continue
        begun = first.setdefault(name, index)
        if begun != index:
            of[begun] = of[index] = groups.get(name) or groups.setdefault(name, _Siblings())
    for index, group in enumerate(of):
        # A renewal comes before (b) anyhow, and who has the grant asks for nothing.
        if group is not None and pool.tiers[index] != RENEWAL and not pool.granted[index]:
            (group.conditional if pool.conditions[index] else group.ready).append(index)
    return of
