"""What would change a decision: the nearest facts that open the program, lead to a better tier or raise the cap.

Found by asking the rules again with one fact changed, or with several where one is not enough; so no sentence
can promise what the rules do not give.
"""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
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
    cap_percent_of,
    judge,
)
from esa.law.sentences import CHANGES, FRAMES
from esa.law.versions import L2021
from esa.law.wording import said_together, say, translated

_MOST_AT_ONCE = 2
CapOf = Callable[[tuple[CapClass, ...]], int]


def _lower_income(to: Income) -> Callable[[View], View]:
    return lambda view: view._replace(income=min(to, view.income))


def _sibling_renewed(view: View) -> View:
    known = view.shape.sibling_limb and not view.sibling_pending
    return view._replace(sibling_granted=True, sibling_renewed=True) if known else view


def _sibling_granted(view: View) -> View:
    renewals_only = ("AMB-10", "renewals_only") in view.readings
    return view if renewals_only else view._replace(sibling_granted=True)


def _pending_granted(view: View) -> View:
    known = view.shape.sibling_limb and view.sibling_pending
    return view._replace(sibling_granted=True, sibling_renewed=True, sibling_pending=False) if known else view


def _entry_route(view: View) -> View:
    known = view.entry in TOO_YOUNG and view.sponsor_active
    return view._replace(entry=Entry.OLD_ENOUGH) if known else view


def _kindergarten_done(view: View) -> View:
    known = view.entry == Entry.TOO_YOUNG_FOR_FIRST_GRADE
    return view._replace(entry=Entry.KINDERGARTEN_DONE) if known else view


# What could be shown, and the view with it (the same view where it says nothing new), in the order of telling.
_SHOWN: dict[str, Callable[[View], View]] = {
    "unfrozen": lambda view: view if view.renewal else view._replace(frozen=False),
    "resident": lambda view: view._replace(resident=True),
    "counted_place": lambda view: view._replace(counted_place=view.law == L2021.name),
    "lawfully_present": lambda view: view if view.law == L2021.name else view._replace(lawfully_present=True),
    "pending_granted": _pending_granted,
    "entry_route": _entry_route,
    "kindergarten_done": _kindergarten_done,
    "income_limit": _lower_income(Income.WITHIN),
    "public_semester": lambda view: view._replace(public_semester=True),
    "sibling_renewed": _sibling_renewed,
    "sibling_granted": _sibling_granted,
    "iep": lambda view: view._replace(iep=True),
    "dyslexia": lambda view: view._replace(dyslexia=True),
    "income_reduced": _lower_income(Income.REDUCED),
    "income_free": _lower_income(Income.FREE),
    "category_free": lambda view: view._replace(category=Income.FREE),
    "military": lambda view: view._replace(military=True),
    "limited_english": lambda view: view._replace(limited_english=True),
}
# All of these that fail must be mended, and then one or two of the others can open the program.
_GATES = ("unfrozen", "resident", "counted_place", "lawfully_present")
_OPENING = (
    "pending_granted",
    "entry_route",
    "kindergarten_done",
    "income_limit",
    "public_semester",
    "sibling_renewed",
    "iep",
)
# Of these a lesser one is told where it does as much as a greater one.
_LADDERS = (
    ("income_reduced", "income_free"),
    ("pending_granted", "sibling_granted", "sibling_renewed"),
)


class Gives(StrEnum):
    """What an effect gives first of all: the program, a better tier, or in the same tier a higher cap."""

    PROGRAM = "opens"
    TIER = "tier"
    CAP = "cap"


class Effect(NamedTuple):
    """Facts that would change the decision, what they give, and the tier and cap classes that would then hold."""

    shown: tuple[str, ...]
    gives: Gives
    tier: str
    classes: tuple[CapClass, ...]


class Change(NamedTuple):
    """An effect with the amounts or the day and the percentage that its sentence names."""

    effect: Effect
    cap_percent: int | None
    values: tuple[tuple[str, object], ...]

    def sentence(self, language: str = "en") -> str:
        """Return one plain sentence in the language; several facts that it takes are numbered in it."""
        facts = [say(CHANGES[name], self.values, language) for name in self.effect.shown]
        frame = translated(FRAMES[self._frame()], language)
        return said_together(frame, facts, tier=self.effect.tier, percent=self.cap_percent)

    def _frame(self) -> str:
        if len(self.effect.shown) > 1:
            return "opens_together"
        return "tier_and_cap" if self.effect.gives is Gives.TIER and self.cap_percent else self.effect.gives.value


