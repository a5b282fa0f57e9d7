"""What would change a decision: the nearest facts that open the program or lead to a better tier.

Found by asking the rules again with one fact changed, or with two or three where one is not enough; so no sentence
can promise what the rules do not give.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from esa.law.lunch import Standard
from esa.law.qualified_student import (
    TOO_YOUNG,
    CapClass,
    Entry,
    Income,
    Judgement,
    Outcome,
    View,
    judge,
    waits_for_sibling,
)
from esa.law.sentences import CHANGES, FRAMES, say
from esa.law.versions import L2021

_MOST_AT_ONCE = 3


def _lower_income(to: Income) -> Callable[[View], View]:
    return lambda view: view._replace(income=min(to, view.income))


def _sibling_renewed(view: View) -> View:
    known = view.tests.sibling_limb and not view.sibling_pending
    return view._replace(sibling_granted=True, sibling_renewed=True) if known else view


def _pending_granted(view: View) -> View:
    known = view.tests.sibling_limb and view.sibling_pending
    return view._replace(sibling_granted=True, sibling_renewed=True, sibling_pending=False) if known else view


def _entry_route(view: View) -> View:
    known = view.entry in TOO_YOUNG and view.sponsor_active
    return view._replace(entry=Entry.OLD_ENOUGH) if known else view


def _kindergarten_done(view: View) -> View:
    known = view.entry == Entry.TOO_YOUNG_FOR_FIRST_GRADE
    return view._replace(entry=Entry.KINDERGARTEN_DONE) if known else view


# What could be shown, and the view with it (the same view where it says nothing new), in the order of telling.
_SHOWN: dict[str, Callable[[View], View]] = {
    "unfrozen": lambda view: view._replace(frozen=False),
    "resident": lambda view: view._replace(resident=True),
    "counted_place": lambda view: view._replace(counted_place=True) if view.law == L2021.name else view,
    "lawfully_present": lambda view: view._replace(lawfully_present=True),
    "pending_granted": _pending_granted,
    "entry_route": _entry_route,
    "kindergarten_done": _kindergarten_done,
    "income_limit": _lower_income(Income.WITHIN),
    "public_semester": lambda view: view._replace(public_semester=True),
    "sibling_renewed": _sibling_renewed,
    "sibling_granted": lambda view: view._replace(sibling_granted=True),
    "iep": lambda view: view._replace(iep=True),
    "dyslexia": lambda view: view._replace(dyslexia=True),
    "income_reduced": _lower_income(Income.REDUCED),
    "income_free": _lower_income(Income.FREE),
    "category_free": lambda view: view._replace(category=Income.FREE),
    "military": lambda view: view._replace(military=True),
}
# Of these a lesser one is told where it does as much as a greater one.
_LADDERS = (("income_limit", "income_reduced", "income_free"), ("sibling_granted", "sibling_renewed"))


class Effect(NamedTuple):
    """Facts that would change the decision: they open the program, or lead to a better tier and cap classes."""

    shown: tuple[str, ...]
    opens: bool
    tier: str
    classes: tuple[CapClass, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An effect with the amounts, the day and the percentages that its sentence names."""

    effect: Effect
    cap_percent: int | None
    values: tuple[tuple[str, object], ...]

    def sentence(self, language: str = "en") -> str:
        """Return one plain sentence in the language."""
        facts = FRAMES["and"][language].join(
            say(CHANGES[name][language], self.values, language) for name in self.effect.shown
        )
        of_tier = "tier" if self.cap_percent is None else "tier_and_cap"
        said = FRAMES["opens" if self.effect.opens else of_tier][language].format(
            facts=facts, tier=self.effect.tier, percent=self.cap_percent
        )
        return said[0].upper() + said[1:]


def changes_of(
    view: View, limits: Standard | None, plan_from: date, percents: tuple[tuple[CapClass, int], ...]
) -> tuple[Change, ...]:
    """Return the nearest changes; incomes are named only where the day's lunch standard is known.

    `plan_from` is the earliest day of a plan that would count; a cap is named where it would be higher than now.
    """
    values: tuple[tuple[str, object], ...] = (("plan_from", plan_from),)
    if limits is not None:
        values += (("limit", limits.limit), ("reduced", limits.reduced), ("free", limits.free))
    share = dict(percents)
    now = max((share[name] for name in judge(view).cap_classes), default=0)
    made = []
    for effect in _effects(view, limits is not None):
        then = max(share[name] for name in effect.classes)
        made.append(Change(effect, then if now < then else None, values))
    return tuple(made)


@lru_cache(maxsize=1 << 14)
def _effects(view: View, amounts: bool) -> tuple[Effect, ...]:
    names = [
        name
        for name, show in _SHOWN.items()
        if (amounts or not name.startswith("income")) and show(view) != view and _speaks_to(view, name)
    ]
    now = judge(view)
    for at_once in range(1, _MOST_AT_ONCE + 1):
        found = _better(view, now, combinations(names, at_once))
        if found or now.tier is not None:
            return _nearest(found)
    return ()


def _speaks_to(view: View, name: str) -> bool:
    """Say whether a fact may be told: a pending renewal or a new start decides nothing where another rule stands."""
    return name != "pending_granted" or waits_for_sibling(view) or judge(view).tier is not None


def _better(view: View, now: Judgement, tries: Iterable[tuple[str, ...]]) -> list[Effect]:
    found = []
    for shown in tries:
        changed = view
        for name in shown:
            changed = _SHOWN[name](changed)
        then = judge(changed)
        if then.outcome != Outcome.QUALIFIED or then.tier is None:
            continue
        opens = now.outcome != Outcome.QUALIFIED
        if opens or (now.tier is not None and then.tier < now.tier):
            found.append(Effect(shown, opens, then.tier, then.cap_classes))
    return found


def _nearest(found: list[Effect]) -> tuple[Effect, ...]:
    """Leave out a greater fact of a ladder where a lesser one does the same."""
    tried = {effect.shown: effect for effect in found}
    return tuple(effect for effect in found if not any(_as_good(tried.get(less), effect) for less in _lesser(effect)))


def _lesser(effect: Effect) -> list[tuple[str, ...]]:
    lesser = []
    for ladder in _LADDERS:
        for place, name in enumerate(effect.shown):
            if name in ladder:
                steps = ladder[: ladder.index(name)]
                lesser += [(*effect.shown[:place], step, *effect.shown[place + 1 :]) for step in steps]
    return lesser


def _as_good(lesser: Effect | None, effect: Effect) -> bool:
    return lesser is not None and (effect.opens or lesser.tier <= effect.tier)
