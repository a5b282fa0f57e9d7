"""A look at what a figure would change before anybody publishes it; nothing is decided and nothing is stored."""

from collections.abc import Sequence
from datetime import date

from esa.applications.domain.reconsidering import Effect, Look, effect_on, is_touched
from esa.applications.service.waiting import decidable
from esa.applications.store import reconsidering
from esa.kernel.permissions import Permission
from esa.law import Law
from esa.parameters import service as parameters
from esa.platform.work import Work


def look(work: Work, figures: Sequence[parameters.Figure], source: str, as_of: date) -> Look:
    """Return what figures would change in the law and in the decisions that stand. Raises Invalid with every fault.

    Who goes on to act calls `one_at_a_time` first, so that what was shown is what is done.
    """
    changes = parameters.publish(work, figures, source=source, as_of=as_of, dry=True)
    growth = next(filter(None, (parameters.growth_of_cap(work, each) for each in figures)), None)
    law = parameters.law_with(work, *figures)
    return Look(changes, effect_of(work, law), tuple(parameters.caps_moved(law, figures)), growth)


def effect_of(work: Work, law: Law) -> Effect:
    """Return how the decisions that stand would come out by that law, with the facts that they saw.

    Only days on which the two laws differ are decided again; the decisions of all others cannot come out differently.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    work.tx.flush()
    found = reconsidering.days(work.connection)
    touched = [(on, year) for on, year, _ in found if is_touched(work.law, law, on, year)]
    effect = effect_on(reconsidering.standing(work.connection, touched), law) if touched else Effect()
    effect.stored = sum(count for _, _, count in found)
    effect.freed = sum(len(ids) for ids in decidable(work, law).values())
    return effect
