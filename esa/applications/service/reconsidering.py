"""A look at what a figure or another reading would change; nothing is decided and nothing is stored."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from esa.applications.domain.reconsidering import (
    Effect,
    Look,
    Touch,
    effect_on,
    effect_on_caps,
    moved,
    together,
    touch,
)
from esa.applications.service.waiting import decidable
from esa.applications.store import reconsidering
from esa.applications.store.reconsidering import Days, Read
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission
from esa.law import Law
from esa.law.readings import acting_on
from esa.parameters import service as parameters
from esa.platform.work import Work
from esa.readings import service as readings
from esa.readings.domain import AS_THE_STATE


def look(work: Work, figures: Sequence[parameters.Figure], source: str, as_of: date) -> Look:
    """Return what figures would change in the law and in the decisions that stand. Raises Invalid with every fault.

    Who goes on to act calls `one_at_a_time` first, so that what was shown is what is done.
    """
    changes = parameters.publish(work, figures, source=source, as_of=as_of, dry=True)
    growth = next(filter(None, (parameters.growth_of_cap(work, each) for each in figures)), None)
    law = parameters.law_with(work, *figures)
    return Look(changes, effect_of(work, law), tuple(parameters.caps_moved(law, figures)), growth)


def effect_of(work: Work, law: Law) -> Effect:
    """Return how the decisions that stand would come out by that law, with the facts and readings of their own.

    Only what can differ is looked at: where only the target of a year does, decisions are counted by their cap; where
    only the lunch standards do, those are decided again whose income stands in another band; else all of the day. What
    an earlier figure left to be decided again is not told again where this one cannot move it.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    work.tx.flush()
    effect = together(_effects(work, law))
    effect.stored = sum(count for _, _, count in reconsidering.days(work.connection))
    effect.freed = sum(len(ids) for ids in decidable(work, lambda owner: _as_read(work, owner, law)).values())
    return effect


def _effects(work: Work, law: Law) -> Iterator[Effect]:
    """Yield the effect on the decisions of each set of readings, by what can differ in them."""
    every: Sequence[Read] = reconsidering.readings(work.connection) if readings.ever_confirmed(work) else [None]
    for read in every:
        now, then = work.law.read_only_by(read or {}), law.read_only_by(read or {})
        touched: dict[Touch, list[tuple[date, SchoolYear, int]]] = defaultdict(list)
        for on, year, count in reconsidering.days(work.connection, read):
            touched[touch(now, then, on, year)].append((on, year, count))
        for kind in touched.keys() & _EFFECT_OF.keys():
            effect = _EFFECT_OF[kind](work, now, then, touched[kind], read)
            effect.looked_at = sum(count for _, _, count in touched[kind])
            yield effect


def _of_caps(work: Work, now: Law, then: Law, days: Days, read: Read) -> Effect:
    del now
    return effect_on_caps(reconsidering.caps(work.connection, days, read), then)


def _of_incomes(work: Work, now: Law, then: Law, days: Days, read: Read) -> Effect:
    again = list(moved(reconsidering.homes(work.connection, days, read), now, then))
    return effect_on(reconsidering.those(work.connection, again), then) if again else Effect()


def _of_all(work: Work, now: Law, then: Law, days: Days, read: Read) -> Effect:
    del now
    return effect_on(reconsidering.standing(work.connection, days, read), then)


_EFFECT_OF = {Touch.CAPS: _of_caps, Touch.INCOMES: _of_incomes, Touch.ALL: _of_all}


def _as_read(work: Work, owner: uuid.UUID, law: Law) -> Law:
    return law.read_only_by(dict(work.law_of(owner).readings))


def acts_on_decisions(name: str) -> bool:
    """Say whether the facts of a stored decision are enough to make it anew by another option of that reading."""
    return name in acting_on("law decide")


def effect_of_reading(work: Work, name: str, option: str, organization_id: uuid.UUID | None) -> Effect:
    """Return how the decisions that stand would come out if that reading were by that option, all else as it was.

    For the whole state (no organization) those of EAOs that chose this reading for their own program are left out.
    """
    work.authorize(Permission.READING_CONFIRM)
    work.tx.flush()
    found = reconsidering.days(work.connection)
    if option == AS_THE_STATE:
        option = work.laws(None).reads(name)
    apart = (
        {owner for owner, own in readings.own_choices(work).items() if name in own} if not organization_id else set()
    )
    effect = Effect()
    if found and acts_on_decisions(name):
        standing = reconsidering.standing(work.connection, found)
        stood = (each for each in standing if each.organization_id not in apart)
        effect = effect_on(stood, work.law, {name: option})
    effect.stored = sum(count for _, _, count in found)
    return effect
