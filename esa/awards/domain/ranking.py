"""The distribution order as it runs: tiers, siblings who move up, conditions that are met on the way (section 2.3).

Inside a tier the order never changes, so every tier is sorted once. What changes is who is in (b): whenever a student
is reached, the siblings who wait move into a heap of their own, which comes after (a) and before (c).
"""

import hashlib
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from esa.awards.domain.pool import TIERS, Pool

Rank = list[int]


def ranks(pool: Pool, seed: str | None) -> Rank:
    """Return each applicant's place inside any tier: by completion or, with a seed, by lottery (ORD-5)."""
    ids: Sequence[str] = pool.ids
    if seed is None:
        keys: list[tuple[object, str]] = list(zip(pool.completed, ids, strict=True))
    else:
        first = hashlib.sha256(f"{seed}:".encode())
        keys = [(_draw(first, each), each) for each in ids]
    order = sorted(range(len(ids)), key=keys.__getitem__)
    place = [0] * len(ids)
    for rank, index in enumerate(order):
        place[index] = rank
    return place


def _draw(first: "hashlib._Hash", application_id: str) -> str:
    drawn = first.copy()
    drawn.update(application_id.encode())
    return drawn.hexdigest()


class Order:
    """Who comes next. Taking somebody says so to their siblings; only money meets a condition."""

    def __init__(self, pool: Pool, place: Rank) -> None:
        self._pool = pool
        self._place = place
        self._at = [0] * len(place)
        for index, rank in enumerate(place):
            self._at[rank] = index
        self._siblings = _groups(pool)
        self._gone = bytearray(pool.granted)
        self._promoted = bytearray(len(pool))
        self._met: set[str] = set()
        self._second: list[int] = []
        self._queues = self._sorted_tiers()
        self._before_the_run()

    def _sorted_tiers(self) -> dict[str, list[int]]:
        tiers: dict[str, list[int]] = {tier: [] for tier in TIERS}
        names, conditions, granted = self._pool.tiers, self._pool.conditions, self._pool.granted
        for index in self._at:
            if not granted[index] and not conditions[index]:
                tiers[names[index]].append(index)
        return tiers

    def _before_the_run(self) -> None:
        """Let those who have this year's grant already move their siblings up."""
        pool = self._pool
        for index, has in enumerate(pool.granted):
            group = pool.groups[index]
            if has and group in self._siblings:
                if pool.tiers[index] == "a":
                    self._met.add(group)
                self._promote(group, heap=False)
        heapify(self._second)

    def _promote(self, group: str, *, heap: bool = True) -> None:
        pool = self._pool
        for other in self._siblings[group]:
            waits = not self._gone[other] and not self._promoted[other] and pool.tiers[other] != "a"
            if waits and (not pool.conditions[other] or group in self._met):
                self._promoted[other] = 1
                if heap:
                    heappush(self._second, self._place[other])
                else:
                    self._second.append(self._place[other])

    def funded(self, index: int) -> None:
        """Take note that the student has money, in full or in part: a renewal meets its siblings' condition."""
        group = self._pool.groups[index]
        if group in self._siblings:
            if self._pool.tiers[index] == "a":
                self._met.add(group)
            self._promote(group)

    def reached(self, index: int) -> None:
        """Take note that money would reach the student if more came: siblings move up, no condition is met."""
        group = self._pool.groups[index]
        if group in self._siblings:
            self._promote(group)

    def walk(self) -> Iterator[tuple[int, str]]:
        """Yield the applicants as they come, each with the letter of the tier, until nobody is left.

        Whoever walks says after each one whether it was funded or only reached; that decides who comes next.
        """
        gone, second, at = self._gone, self._second, self._at
        for tier in TIERS:
            for index in self._queues[tier]:
                while second and tier != "a":
                    upcoming = at[heappop(second)]
                    gone[upcoming] = 1
                    yield upcoming, "b"
                if not gone[index]:
                    gone[index] = 1
                    yield index, tier
        while second:
            upcoming = at[heappop(second)]
            gone[upcoming] = 1
            yield upcoming, "b"


def _groups(pool: Pool) -> dict[str, list[int]]:
    """Return the members of every group of two or more; an empty group is no group."""
    first: dict[str, int] = {}
    members: dict[str, list[int]] = {}
    for index, group in enumerate(pool.groups):
        if not group:
            continue
        if group in members:
            members[group].append(index)
        elif group in first:
            members[group] = [first[group], index]
        else:
            first[group] = index
    return members
