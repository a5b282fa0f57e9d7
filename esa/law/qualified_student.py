"""Who is a qualified student, in which tier, in which cap classes (RSMo 166.700(9), 135.714.1(4) and (6)).

All of it is decided from a `View`, the few yes-or-no facts on which the rules turn. Amounts and days have become such
facts before (an income against the standards, an IEP against its age), so one view always has one judgement.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from esa.law.versions import L2021, L2024, PROPOSED_2026


class Income(IntEnum):
    """The household's income against the standards, the best for the student first."""

    FREE = 0
    REDUCED = 1
    WITHIN = 2
    OVER = 3
    NOT_GIVEN = 4


class Entry(IntEnum):
    """Whether the student may begin kindergarten or first grade (DEF-7)."""

    NONE = 0
    OLD_ENOUGH = 1
    KINDERGARTEN_DONE = 2
    TOO_YOUNG_FOR_KINDERGARTEN = 3
    TOO_YOUNG_FOR_FIRST_GRADE = 4


MAY_BEGIN = (Entry.OLD_ENOUGH, Entry.KINDERGARTEN_DONE)
TOO_YOUNG = (Entry.TOO_YOUNG_FOR_KINDERGARTEN, Entry.TOO_YOUNG_FOR_FIRST_GRADE)


class Outcome(StrEnum):
    """The four answers of a decision."""

    QUALIFIED = "qualified"
    NOT_QUALIFIED = "not_qualified"
    CONDITIONAL = "conditional"
    REVIEW = "review"


class CapClass(StrEnum):
    """The groups with a cap of their own (CAP-1 to CAP-4)."""

    LIMITED_ENGLISH = "limited_english"
    LUNCH = "lunch"
    IEP = "iep"
    OTHER = "other"


class View(NamedTuple):
    """What the rules turn on; `category` is the lunch status without income, NOT_GIVEN for none.

    `readings` are the options chosen that differ from ours (AMB).
    """

    law: str
    resident: bool
    counted_place: bool
    lawfully_present: bool
    iep: bool
    dyslexia: bool
    limited_english: bool
    income: Income
    category: Income
    weak_district: bool
    public_semester: bool
    entry: Entry
    grant_before: bool
    qualified_before: bool
    sibling_granted: bool
    sibling_renewed: bool
    sibling_pending: bool
    military: bool
    sponsor_active: bool
    frozen: bool
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def lunch(self) -> Income:
        """Return FREE or REDUCED by the better of category and income, else a worse one (ORD-7)."""
        return min(self.income, self.category)

    @property
    def within_limit(self) -> bool:
        """Say whether DEF-5 holds."""
        return self.income <= Income.WITHIN

    @property
    def renewal(self) -> bool:
        """Say whether the student qualified once, which keeps the door open (AMB-7)."""
        return self.grant_before or self.qualified_before

    @property
    def retested(self) -> bool:
        """Say whether a renewal must show again all that a new student shows (AMB-7)."""
        return ("AMB-7", "full_retest") in self.readings

    @property
    def shape(self) -> "Shape":
        """Return the rules of the view's version."""
        return _SHAPES[self.law]


class Judgement(NamedTuple):
    """What the rules say of a view; `base_tier` is the tier without counting siblings."""

    outcome: Outcome
    limbs: tuple[str, ...]
    tier: str | None
    base_tier: str | None
    cap_classes: tuple[CapClass, ...]


class Shape(NamedTuple):
    """The rules whose shape a version fixes: its gates, its distribution order as letter and test, limbs of its own."""

    gates: Callable[[View], bool]
    sibling_limb: bool
    order: tuple[tuple[str, Callable[[View], bool]], ...]
    more_limbs: tuple[tuple[str, Callable[[View], bool]], ...] = ()


def _gates_2021(view: View) -> bool:
    return view.resident and view.counted_place


def _gates_2024(view: View) -> bool:
    return view.resident and view.lawfully_present


def _dyslexia_2026(view: View) -> bool:
    return view.dyslexia


