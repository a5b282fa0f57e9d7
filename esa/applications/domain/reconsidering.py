"""What a figure would change: stored decisions decided again by another law, counted by kind and by EAO."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.wire import Fields
from esa.law import Law
from esa.law.decision import NeedsParameters, decide
from esa.law.facts import read_facts
from esa.law.provisions import provisions

_EXAMPLES = 5
# What a decision takes from the law besides its day's provisions: the lunch standard and the income limit.
_OF_THE_DAY = ("poverty", "free_lunch_percent", "reduced_lunch_percent", "income_limit_percent")


@dataclass(frozen=True, slots=True)
class Stood:
    """A stored decision: the facts it saw and what was said of them; `cap` in cents."""

    reference: str
    organization_id: uuid.UUID
    is_settled: bool
    facts: Mapping[str, Any]
    outcome: str
    tier: str | None
    cap: int | None


@dataclass(slots=True)
class Effect:
    """How stored decisions would come out under other figures; none of them is changed by looking.

    `kinds` counts outcome, tier and cap each by itself; `caps` counts each cap from and to; `settled` are those whose
    money was decided on already: they stay untouched. `looked_at` were decided again, the others of `stored` cannot
    differ. `freed` are applications that wait undecided for a figure and could be decided then.
    """

    stored: int = 0
    looked_at: int = 0
    different: int = 0
    settled: int = 0
    undecidable: int = 0
    freed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    caps: Counter[tuple[Money | None, Money | None]] = field(default_factory=Counter)
    by_organization: Counter[uuid.UUID] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def is_touched(law: Law, other: Law, on: date, year: SchoolYear) -> bool:
    """Say whether a decision of that day for that school year can differ between the two laws."""
    return _seen_by(law, on, year) != _seen_by(other, on, year)


def _seen_by(law: Law, on: date, year: SchoolYear) -> tuple[object, ...]:
    return provisions(law, on), *(law.known(key, on) for key in _OF_THE_DAY), law.known("sat", year.first_day)


def effect_on(decisions: Iterable[Stood], law: Law) -> Effect:
    """Return how the decisions would come out under the law; one that it cannot decide counts as undecidable."""
    effect = Effect()
    for stood in decisions:
        effect.looked_at += 1
        try:
            found = decide(read_facts(Fields(stood.facts)), law)
        except NeedsParameters:
            effect.undecidable += 1
            continue
        cap = None if found.cap is None else found.cap.cents
        _count(effect, stood, (found.outcome, found.tier, cap))
    return effect


def _count(effect: Effect, stood: Stood, now: tuple[str, str | None, int | None]) -> None:
    before = (stood.outcome, stood.tier, stood.cap)
    if now == before:
        return
    effect.different += 1
    effect.settled += stood.is_settled
    effect.by_organization[stood.organization_id] += 1
    for kind, old, new in zip(("outcome", "tier", "cap"), before, now, strict=True):
        effect.kinds[kind] += old != new
    if before[2] != now[2]:
        effect.caps[_money(before[2]), _money(now[2])] += 1
    if len(effect.examples) < _EXAMPLES:
        effect.examples.append(stood.reference)


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)
