"""A look at what a figure would change before anybody publishes it; nothing is decided and nothing is stored."""

from esa.applications.domain.reconsidering import Effect, effect_on, is_touched
from esa.applications.service.waiting import decidable
from esa.applications.store import reconsidering
from esa.kernel.permissions import Permission
from esa.law import Law
from esa.platform.work import Work


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
