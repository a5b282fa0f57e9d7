"""Virtual courses and programs: who may take them, who pays how much, what an account may pay (161.670)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from esa.kernel.dates import SchoolYear
from esa.kernel.holidays import business_days_after
from esa.kernel.money import ZERO, Money
from esa.law.law import Law
from esa.law.mocap_sentences import COURSES
from esa.law.ruling import Ruling, either, tried
from esa.law.tried import Tried

_HUNDRED = 100
GRADES = ("K", *(str(grade) for grade in range(1, 13)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A virtual course for a student; `payer` is `account` or `district`, `completed_percent` the work done so far."""

    school_year: SchoolYear
    price: Money
    length: Literal["semester", "year"] = "semester"
    payer: Literal["account", "district"] = "account"
    missouri_resident: bool = True
    age: int = 12
    grade: str = "6"
    full_time_public: bool = False
    approved_beforehand: bool = False
    completed_percent: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A student in a virtual program of a host: credits of the term, and tuition asked of the account if any."""

    on: date
    public: bool = True
    host_district: str = ""
    resident_district: str = ""
    term_credits: int = 6
    tuition: Money = ZERO
    applied_on: date | None = None
    input_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider of courses on a day: authorized or denied, and when a denial was explained."""

    on: date
    authorized_on: date | None = None
    denied_on: date | None = None
    explained_on: date | None = None


def course_ceiling(year: SchoolYear, length: str, law: Law) -> Money:
    """Return the most that a district pays for a course (MOC-4), by the target of the year before (MOC-5).

    Floored to the cent. Raises UnknownParameter for `sat`.
    """
    target = law.money("sat", year.previous.first_day)
    percent = law.number(f"course_ceiling_{length}_percent", year.first_day)
    return target.floor_share(Fraction(percent, _HUNDRED))


def take_course(course: Course, law: Law) -> Ruling:
    """Return whether the course may be taken and paid: `allow`, `warn` or `deny` (MOC-1 to MOC-6).

    A price over the ceiling is only a warning to an account (MOC-6); a district `pays` at most the ceiling, and only
    for work done. `ceiling` is that of the course's length.
    """
    ceiling = course_ceiling(course.school_year, course.length, law)
    who = _who(course, law)
    over = course.price - ceiling
    if course.payer == "account":
        by_agreement = either(COURSES, "MOC-3", not course.full_time_public, ("by_agreement", "by_district"))
        warning = tried(COURSES, "MOC-6", True, "over_ceiling" if over > ZERO else "within_ceiling",
                        price=course.price, ceiling=ceiling, over=over)  # fmt: skip
        findings: tuple[Tried, ...] = (who, by_agreement, warning)
        allowed = "warn" if over > ZERO else "allow"
        pays = course.price
    else:
        asked = course.full_time_public and course.approved_beforehand
        findings = (
            who,
            either(COURSES, "MOC-2", asked, ("district_pays", "district_does_not")),
            tried(COURSES, "MOC-4", True, "pays_at_most", ceiling=ceiling, percent=course.completed_percent),
            tried(COURSES, "MOC-5", True, "target_before", year=course.school_year.previous),
        )
        allowed = "allow"
        pays = min(course.price, ceiling).floor_share(Fraction(course.completed_percent, _HUNDRED))
    if not all(each.holds for each in findings):
        return Ruling("deny", findings, {"ceiling": ceiling, "pays": ZERO})
    return Ruling(allowed, findings, {"ceiling": ceiling, "pays": pays})


def _who(course: Course, law: Law) -> Tried:
    """Return MOC-1: a Missouri resident under 21 in kindergarten through grade 12."""
    under = law.number("virtual_age_under", course.school_year.first_day)
    holds = course.missouri_resident and course.age < under and course.grade in GRADES
    return either(COURSES, "MOC-1", holds, ("may_take", "may_not_take"), under=under)


def join_program(program: Program, law: Law) -> Ruling:
    """Return whether a student of this program may be in a virtual program: `allow`, `review` or `deny`.

    A full-time public program of another district is for a person to look at, since the state pays the host already,
    and no tuition is paid for it (AMB-19); read otherwise, it is barred. Full time is six credits a term (MOC-8).
    `input_due` is the last of ten business days for the home district's view (MOC-9).
    """
    least = law.number("full_time_credits", program.on)
    full_time = program.term_credits >= least
    keys = ("full_time", "part_time")
    findings = [tried(COURSES, "MOC-8", True, keys[0 if full_time else 1], credits=program.term_credits, least=least)]
    figures: dict[str, date | str | None] = {"full_time": "yes" if full_time else "no", "input_due": None}
    if program.applied_on is not None and full_time:
        due = business_days_after(program.applied_on, law.number("district_input_days", program.on))
        said = program.input_on or program.on
        findings.append(either(COURSES, "MOC-9", said <= due, ("input_in_time", "input_late"), due=due))
        figures["input_due"] = due
    if not (program.public and full_time):
        return Ruling("allow", tuple(findings), figures)
    if program.host_district == program.resident_district:
        findings.append(tried(COURSES, "ACC-2", False, "own_district"))
        return Ruling("deny", tuple(findings), figures)
    barred = law.reads("AMB-19") == "barred"
    key = "barred" if barred else "paid_twice" if program.tuition else "paid_once"
    findings.append(tried(COURSES, "AMB-19", False, key))
    return Ruling("deny" if barred or program.tuition else "review", tuple(findings), figures)


def authorize(provider: Provider, law: Law) -> Ruling:
    """Return how a provider stands (MOC-15): `authorized`, `lapsed`, `denied`, `explanation_owed` or `unknown`."""
    if provider.denied_on is not None:
        due = provider.denied_on + timedelta(days=law.number("denial_explained_days", provider.on))
        explained = (provider.explained_on or provider.on) <= due
        finding = either(COURSES, "MOC-15", explained, ("denial_explained", "denial_unexplained"), due=due)
        return Ruling("denied" if explained else "explanation_owed", (finding,), {"due": due})
    if provider.authorized_on is None:
        return Ruling("unknown", (tried(COURSES, "MOC-15", False, "not_authorized"),))
    last = _years_on(provider.authorized_on, law.number("authorization_years", provider.on))
    finding = either(COURSES, "MOC-15", provider.on <= last, ("authorized", "authorization_over"), last=last)
    return Ruling("authorized" if finding.holds else "lapsed", (finding,), {"last_day": last})


def _years_on(day: date, years: int) -> date:
    """Return the last day of a span of years that begins on the day."""
    try:
        return day.replace(year=day.year + years) - timedelta(days=1)
    except ValueError:
        return date(day.year + years, 2, 28)
