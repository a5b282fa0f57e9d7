"""From facts to the few yes-or-no things on which the rules turn: ages, amounts and days are settled here."""

from collections.abc import Iterable
from datetime import date

from esa.kernel.dates import months_after
from esa.kernel.money import Money
from esa.law.facts import Facts, Military, Sibling
from esa.law.lunch import Standard
from esa.law.provisions import Provisions
from esa.law.qualified_student import Entry, Income, View
from esa.law.versions import L2021

COUNTING_PLANS = ("iep", "service_plan")
WEAK = ("provisional", "unaccredited")


def view_of(facts: Facts, day: Provisions, limits: Standard | None) -> View:
    """Return what the rules turn on."""
    siblings, military = facts.siblings, facts.military
    large_city = day.large_city is not None and facts.city_population >= day.large_city
    return View(
        law=day.version,
        resident=facts.missouri_resident,
        counted_place=day.version == L2021.name and (facts.county_has_charter_government or large_city),
        lawfully_present=facts.lawfully_present,
        iep=_plan_counts(facts, day.plan_months),
        dyslexia=facts.dyslexia_diagnosed,
        limited_english=facts.limited_english,
        income=income_band(facts.annual_income, limits),
        category=_category_of(facts),
        weak_district=facts.accreditation in WEAK,
        public_semester=facts.public_semester,
        entry=_entry_of(facts, day),
        grant_before=facts.grant_previous_school_year,
        qualified_before=facts.qualified_before,
        sibling_granted=_promotes(siblings, day),
        sibling_renewed=_has_renewing(siblings, "granted"),
        sibling_pending=_has_renewing(siblings, "pending"),
        military=_relocated(military),
        sponsor_active=military is not None and military.sponsor_on_active_duty,
        frozen=day.frozen,
        readings=day.readings,
    )


def last_day_of_plan(dated: date, months: int) -> date:
    """Return the last day on which a plan of that date counts (DEF-4), the calendar's last where it has no such day."""
    try:
        return months_after(dated, months)
    except (ValueError, OverflowError):
        return date.max


def entry_cutoff(facts: Facts) -> date:
    """Return the day of the school year before which the birthday must fall (DEF-7; RSMo 160.053 to 160.055)."""
    return date(facts.school_year.opens, *_month_and_day(facts.entry_cutoff))


def _month_and_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def _plan_counts(facts: Facts, months: int) -> bool:
    plan = facts.iep
    if plan is None or plan.kind not in COUNTING_PLANS:
        return False
    return facts.decided_on <= last_day_of_plan(plan.dated, months)


def _entry_of(facts: Facts, day: Provisions) -> Entry:
    if facts.entering is None:
        return Entry.NONE
    first_grade = facts.entering == "first_grade"
    if first_grade and facts.completed_kindergarten:
        return Entry.KINDERGARTEN_DONE
    age = day.first_grade_age if first_grade else day.kindergarten_age
    born = facts.birth_date
    birthday = (born.year + age, born.month, born.day)
    if birthday < (facts.school_year.opens, *_month_and_day(facts.entry_cutoff)):
        return Entry.OLD_ENOUGH
    return Entry.TOO_YOUNG_FOR_FIRST_GRADE if first_grade else Entry.TOO_YOUNG_FOR_KINDERGARTEN


def income_band(income: Money | None, limits: Standard | None) -> Income:
    """Return where a yearly income stands among the limits of its household: all that the rules see of it."""
    if income is None or limits is None:
        return Income.NOT_GIVEN
    cents = income.cents
    if cents <= limits.free.cents:
        return Income.FREE
    if cents <= limits.reduced.cents:
        return Income.REDUCED
    return Income.WITHIN if cents <= limits.limit.cents else Income.OVER


def _category_of(facts: Facts) -> Income:
    if facts.in_state_custody or facts.lunch_categorical == "free":
        return Income.FREE
    return Income.REDUCED if facts.lunch_categorical == "reduced" else Income.NOT_GIVEN


def _has_renewing(siblings: Iterable[Sibling], this_year: str) -> bool:
    return any(each.grant_previous_school_year and each.grant_this_school_year == this_year for each in siblings)


def _promotes(siblings: Iterable[Sibling], day: Provisions) -> bool:
    """Say whether a sibling's grant moves the student up: any of the year, unless only renewals do (AMB-10)."""
    if ("AMB-10", "renewals_only") in day.readings:
        return _has_renewing(siblings, "granted")
    return any(each.grant_this_school_year == "granted" for each in siblings)


def _relocated(military: Military | None) -> bool:
    return (
        military is not None
        and military.sponsor_on_active_duty
        and military.relocated_to_missouri
        and military.first_missouri_school
    )
