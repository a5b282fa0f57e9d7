"""Is this a qualified school, and may this student enroll there?"""

from enum import StrEnum

from esa.law.law import Law
from esa.law.school_facts import FpeSchool, Pupil, School
from esa.law.school_sentences import SCHOOLS
from esa.law.tried import Sentence, Tried, sentence
from esa.law.versions import L2021, version_on

_SCHOOL_RULES = {"charter": "SCH-2", "private": "SCH-3", "public": "SCH-4", "virtual": "SCH-5"}
_SECTIONS = {
    "SCH-1": "RSMo 166.700(8); 167.013",
    **dict.fromkeys(_SCHOOL_RULES.values(), "RSMo 166.700(8)"),
    "SCH-6": "RSMo 167.012.1(4)",
    "FPE-3": "RSMo 167.013.1(2)",
    "FPE-4": "RSMo 167.013.1(3)",
    "FPE-6": "RSMo 167.013.2(1)",
    "FPE-7": "RSMo 167.013.2(2)",
    "AMB-20": "RSMo 167.013.1(2); 166.700(9)(b)b",
    "ACC-2": "RSMo 166.705.1(2)",
}
_EXEMPTION = "; 167.013.3"
_SECTION_2021 = "RSMo 166.700(7) as of 2021"


class SchoolOutcome(StrEnum):
    """Qualified, not, or for a person to look at."""

    QUALIFIED = "qualified"
    NOT_QUALIFIED = "not_qualified"
    REVIEW = "review"


def check(school: School, law: Law) -> tuple[SchoolOutcome, tuple[Tried, ...]]:
    """Return whether the school is qualified on the day, and every rule that was tried.

    With a pupil the enrolment is judged too (ACC-2). `review` is a valid FPE school with a pupil under seven
    (AMB-20), who is not let in where it is read otherwise. Raises ValueError before the program's first day.
    """
    found = [*_of_kind(school, law), *_enrolment(school)]
    looked_at = _under_age(school, law)
    excluded = bool(looked_at) and law.reads("AMB-20") == "excluded"
    if excluded or not all(each.holds for each in found):
        outcome = SchoolOutcome.NOT_QUALIFIED
    else:
        outcome = SchoolOutcome.REVIEW if looked_at else SchoolOutcome.QUALIFIED
    return outcome, (*found, *looked_at)


def answer_school(school: School, law: Law, language: str = "en") -> dict[str, object]:
    """Return the contract's answer to a school's line."""
    outcome, found = check(school, law)
    return {
        "id": school.id,
        "law": version_on(school.on).name,
        "outcome": outcome.value,
        "findings": [each.to_wire(language) for each in found],
    }


def _said(key: str, **values: object) -> Sentence:
    return sentence(SCHOOLS, key, **values)


def _tried(rule: str, holds: bool, *reasons: Sentence, cite: str = "") -> Tried:
    return Tried(rule, holds, cite or _SECTIONS[rule], reasons)


def _of_kind(school: School, law: Law) -> list[Tried]:
    """Return the rules of the school's kind; the home-based kind changed in 2024."""
    home_based = law.text("home_based_school_kind", school.on)
    if school.kind == "home":
        if home_based == "home":
            return [_tried("SCH-6", True, _said("home_then"), cite=_SECTION_2021)]
        return [_tried("SCH-6", False, _said("home_never"))]
    if school.kind == "fpe":
        if home_based != "fpe" or school.fpe is None:
            return [_tried("SCH-1", False, _said("fpe_not_yet"), cite=_SECTION_2021)]
        return _fpe(school, school.fpe, law)
    return [_other_kind(school)]