_ORDER_2021: tuple[tuple[str, Callable[[View], bool]], ...] = (
    ("a", lambda view: view.iep or view.income <= Income.REDUCED),
    ("b", lambda view: view.within_limit),
    ("c", lambda _: True),
)
_ORDER_2024: tuple[tuple[str, Callable[[View], bool]], ...] = (
    ("a", lambda view: view.grant_before),
    ("b", lambda view: view.sibling_granted),
    ("c", lambda view: view.iep or view.dyslexia),
    ("d", lambda view: view.lunch == Income.FREE and view.weak_district),
    ("e", lambda view: view.lunch == Income.REDUCED and view.weak_district),
    ("f", lambda view: view.lunch == Income.FREE),
    ("g", lambda view: view.lunch == Income.REDUCED),
    ("h", lambda view: view.military),
    ("i", lambda _: True),
)
_SHAPES = {
    L2021.name: Shape(_gates_2021, sibling_limb=False, order=_ORDER_2021),
    L2024.name: Shape(_gates_2024, sibling_limb=True, order=_ORDER_2024),
    PROPOSED_2026.name: Shape(
        _gates_2024, sibling_limb=True, order=_ORDER_2024, more_limbs=(("A-dyslexia", _dyslexia_2026),)
    ),
}


def limbs_of(view: View) -> tuple[str, ...]:
    """Return the limbs that hold, gates aside: renewal, A, B-a, B-b, B-c, and those of the version's own."""
    income = view.within_limit
    held = (
        ("renewal", view.renewal and not view.retested),
        ("A", view.iep),
        ("B-a", income and view.public_semester),
        ("B-b", income and view.entry in MAY_BEGIN),
        ("B-c", income and view.sibling_renewed and view.shape.sibling_limb),
        *((name, holds(view)) for name, holds in view.shape.more_limbs),
    )
    return tuple(name for name, holds in held if holds)


def tier_of(view: View) -> str:
    """Return the letter of the distribution order that matches first (ORD-1)."""
    return next(letter for letter, holds in view.shape.order if holds(view))


def cap_classes_of(view: View) -> tuple[CapClass, ...]:
    """Return every class the student is in (CAP-6)."""
    held = (
        (CapClass.LIMITED_ENGLISH, view.limited_english),
        (CapClass.LUNCH, view.lunch <= Income.REDUCED),
        (CapClass.IEP, view.iep),
    )
    return tuple(name for name, holds in held if holds) or (CapClass.OTHER,)


_OF_SEVERAL: Mapping[str, Callable[[Iterable[int]], int]] = {"highest": max, "lowest": min, "additive": sum}


@lru_cache(maxsize=1 << 10)
def cap_percent_of(
    classes: tuple[CapClass, ...], percents: tuple[tuple[CapClass, int], ...], readings: tuple[tuple[str, str], ...]
) -> int:
    """Return the percent for a student in these classes: the highest, unless read otherwise (AMB-1); 0 in none."""
    shares = [share for name, share in percents if name in classes]
    return _OF_SEVERAL[dict(readings).get("AMB-1", "highest")](shares) if shares else 0


def waits_for_sibling(view: View) -> bool:
    """Say whether a sibling's renewal, still to be decided, would open limb B-c (AMB-25)."""
    known = view.shape.sibling_limb and view.sibling_pending and view.within_limit
    return known and ("AMB-25", "wait") not in view.readings


def needs_a_look(view: View) -> bool:
    """Say whether a military dependent is too young by birthday but may come in by RSMo 160.053.1."""
    return view.entry in TOO_YOUNG and view.sponsor_active and view.within_limit


@lru_cache(maxsize=1 << 16)
def judge(view: View) -> Judgement:
    """Return outcome, limbs, tiers and cap classes. A frozen year lets only renewals through (AMB-14)."""
    refused = Judgement(Outcome.NOT_QUALIFIED, (), None, None, ())
    if not view.shape.gates(view) or (view.frozen and not view.renewal):
        return refused
    outcome, limbs = Outcome.QUALIFIED, limbs_of(view)
    if not limbs and waits_for_sibling(view):
        outcome, limbs = Outcome.CONDITIONAL, ("B-c",)
    if not limbs:
        return Judgement(Outcome.REVIEW, (), None, None, ()) if needs_a_look(view) else refused
    alone = view._replace(sibling_granted=False)
    return Judgement(outcome, limbs, tier_of(view), tier_of(alone), cap_classes_of(view))
