"""The rules that were tried on a student: each with whether it holds, its section, and why in one sentence."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from esa.kernel.money import Money
from esa.law.qualified_student import CapClass, Entry, Income, Judgement, Outcome, View, needs_a_look, waits_for_sibling
from esa.law.sentences import FINDINGS
from esa.law.versions import L2021, PROPOSED_2026
from esa.law.wording import say

_SECTIONS = {
    "DEF-1": "RSMo 166.700(9)",
    "DEF-2": "RSMo 166.700(9)",
    "DEF-3": "RSMo 166.700(4), (9)",
    "DEF-4": "RSMo 166.700(9)(a)",
    "DEF-5": "RSMo 166.700(9)(b)",
    "DEF-6": "RSMo 166.700(9)(b)a",
    "DEF-7": "RSMo 166.700(9)(b)b; 160.051 to 160.055",
    "DEF-8": "RSMo 166.700(9)(b)c",
    "AMB-7": "RSMo 166.705.2",
    "AMB-14": "RSMo 135.713.5",
    "AMB-25": "RSMo 166.700(9)(b)c",
    "PROP-1": "SB 998 (2026), proposed and not in force",
    "CAP-1": "RSMo 135.714.1(6)(a)a",
    "CAP-2": "RSMo 135.714.1(6)(a)b",
    "CAP-3": "RSMo 135.714.1(6)(a)c",
    "CAP-4": "RSMo 135.714.1(6)(a)d",
    **{f"ORD-{letter}": f"RSMo 135.714.1(4)({letter})" for letter in "abcdefghi"},
}
_SECTIONS_2021 = {
    "DEF-1": "RSMo 166.700(8) as of 2021",
    "DEF-2": "RSMo 166.700(8) as of 2021",
    "DEF-4": "RSMo 166.700(8)(a) as of 2021",
    "DEF-5": "RSMo 166.700(8)(b) as of 2021",
    "DEF-6": "RSMo 166.700(8)(b) as of 2021",
    "DEF-7": "RSMo 166.700(8)(b) as of 2021; 160.051 to 160.055",
    "CAP-11": "RSMo 135.714.1(6) as of 2021",
    **{f"ORD-{letter}": f"RSMo 135.714.1(4)({letter}) as of 2021" for letter in "abc"},
}


class Finding(NamedTuple):
    """One rule tried: `key` and `values` name its sentence, which is composed when it is asked for."""

    rule: str
    holds: bool
    cite: str
    key: str
    values: tuple[tuple[str, object], ...]

    def because(self, language: str = "en") -> str:
        """Return the sentence in the language."""
        return say(FINDINGS[self.key], self.values, language)

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the contract's form."""
        return {"rule": self.rule, "holds": self.holds, "cite": self.cite, "because": self.because(language)}


class Particulars(NamedTuple):
    """The amounts and days of one student that stand in the sentences.

    `plan_last_day` is None for a plan of a kind that does not count, `entry_cutoff` for who is not entering.
    """

    grade: str
    birth_date: date
    entry_age: int
    entry_cutoff: date | None
    plan_dated: date | None
    plan_last_day: date | None
    income: Money | None
    household_size: int
    income_limit: Money | None


def findings_of(
    view: View, judgement: Judgement, facts: Particulars, percents: tuple[tuple[CapClass, int], ...]
) -> tuple[Finding, ...]:
    """Return every rule that was tried: DEF-1 to DEF-8 always, order and caps where there is a tier."""
    return (
        grade_finding(view.law, facts.grade),
        *gate_findings(view),
        plan_finding(view, facts),
        income_finding(view, facts),
        semester_finding(view.law, view.public_semester),
        entry_finding(view, judgement, facts),
        *other_findings(view, judgement, percents),
    )


def _made(law: str, rule: str, holds: bool, key: str, **values: object) -> Finding:
    sections = _SECTIONS_2021 if law == L2021.name and rule in _SECTIONS_2021 else _SECTIONS
    return Finding(rule, holds, sections[rule], key, tuple(values.items()))


@lru_cache(maxsize=64)
def grade_finding(law: str, grade: str) -> Finding:
    """Return DEF-1, which a grade that could be read always meets."""
    return _made(law, "DEF-1", True, "grade_in_school", grade=grade)


@lru_cache(maxsize=1 << 12)
def gate_findings(view: View) -> tuple[Finding, ...]:
    """Return DEF-2 and, since 2024, DEF-3."""
    if view.law == L2021.name:
        if not view.resident:
            return (_made(view.law, "DEF-2", False, "not_resident"),)
        key = "resident_of_counted_place" if view.counted_place else "not_of_counted_place"
        return (_made(view.law, "DEF-2", view.counted_place, key),)
    return (
        _made(view.law, "DEF-2", view.resident, "resident" if view.resident else "not_resident"),
        _made(
            view.law,
            "DEF-3",
            view.lawfully_present,
            "lawfully_present" if view.lawfully_present else "not_lawfully_present",
        ),
    )


def plan_finding(view: View, facts: Particulars) -> Finding:
    """Return DEF-4 with the plan's days."""
    if facts.plan_dated is None:
        return _made(view.law, "DEF-4", False, "iep_none")
    if facts.plan_last_day is None:
        return _made(view.law, "DEF-4", False, "iep_other_kind")
    key = "iep_counts" if view.iep else "iep_too_old"
    return _made(view.law, "DEF-4", view.iep, key, dated=facts.plan_dated, last_day=facts.plan_last_day)