def _other_kind(school: School) -> Tried:
    """Return SCH-2 to SCH-5 with every ground against the school, or all that speaks for it."""
    asked = [
        (school.incorporated_in_missouri, "incorporated", "not_incorporated"),
        (school.nondiscrimination, "no_discrimination", "discrimination"),
    ]
    if school.kind == "private":
        asked.append((school.charges_tuition, "tuition", "no_tuition"))
    against = [failed for met, _, failed in asked if not met]
    keys = against or [passed for _, passed, _ in asked]
    cite = _SECTION_2021 if version_on(school.on) is L2021 else ""
    return _tried(_SCHOOL_RULES[school.kind], not against, *map(_said, keys), cite=cite)


def _fpe(school: School, fpe: FpeSchool, law: Law) -> list[Tried]:
    """Return SCH-1 and the tests of an FPE school (FPE-3, FPE-4, FPE-6, FPE-7; FPE-8 lifts the last two)."""
    most = law.number("fpe_unrelated_most", school.on)
    within = fpe.unrelated_children <= most
    tests = [
        _tried(
            "FPE-3",
            within,
            _said("unrelated_within" if within else "unrelated_over", count=fpe.unrelated_children, most=most),
        ),
        _tried("FPE-4", not fpe.takes_pay, _said("pay" if fpe.takes_pay else "no_pay")),
        *_records_and_hours(school, fpe, law),
    ]
    valid = all(test.holds for test in tests)
    return [_tried("SCH-1", valid, _said("fpe_valid" if valid else "fpe_not_valid")), *tests]


def _records_and_hours(school: School, fpe: FpeSchool, law: Law) -> list[Tried]:
    from_age = law.number("fpe_exempt_age", school.on)
    if fpe.student_age >= from_age:
        reason = _said("exempt", age=fpe.student_age, from_age=from_age)
        return [_tried(rule, True, reason, cite=_SECTIONS[rule] + _EXEMPTION) for rule in ("FPE-6", "FPE-7")]
    hours = {
        "hours": (fpe.hours_total, law.number("fpe_hours", school.on)),
        "hours_core": (fpe.hours_core, law.number("fpe_hours_core", school.on)),
        "hours_core_at_location": (
            fpe.hours_core_at_location,
            law.number("fpe_hours_core_at_location", school.on),
        ),
    }
    reasons = [
        _said(f"{key}_offered" if offered >= least else f"{key}_short", hours=offered, least=least)
        for key, (offered, least) in hours.items()
    ]
    enough = all(offered >= least for offered, least in hours.values())
    return [
        _tried("FPE-6", fpe.records != "none", _said(f"records_{fpe.records}")),
        _tried("FPE-7", enough, *reasons),
    ]


def _under_age(school: School, law: Law) -> list[Tried]:
    """Return AMB-20, which sends an FPE pupil under seven to a person."""
    if school.fpe is None or version_on(school.on) is L2021:
        return []
    least, age = law.number("fpe_least_age", school.on), school.fpe.student_age
    key = "too_young" if law.reads("AMB-20") == "excluded" else "under_age"
    return [_tried("AMB-20", False, _said(key, age=age, least=least))] if age < least else []


def _enrolment(school: School) -> list[Tried]:
    """Return ACC-2 where a pupil is named: no public school or charter of the district of residence."""
    pupil = school.pupil
    if pupil is None:
        return []
    if school.kind == "charter" and school.located_in_district is not None:
        return [_outside_residence(pupil, "charter", school.located_in_district)]
    if school.kind in {"public", "virtual"} and school.operated_by_district is not None:
        return [_outside_residence(pupil, "public", school.operated_by_district)]
    return [_tried("ACC-2", True, _said("no_public_of_district"))]


def _outside_residence(pupil: Pupil, what: str, district: str) -> Tried:
    resident = pupil.resident_district
    if district != resident:
        return _tried("ACC-2", True, _said(f"not_resident_{what}", district=district, resident=resident))
    if pupil.in_state_custody:
        return _tried("ACC-2", True, _said("custody", resident=resident))
    return _tried("ACC-2", False, _said(f"resident_{what}", resident=resident))