def changes_of(
    view: View, limits: Standard | None, plan_from: date, percents: tuple[tuple[CapClass, int], ...]
) -> tuple[Change, ...]:
    """Return the nearest changes; incomes are named only where the day's lunch standard is known.

    `plan_from` is the earliest day of a plan that would count; a cap is named where it would be higher than now.
    """
    values: dict[str, tuple[str, object]] = {"iep": ("plan_from", plan_from)}
    if limits is not None:
        values["income_limit"] = ("limit", limits.limit)
        values["income_reduced"] = ("reduced", limits.reduced)
        values["income_free"] = ("free", limits.free)
    return tuple(
        Change(effect, percent, tuple([values[name] for name in effect.shown if name in values]))
        for effect, percent in _effects(view, limits is not None, percents)
    )


@lru_cache(maxsize=1 << 14)
def _effects(
    view: View, amounts: bool, percents: tuple[tuple[CapClass, int], ...]
) -> tuple[tuple[Effect, int | None], ...]:
    """Return each effect with its cap in percent, where that is higher than now."""
    judgement = judge(view)

    def cap_of(classes: tuple[CapClass, ...]) -> int:
        return cap_percent_of(classes, percents, view.readings)

    if judgement.outcome == Outcome.QUALIFIED:
        effects = _better(view, judgement, _sayable(view, _SHOWN, amounts=amounts), cap_of)
    else:
        gates = tuple(_sayable(view, _GATES, amounts=amounts))
        opening = (*_OPENING, "dyslexia") if view.shape.more_limbs else _OPENING
        effects = _openings(view, gates, _sayable(view, opening, amounts=amounts))
    now = cap_of(judgement.cap_classes)
    caps = [cap_of(effect.classes) for effect in effects]
    return tuple((effect, cap if cap > now else None) for effect, cap in zip(effects, caps, strict=True))


def _sayable(view: View, names: Iterable[str], *, amounts: bool) -> list[str]:
    """Return the facts that would say something new of the student, incomes only where their amounts are known."""
    return [name for name in names if (amounts or not name.startswith("income")) and _SHOWN[name](view) != view]


def _better(view: View, now: Judgement, names: list[str], cap_of: CapOf) -> tuple[Effect, ...]:
    """Return what raises the tier or the cap; of a ladder only the steps that do more than each lesser one."""
    found: dict[str, Effect] = {}
    for name in names:
        then = judge(_SHOWN[name](view))
        if then.tier is None or now.tier is None:
            continue
        if then.tier < now.tier or cap_of(then.cap_classes) > cap_of(now.cap_classes):
            gives = Gives.TIER if then.tier < now.tier else Gives.CAP
            found[name] = Effect((name,), gives, then.tier, then.cap_classes)
    return tuple(
        effect
        for name, effect in found.items()
        if all(
            effect.tier < found[step].tier or cap_of(effect.classes) > cap_of(found[step].classes)
            for step in _lesser(name)
            if step in found
        )
    )


def _lesser(name: str) -> tuple[str, ...]:
    return next((ladder[: ladder.index(name)] for ladder in _LADDERS if name in ladder), ())


def _openings(view: View, gates: tuple[str, ...], names: list[str]) -> tuple[Effect, ...]:
    """Return the smallest sets of facts that open the program, each with every gate that must be mended."""
    found: list[Effect] = []
    for at_once in range(_MOST_AT_ONCE + 1):
        for more in combinations(names, at_once):
            if any(set(effect.shown) <= {*gates, *more} for effect in found):
                continue
            then = judge(_with_all(view, (*gates, *more)))
            if then.outcome == Outcome.QUALIFIED and then.tier is not None:
                found.append(Effect((*gates, *more), Gives.PROGRAM, then.tier, then.cap_classes))
    return tuple(found)


def _with_all(view: View, shown: tuple[str, ...]) -> View:
    for name in shown:
        view = _SHOWN[name](view)
    return view
