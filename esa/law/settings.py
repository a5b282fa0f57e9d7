"""What a school must be beside the tests of `schools`: an FPE school's setting, a partner, accreditation."""

from dataclasses import dataclass
from datetime import date

from esa.law.law import Law
from esa.law.ruling import Ruling, either, tried
from esa.law.settings_sentences import SETTINGS

BACKGROUND_CHECK = "background_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class FpeSetting:
    """What a family says of its FPE school, and the conditions that somebody set for taking its student."""

    on: date
    instruction_is_main_purpose: bool = True
    incorporated: bool = False
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coursework:
    """The hours of one course in an FPE or home school."""

    on: date
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A school that wants to take part: its partners among certified EAOs, and whether it is accredited."""

    on: date
    kind: str = "private"
    partners: int = 1
    accredited: bool = True


def fpe_setting(setting: FpeSetting, law: Law) -> Ruling:
    """Return whether the FPE school's setting is right: `right` or `wrong` (FPE-1, FPE-2, FPE-5).

    It need not be incorporated; since August 2024 nobody may make a background check a condition.
    """
    checks_allowed = law.flag("home_based_background_check", setting.on)
    free = checks_allowed or BACKGROUND_CHECK not in setting.conditions
    findings = (
        tried(SETTINGS, "FPE-1", True, "incorporated" if setting.incorporated else "not_incorporated"),
        either(SETTINGS, "FPE-2", setting.instruction_is_main_purpose, ("instruction", "no_instruction")),
        either(SETTINGS, "FPE-5", free, ("no_check_asked", "check_asked")),
    )
    return Ruling("right" if all(each.holds for each in findings) else "wrong", findings)


def credit_hours(course: Coursework, law: Law) -> Ruling:
    """Return how many credits toward graduation the hours make (FPE-11): outcome `credit` or `none`."""
    hours = law.number("fpe_credit_hours", course.on)
    earned = course.hours // hours
    keys = ("credits", "too_few_hours")
    finding = either(SETTINGS, "FPE-11", earned > 0, keys, hours=course.hours, least=hours, earned=earned)
    return Ruling("credit" if earned else "none", (finding,), {"credits": earned})


def participate(school: Participation, law: Law) -> Ruling:
    """Return whether the school may take part by the Treasurer's practice (SCH-7): `may` or `may_not`.

    Whether accreditation is asked is a flag, since the statute does not ask for it; it is never asked of an FPE school.
    """
    asked = law.flag("accreditation_required", school.on) and school.kind != "fpe"
    findings = [either(SETTINGS, "SCH-7", school.partners > 0, ("partnered", "unpartnered"))]
    if asked:
        findings.append(either(SETTINGS, "SCH-7", school.accredited, ("accredited", "unaccredited")))
    return Ruling("may" if all(each.holds for each in findings) else "may_not", tuple(findings))
