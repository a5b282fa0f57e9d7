"""What an EAO files each year: its audit, its tests, and the day each is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from esa.kernel.dates import months_after
from esa.law.law import Law
from esa.law.organizations.sentences import ORGANIZATIONS
from esa.law.ruling import Ruling, either, tried

# What the audit must list (EAO-13).
LISTED = ("eao", "students", "contributions", "accounts_opened")
SUBJECTS = ("english", "mathematics")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The audited statements of a fiscal year; `filed_on` is None while they are not filed."""

    on: date
    fiscal_year_ends_on: date
    filed_on: date | None = None
    by_public_accountant: bool = True
    free_of_misstatement: bool = True
    lists: tuple[str, ...] = LISTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """The tests a participating student took in a year."""

    on: date
    grade: str
    subjects: tuple[str, ...] = ()
    state_test: bool = False
    nationally_norm_referenced: bool = False
    shows_value_added: bool = True


def audit_due(fiscal_year_ends_on: date, law: Law) -> date:
    """Return the last day for the audit: six months after the fiscal year, so 31 December for 30 June (EAO-12)."""
    months = law.number("audit_due_months", fiscal_year_ends_on)
    return months_after(fiscal_year_ends_on + _DAY, months) - _DAY


def audit(filing: Audit, law: Law) -> Ruling:
    """Return how the audit stands: `in_time`, `late`, `waited_for`, `overdue` or `incomplete` (EAO-12, EAO-13, RPT-6).

    A filing that comes late and incomplete is `late`, with both grounds; `due` is the last day.
    """
    due = audit_due(filing.fiscal_year_ends_on, law)
    if filing.filed_on is None:
        finding = either(ORGANIZATIONS, "EAO-12", filing.on <= due, ("audit_waited_for", "audit_overdue"), due=due)
        return Ruling("waited_for" if finding.holds else "overdue", (finding,), {"due": due})
    missing = [each for each in LISTED if each not in filing.lists]
    findings = (
        either(
            ORGANIZATIONS, "EAO-12", filing.filed_on <= due, ("audit_in_time", "audit_late"),
            filed=filing.filed_on, due=due,
        ),
        either(ORGANIZATIONS, "EAO-12", filing.by_public_accountant, ("audit_by_cpa", "audit_not_by_cpa")),
        either(ORGANIZATIONS, "EAO-12", filing.free_of_misstatement, ("audit_clean", "audit_not_clean")),
        either(ORGANIZATIONS, "EAO-13", not missing, ("audit_lists", "audit_lacks"), missing=", ".join(missing)),
        either(ORGANIZATIONS, "RPT-6", filing.filed_on <= due, ("audit_in_time", "audit_late"),
               filed=filing.filed_on, due=due),
    )  # fmt: skip
    if not findings[0].holds:
        return Ruling("late", findings, {"due": due})
    return Ruling("in_time" if all(each.holds for each in findings) else "incomplete", findings, {"due": due})


def tests(taken: Tests, law: Law) -> Ruling:
    """Return whether the student's tests are what the law asks (EAO-15): `met`, `owed` or `not_asked`."""
    if taken.grade not in law.texts("tested_grades", taken.on):
        return Ruling("not_asked", (tried(ORGANIZATIONS, "EAO-15", True, "grade_untested", grade=taken.grade),))
    missing = [each for each in SUBJECTS if each not in taken.subjects]
    of_kind = taken.state_test or taken.nationally_norm_referenced
    findings = (
        either(ORGANIZATIONS, "EAO-15", not missing, ("tests_taken", "tests_missing"), missing=", ".join(missing)),
        either(ORGANIZATIONS, "EAO-15", of_kind, ("test_kind", "test_other_kind")),
        either(ORGANIZATIONS, "EAO-15", taken.shows_value_added, ("value_added", "no_value_added")),
    )
    return Ruling("met" if all(each.holds for each in findings) else "owed", findings)
