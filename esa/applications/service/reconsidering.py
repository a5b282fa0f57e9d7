"""A look at what a figure or another reading would change; nothing is decided and nothing is stored."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.applications.domain.reconsidering import Effect, Look, effect_on, is_touched
from esa.applications.service.waiting import decidable
from esa.applications.store import reconsidering
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

    Only days on which the two laws differ are decided again; the decisions of all others cannot come out differently.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    work.tx.flush()
    found = reconsidering.days(work.connection)
    touched = [(on, year) for on, year, _ in found if is_touched(work.law, law, on, year)]
    effect = effect_on(reconsidering.standing(work.connection, touched), law) if touched else Effect()
    effect.stored = sum(count for _, _, count in found)
    effect.freed = sum(len(ids) for ids in decidable(work, lambda owner: _as_read(work, owner, law)).values())
    return effect


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
        standing = reconsidering.standing(work.connection, [(on, year) for on, year, _ in found])
        stood = (each for each in standing if each.organization_id not in apart)
        effect = effect_on(stood, work.law, {name: option})
    effect.stored = sum(count for _, _, count in found)
    return effect
