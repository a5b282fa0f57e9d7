"""What a figure or another reading would change: decisions made again by another law, counted by kind and EAO."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.tables import Changes
from esa.kernel.wire import Fields
from esa.law import Law
from esa.law.credits.cap_by_rule import CapByRule
from esa.law.decision import NeedsParameters, band_at, cap_at, decide, felt
from esa.law.facts import read_facts

_EXAMPLES = 5
_CAPS_KEPT = 50
_COUNTS = ("stored", "looked_at", "different", "settled", "undecidable", "freed")


@dataclass(frozen=True, slots=True)
class Stood:
    """A stored decision: the facts it saw and what was said of them; `cap` in cents, `readings` other than ours."""

    reference: str
    organization_id: uuid.UUID
    is_settled: bool
    facts: Mapping[str, Any]
    outcome: str
    tier: str | None
    cap: int | None
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Effect:
    """How stored decisions would come out under other figures; none of them is changed by looking.

    `kinds` counts outcome, tier and cap each by itself; `caps` counts each cap from and to; `settled` are those whose
    money was decided on already: they stay untouched. `looked_at` are of days that the figures can touch, the others of
    `stored` cannot differ. `freed` are applications that wait undecided for a figure and could be decided then.
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

    def to_wire(self) -> dict[str, Any]:
        """Return it as JSON types in an order of its own, to be kept and compared; amounts as text."""
        caps = [(_wire(old), _wire(new), count) for (old, new), count in self.caps.items()]
        return {
            **{name: getattr(self, name) for name in _COUNTS},
            "kinds": {kind: self.kinds[kind] for kind in sorted(self.kinds)},
            "caps": [list(each) for each in sorted(caps, key=_often)[:_CAPS_KEPT]],
            "by_organization": {str(each): n for each, n in sorted(self.by_organization.items())},
            "examples": list(self.examples),
        }

    @classmethod
    def from_wire(cls, kept: Mapping[str, Any]) -> "Effect":
        """Return what was kept."""
        return cls(
            **{name: kept[name] for name in _COUNTS},
            kinds=Counter(kept["kinds"]),
            caps=Counter({(_amount(old), _amount(new)): count for old, new, count in kept["caps"]}),
            by_organization=Counter({uuid.UUID(each): n for each, n in kept["by_organization"].items()}),
            examples=list(kept["examples"]),
        )


def _often(moved: tuple[str | None, str | None, int]) -> tuple[int, str, str]:
    """Return what puts the most frequent move of a cap first, and those of one count in an order of their own."""
    old, new, count = moved
    return -count, old or "", new or ""


def _wire(amount: Money | None) -> str | None:
    return None if amount is None else amount.to_wire()


def _amount(text: str | None) -> Money | None:
    return None if text is None else Money.from_wire(text)


@dataclass(frozen=True, slots=True)
class Look:
    """What figures add or change and what that does to decisions.

    `caps` are the caps on credits that they set or move, each beside the rule's (TCAP-3); `growth` is a cap's change
    from the year before.
    """

    changes: Changes
    effect: Effect
    caps: tuple[CapByRule, ...] = ()
    growth: tuple[Money, int] | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return what is kept with a proposal."""
        changes = {"added": list(self.changes.added), "changed": list(self.changes.changed)}
        return {**changes, **self.effect.to_wire(), "caps_by_rule": [each.to_wire() for each in self.caps]}

    @classmethod
    def from_wire(cls, kept: Mapping[str, Any]) -> "Look":
        """Return what was kept with a proposal."""
        caps = tuple(CapByRule.from_wire(each) for each in kept.get("caps_by_rule", ()))
        return cls(Changes(tuple(kept["added"]), tuple(kept["changed"])), Effect.from_wire(kept), caps)

    @property
    def is_idle(self) -> bool:
        """Say whether the figures change nothing."""
        return not (self.changes.added or self.changes.changed)


class Touch(StrEnum):
    """What of the decisions of one day and school year can differ between two laws."""

    NOTHING = "nothing"
    CAPS = "caps"
    INCOMES = "incomes"
    ALL = "all"


def touch(law: Law, other: Law, on: date, year: SchoolYear) -> Touch:
    """Return what can differ: only caps where only the target does, only bands of incomes where only standards do."""
    now, then = felt(law, on, year), felt(other, on, year)
    if now == then:
        return Touch.NOTHING
    if now._replace(target=then.target) == then and then.target is not None:
        return Touch.CAPS
    return Touch.INCOMES if now._replace(standards=then.standards) == then else Touch.ALL


@dataclass(frozen=True, slots=True)
class SameCap:
    """How many decisions of one EAO, day and school year have one cap, and their first references; cap in cents."""

    organization_id: uuid.UUID
    is_settled: bool
    on: date
    year: SchoolYear
    cap: int
    percent: int
    count: int
    references: Sequence[str]


def effect_on_caps(rows: Iterable[SameCap], law: Law) -> Effect:
    """Return how the decisions' caps would come out under the law, where nothing else can."""
    effect = Effect()
    for row in rows:
        cap = cap_at(row.percent, law, row.on, row.year)
        if cap.cents == row.cap:
            continue
        effect.different += row.count
        effect.settled += row.count * row.is_settled
        effect.by_organization[row.organization_id] += row.count
        effect.kinds["cap"] += row.count
        effect.caps[Money(row.cap), cap] += row.count
        effect.examples = sorted([*effect.examples, *row.references])[:_EXAMPLES]
    return effect


@dataclass(frozen=True, slots=True)
class Home:
    """The household of a decision as the standards see it: its size and yearly income."""

    decision_id: uuid.UUID
    on: date
    year: SchoolYear
    size: int
    income: str


def moved(homes: Iterable[Home], law: Law, other: Law) -> Iterator[uuid.UUID]:
    """Yield the decisions whose income stands in another band under the other law; no others can differ."""
    for home in homes:
        asked = Money.from_wire(home.income), home.size
        if band_at(*asked, law, home.on, home.year) is not band_at(*asked, other, home.on, home.year):
            yield home.decision_id


def together(effects: Iterable[Effect]) -> Effect:
    """Return several effects, on decisions of which none is in two, as one."""
    whole = Effect()
    for each in effects:
        for name in _COUNTS:
            setattr(whole, name, getattr(whole, name) + getattr(each, name))
        whole.kinds += each.kinds
        whole.caps += each.caps
        whole.by_organization += each.by_organization
        whole.examples = sorted([*whole.examples, *each.examples])[:_EXAMPLES]
    return whole


def effect_on(decisions: Iterable[Stood], law: Law, read: Mapping[str, str] | None = None) -> Effect:
    """Return how the decisions would come out under the law, each by its own readings save for those of `read`.

    One that the law cannot decide counts as undecidable.
    """
    effect = Effect()
    laws: dict[tuple[tuple[str, str], ...], Law] = {}
    for stood in decisions:
        effect.looked_at += 1
        key = tuple(stood.readings.items())
        if key not in laws:
            laws[key] = law.read_only_by({**stood.readings, **(read or {})})
        try:
            found = decide(read_facts(Fields(stood.facts)), laws[key])
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
