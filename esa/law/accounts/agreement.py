"""The agreement of a parent and an EAO, its yearly renewal, and what it does for compulsory attendance."""

from dataclasses import dataclass
from datetime import date

from esa.law.accounts.sentences import ACCOUNTS
from esa.law.law import Law
from esa.law.ruling import Ruling, either, tried

SUBJECTS = ("english", "mathematics", "social_studies", "science")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What the parent signed with the EAO: the subjects promised, and the release of the district of residence."""

    on: date
    signed: bool = True
    in_qualified_school: bool = True
    subjects: tuple[str, ...] = SUBJECTS
    releases_district: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A request to renew; exams are those of the allowed list that the account paid for."""

    asked_by_parent: bool = True
    once_qualified: bool = True
    finished_high_school: bool = False
    exams_bought: int = 0
    exams_with_scores: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A child on a day, for compulsory attendance; `ends_at` is the age the district's board set, if it may."""

    on: date
    age: int
    credits: int = 0
    agreement_signed: bool = False
    ends_at: int | None = None


def check(agreement: Agreement) -> Ruling:
    """Return whether the agreement opens an account (ACC-1, and the release of ACC-2): `stands` or `incomplete`."""
    missing = tuple(each for each in SUBJECTS if each not in agreement.subjects)
    asked = (
        (agreement.signed, "signed", "unsigned"),
        (agreement.in_qualified_school, "in_school", "in_no_school"),
        (not missing, "subjects", "subjects_missing"),
    )
    findings = [
        either(ACCOUNTS, "ACC-1", holds, (met, failed), missing=", ".join(missing)) for holds, met, failed in asked
    ]
    findings.append(either(ACCOUNTS, "ACC-2", agreement.releases_district, ("released", "not_released")))
    return Ruling("stands" if all(each.holds for each in findings) else "incomplete", tuple(findings))


def renew(renewal: Renewal) -> Ruling:
    """Return whether a student's place may be renewed (ACC-4): `renewable` or `not_renewable`.

    Who once qualified stays so until high school is finished and the scores of every exam the account paid for are
    in; `scores_due` tells how many are not.
    """
    due = renewal.exams_bought - renewal.exams_with_scores
    ended = renewal.finished_high_school and due <= 0
    findings = [
        either(ACCOUNTS, "ACC-4", renewal.asked_by_parent, ("asked", "not_asked")),
        either(ACCOUNTS, "ACC-4", renewal.once_qualified, ("once_qualified", "never_qualified")),
        either(ACCOUNTS, "ACC-4", not ended, ("still_on", "finished")),
    ]
    if due > 0:
        findings.append(tried(ACCOUNTS, "ACC-4", True, "scores_due", due=due))
    outcome = "renewable" if all(each.holds for each in findings) else "not_renewable"
    return Ruling(outcome, tuple(findings), {"scores_due": max(due, 0)})


def attend(child: Attendance, law: Law) -> Ruling:
    """Return whether compulsory attendance is met: `met`, `owed` or `not_of_age` (FPE-13, ACC-3)."""
    begins = law.number("compulsory_age_begins", child.on)
    ends = law.number("compulsory_age_ends", child.on)
    lowered = ends if child.ends_at is None else max(child.ends_at, law.number("compulsory_age_lowest", child.on))
    enough = law.number("compulsory_credits", child.on)
    if not begins <= child.age < lowered or child.credits >= enough:
        finding = tried(
            ACCOUNTS, "FPE-13", True, "not_of_age", age=child.age, begins=begins, ends=lowered, enough=enough
        )
        return Ruling("not_of_age", (finding,))
    of_age = tried(ACCOUNTS, "FPE-13", True, "of_age", age=child.age, begins=begins, ends=lowered)
    signed = either(ACCOUNTS, "ACC-3", child.agreement_signed, ("attendance_met", "attendance_owed"))
    return Ruling("met" if child.agreement_signed else "owed", (of_age, signed))