def income_finding(view: View, facts: Particulars) -> Finding:
    """Return DEF-5 with income, household size and limit."""
    if view.income == Income.NOT_GIVEN:
        return _made(view.law, "DEF-5", False, "income_not_given")
    key = "income_within" if view.within_limit else "income_over"
    values = {"income": facts.income, "size": facts.household_size, "limit": facts.income_limit}
    return _made(view.law, "DEF-5", view.within_limit, key, **values)


@lru_cache(maxsize=8)
def semester_finding(law: str, attended: bool) -> Finding:
    """Return DEF-6."""
    return _made(law, "DEF-6", attended, "public_semester" if attended else "no_public_semester")


def entry_finding(view: View, judgement: Judgement, facts: Particulars) -> Finding:
    """Return DEF-7 with birth date and cut-off; it says where a person must look (RSMo 160.053.1)."""
    if view.entry == Entry.NONE:
        return _made(view.law, "DEF-7", False, "not_entering")
    if view.entry == Entry.KINDERGARTEN_DONE:
        return _made(view.law, "DEF-7", True, "kindergarten_done")
    values = {"birth_date": facts.birth_date, "age": facts.entry_age, "cutoff": facts.entry_cutoff}
    if view.entry == Entry.OLD_ENOUGH:
        return _made(view.law, "DEF-7", True, "old_enough", **values)
    looked_at = judgement.outcome == Outcome.REVIEW and needs_a_look(view)
    return _made(view.law, "DEF-7", False, "too_young_but_military" if looked_at else "too_young", **values)


@lru_cache(maxsize=1 << 14)
def other_findings(view: View, judgement: Judgement, percents: tuple[tuple[CapClass, int], ...]) -> tuple[Finding, ...]:
    """Return the findings whose sentences have no amount of the student in them."""
    found = [*_dyslexia(view), *_sibling(view), _renewal(view)]
    if view.frozen:
        found.append(_made(view.law, "AMB-14", view.renewal, "frozen_renewal" if view.renewal else "frozen"))
    if judgement.outcome == Outcome.CONDITIONAL:
        found.append(_made(view.law, "AMB-25", True, "waits_for_sibling"))
    if judgement.tier is not None:
        found += [*_order(view), *_caps(view, judgement, dict(percents))]
    return tuple(found)


def _renewal(view: View) -> Finding:
    """Return AMB-7; read otherwise, a renewal waives nothing."""
    if view.retested:
        return _made(view.law, "AMB-7", False, "renewal_retested" if view.renewal else "no_renewal")
    return _made(view.law, "AMB-7", view.renewal, "renewal" if view.renewal else "no_renewal")


def _dyslexia(view: View) -> tuple[Finding, ...]:
    """Return PROP-1, which only a bill of 2026 has."""
    if view.law != PROPOSED_2026.name:
        return ()
    return (_made(view.law, "PROP-1", view.dyslexia, "dyslexia_limb" if view.dyslexia else "no_dyslexia_limb"),)


def _sibling(view: View) -> tuple[Finding, ...]:
    if not view.shape.sibling_limb:
        return ()
    if view.sibling_renewed:
        return (_made(view.law, "DEF-8", True, "sibling_renewed"),)
    key = "sibling_pending" if waits_for_sibling(view) else "no_sibling_renewed"
    return (_made(view.law, "DEF-8", False, key),)


_ORDER_KEYS_2021 = {"a": "iep_or_reduced_2021", "b": "within_limit_2021", "c": "everyone_else"}
_ORDER_KEYS = {
    "a": "grant_before",
    "b": "sibling_granted",
    "c": "iep_or_dyslexia",
    "d": "free_weak",
    "e": "reduced_weak",
    "f": "free",
    "g": "reduced",
    "h": "military",
    "i": "everyone_else",
}
_FAILED = {
    "grant_before": "no_grant_before",
    "sibling_granted": "no_sibling_granted",
    "iep_or_dyslexia": "no_iep_or_dyslexia",
}


def _order(view: View) -> list[Finding]:
    """Return the letters of the order up to the first that matches, which is the tier (ORD-1)."""
    keys = _ORDER_KEYS_2021 if view.law == L2021.name else _ORDER_KEYS
    found: list[Finding] = []
    for letter, test in view.shape.order:
        holds = test(view)
        key = keys[letter]
        found.append(_made(view.law, f"ORD-{letter}", holds, key if holds else _FAILED.get(key, f"not_{key}")))
        if holds:
            break
    return found


_CAPS: tuple[tuple[str, CapClass], ...] = (
    ("CAP-1", CapClass.LIMITED_ENGLISH),
    ("CAP-2", CapClass.LUNCH),
    ("CAP-3", CapClass.IEP),
    ("CAP-4", CapClass.OTHER),
)


def _caps(view: View, judgement: Judgement, percents: dict[CapClass, int]) -> list[Finding]:
    """Return every cap class that was tried; under the 2021 law there is one cap for all (CAP-11)."""
    if view.law == L2021.name:
        return [_made(view.law, "CAP-11", True, "cap_2021", percent=percents[CapClass.OTHER])]
    found = []
    for rule, name in _CAPS:
        if name in judgement.cap_classes:
            found.append(_made(view.law, rule, True, f"cap_{name}", percent=percents[name]))
        else:
            found.append(_made(view.law, rule, False, f"cap_not_{name}"))
    return found
