"""The decision on one student: every rule that was tried, the tier, the cap, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.facts import Facts
from esa.law.findings import Finding, Particulars, findings_of
from esa.law.law import Law, UnknownParameter
from esa.law.lunch import Standard, standard
from esa.law.provisions import Provisions, provisions
from esa.law.qualified_student import Income, Judgement, View, cap_percent_of, judge
from esa.law.standing import COUNTING_PLANS, entry_cutoff, income_band, last_day_of_plan, view_of
from esa.law.trace import Change, changes_of

_HUNDRED = 100
# The command whose readings a decision on a student follows: its answer records those, and no others.
PLACE = "law decide"


class NeedsParameters(LookupError):
    """A decision that cannot be made because parameters are not known; `unknown` are all that are certainly needed."""

    def __init__(self, unknown: tuple[UnknownParameter, ...]) -> None:
        super().__init__(", ".join(each.key for each in unknown))
        self.unknown = unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the law says of the facts. `base_tier` leaves siblings out: it is what an award run starts from."""

    facts: Facts
    law: str
    judgement: Judgement
    cap: Money | None
    cap_percent: int | None
    view: View
    standard: Standard | None
    day: Provisions
    overrides: Mapping[str, str]
    readings: Mapping[str, str]

    @property
    def outcome(self) -> str:
        """Return qualified, not_qualified, conditional or review."""
        return self.judgement.outcome.value

    @property
    def limbs(self) -> tuple[str, ...]:
        """Return the limbs that hold, none where the student is not in."""
        return self.judgement.limbs

    @property
    def tier(self) -> str | None:
        """Return the letter in the distribution order."""
        return self.judgement.tier

    @property
    def base_tier(self) -> str | None:
        """Return the letter without counting siblings."""
        return self.judgement.base_tier

    @property
    def lunch(self) -> str | None:
        """Return `free`, `reduced` or None: the better of category and income (ORD-7)."""
        return {Income.FREE: "free", Income.REDUCED: "reduced"}.get(self.view.lunch)

    @property
    def has_iep(self) -> bool:
        """Say whether an IEP or service plan counts (DEF-4)."""
        return self.view.iep

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return every rule that was tried, with its reason."""
        return findings_of(self.view, self.judgement, self.particulars(), self.day.cap_percents)

    @property
    def trace(self) -> tuple[Change, ...]:
        """Return the nearest facts that would make the student eligible or raise the tier."""
        return changes_of(self.view, self.standard, self.day.plan_from, self.day.cap_percents)

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the contract's answer, its sentences in the language."""
        answer: dict[str, object] = {
            "id": self.facts.id,
            "law": self.law,
            "outcome": self.outcome,
            "limbs": list(self.limbs),
            "tier": self.tier,
            "cap": None if self.cap is None else self.cap.to_wire(),
            "cap_percent": self.cap_percent,
            "findings": [finding.to_wire(language) for finding in self.findings],
            "trace": [change.sentence(language) for change in self.trace],
        }
        if self.overrides:
            answer["overrides"] = dict(self.overrides)
        if self.readings:
            answer["readings"] = dict(self.readings)
        return answer

    def particulars(self) -> Particulars:
        """Return the amounts and days that stand in the sentences."""
        facts, plan = self.facts, self.facts.iep
        counts = plan is not None and plan.kind in COUNTING_PLANS
        return Particulars(
            grade=facts.grade,
            birth_date=facts.birth_date,
            entry_age=self.day.first_grade_age if facts.entering == "first_grade" else self.day.kindergarten_age,
            entry_cutoff=None if facts.entering is None else entry_cutoff(facts),
            plan_dated=None if plan is None else plan.dated,
            plan_last_day=last_day_of_plan(plan.dated, self.day.plan_months) if plan is not None and counts else None,
            income=facts.annual_income,
            household_size=facts.household_size,
            income_limit=None if self.standard is None else self.standard.limit,
        )


def decide(facts: Facts, law: Law) -> Decision:
    """Apply every rule in force on the day of decision; a refusal lists all its grounds.

    The lunch standard is that of `decided_on` (AMB-12), the state adequacy target that of `school_year` (AMB-2); the
    cap is floored to the cent (CAP-9). Raises NeedsParameters where `poverty` is not known though an income is given,
    or `sat` (AMB-2: `sat_after_withholding`) where there is a cap to state; ValueError before the program's first day.
    """
    day = provisions(law, facts.decided_on)
    unknown: list[UnknownParameter] = []
    limits = None
    try:
        limits = standard(law, _standard_day(law, facts.decided_on, facts.school_year), facts.household_size)
    except UnknownParameter as missing:
        if facts.annual_income is not None:
            unknown.append(missing)
    view = view_of(facts, day, limits)
    judgement = judge(view)
    cap = percent = None
    if judgement.tier is not None:
        percent = cap_percent_of(judgement.cap_classes, day.cap_percents, day.readings)
        try:
            cap = cap_at(percent, law, facts.decided_on, facts.school_year)
        except UnknownParameter as missing:
            unknown.append(missing)
    if unknown:
        raise NeedsParameters(tuple(unknown))
    signed = day.version if law.proposal is None else law.proposal.name
    return Decision(
        facts=facts, law=signed, judgement=judgement, cap=cap, cap_percent=percent, view=view, standard=limits,
        day=day, overrides=law.given, readings=dict(law.readings_in(PLACE)),
    )  # fmt: skip


def cap_at(percent: int, law: Law, decided_on: date, year: SchoolYear) -> Money:
    """Return that percentage of the state adequacy target that counts, floored to the cent (CAP-9).

    Raises UnknownParameter for `sat`, or for `sat_after_withholding` where the law is read so (AMB-2).
    """
    return law.money(*_target(law, decided_on, year)).floor_share(Fraction(percent, _HUNDRED))


class Felt(NamedTuple):
    """All that a decision of one day for one school year takes from the law; where it is the same, so is the decision.

    `standards` decide only where an income stands among its limits, `target` only the cap.
    """

    day: Provisions
    standards: tuple[object, ...]
    target: object


def felt(law: Law, decided_on: date, year: SchoolYear) -> Felt:
    """Return what decisions of that day for that school year take from the law."""
    on = _standard_day(law, decided_on, year)
    keys = ("poverty", "free_lunch_percent", "reduced_lunch_percent", "income_limit_percent")
    standards = tuple(law.known(key, on) for key in keys)
    return Felt(provisions(law, decided_on), standards, law.known(*_target(law, decided_on, year)))


def band_at(income: Money | None, size: int, law: Law, decided_on: date, year: SchoolYear) -> Income | None:
    """Return where an income stands among the limits that count for it, None where they are not known."""
    try:
        return income_band(income, standard(law, _standard_day(law, decided_on, year), size))
    except UnknownParameter:
        return None


def _standard_day(law: Law, decided_on: date, year: SchoolYear) -> date:
    """Return the day whose lunch standard counts: the day of decision, unless read otherwise (AMB-12)."""
    return year.first_day if law.readings and ("AMB-12", "of_the_school_year") in law.readings else decided_on


def _target(law: Law, decided_on: date, year: SchoolYear) -> tuple[str, date]:
    """Return which target counts, of which day: that of the school year's first day, unless read otherwise (AMB-2)."""
    read = law.reads("AMB-2") if law.readings else ""
    key = "sat_after_withholding" if read == "after_withholding" else "sat"
    return key, decided_on if read == "latest_on_day_of_decision" else year.first_day
