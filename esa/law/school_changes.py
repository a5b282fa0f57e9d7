"""What would make a school qualified, or open it to a pupil, found by asking the rules again with other facts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from esa.law.changing import WouldDo, smallest_sets
from esa.law.law import Law
from esa.law.school_facts import FpeSchool, School
from esa.law.school_sentences import SCHOOL_CHANGES, SCHOOL_FRAMES
from esa.law.schools import SchoolOutcome, answer_school, check
from esa.law.tried import sentence

Change = Callable[[School], School]

# Any district but the one of residence.
ANOTHER_DISTRICT = "another district"
# What an FPE school must reach, or may: the parameter, and the school's number with it.
_NUMBERS: Mapping[str, tuple[str, Callable[[FpeSchool, int], FpeSchool]]] = {
    "unrelated": (
        "fpe_unrelated_most",
        lambda fpe, most: replace(fpe, unrelated_children=min(fpe.unrelated_children, most)),
    ),
    "hours": ("fpe_hours", lambda fpe, least: replace(fpe, hours_total=max(fpe.hours_total, least))),
    "hours_core": ("fpe_hours_core", lambda fpe, least: replace(fpe, hours_core=max(fpe.hours_core, least))),
    "hours_core_at_location": (
        "fpe_hours_core_at_location",
        lambda fpe, least: replace(fpe, hours_core_at_location=max(fpe.hours_core_at_location, least)),
    ),
    "age": ("fpe_least_age", lambda fpe, least: replace(fpe, student_age=max(fpe.student_age, least))),
}


def _other_district(school: School) -> School:
    return replace(
        school,
        operated_by_district=school.operated_by_district and ANOTHER_DISTRICT,
        located_in_district=school.located_in_district and ANOTHER_DISTRICT,
    )


def _of_fpe(change: Callable[[FpeSchool], FpeSchool]) -> Change:
    return lambda school: school if school.fpe is None else replace(school, fpe=change(school.fpe))


_SHOWN: Mapping[str, Change] = {
    "incorporated": partial(replace, incorporated_in_missouri=True),
    "nondiscrimination": partial(replace, nondiscrimination=True),
    "tuition": partial(replace, charges_tuition=True),
    "no_pay": _of_fpe(lambda fpe: replace(fpe, takes_pay=False)),
    "records": _of_fpe(lambda fpe: replace(fpe, records="all_three")),
    "other_district": _other_district,
}


def qualifying(school: School, law: Law) -> tuple[WouldDo, ...]:
    """Return the smallest sets of facts with which the school is qualified and, where a pupil is named, open to it.

    A school of another kind is another school, so it is not told.
    """
    tried = check(school, law)
    amounts = {name: law.number(key, school.on) for name, (key, _) in _NUMBERS.items()} if _is_fpe(school, law) else {}
    shown = dict(_SHOWN)
    for name, amount in amounts.items():
        shown[name] = _of_fpe(partial(_reach, name, amount))
    matters = {name: change for name, change in shown.items() if check(change(school), law) != tried}
    found = smallest_sets(school, matters, lambda facts: check(facts, law)[0] is SchoolOutcome.QUALIFIED)
    said = {
        name: sentence(SCHOOL_CHANGES, name, **({"amount": amounts[name]} if name in amounts else {})) for name in shown
    }
    return tuple(WouldDo(names, tuple(said[name] for name in names), SCHOOL_FRAMES) for names in found)


def _is_fpe(school: School, law: Law) -> bool:
    return school.fpe is not None and law.text("home_based_school_kind", school.on) == "fpe"


def _reach(name: str, amount: int, fpe: FpeSchool) -> FpeSchool:
    return _NUMBERS[name][1](fpe, amount)


def answer_with_trace(school: School, law: Law, language: str) -> dict[str, object]:
    """Return the contract's answer with `trace`, the sentences on what would make the school qualify."""
    trace = [each.sentence(language) for each in qualifying(school, law)]
    return {**answer_school(school, law, language), "trace": trace}
