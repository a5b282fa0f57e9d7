"""Audit of accounts, disqualification and its appeal, holds: what the Treasurer must and may do (166.710)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from esa.kernel.dates import SchoolYear
from esa.law.law import Law
from esa.law.oversight_sentences import OVERSIGHT
from esa.law.ruling import Ruling, either, tried


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsAudit:
    """The audit of a school year's accounts; `done_on` is None while there was none."""

    on: date
    school_year: SchoolYear
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """What somebody is said to have done, who decides, and where the student lives."""

    by: Literal["parent", "student", "vendor"] = "parent"
    intentional: bool = True
    misrepresents: bool = False
    breaks_law_materially: bool = False
    substantial: bool = False
    decided_by: Literal["treasurer", "designee", "eao"] = "treasurer"
    county: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A temporary hold of an account: why, from when, until when."""

    on: date
    reason: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


def audit_accounts(audit: AccountsAudit, law: Law) -> Ruling:
    """Return whether a year's accounts must be audited (AUD-1): `not_asked`, `done`, `waited_for` or `overdue`.

    An audit is yearly, so it is `overdue` once the following school year is over.
    """
    first = law.known("account_audit_start_school_year", audit.school_year.first_day)
    if not isinstance(first, str) or audit.school_year < SchoolYear.parse(first):
        finding = tried(OVERSIGHT, "AUD-1", True, "audit_not_asked", year=audit.school_year)
        return Ruling("not_asked", (finding,))
    if audit.done_on is not None:
        finding = tried(OVERSIGHT, "AUD-1", True, "audit_done", year=audit.school_year, on=audit.done_on)
        return Ruling("done", (finding,))
    due = audit.school_year.following.last_day
    keys = ("audit_waited_for", "audit_overdue")
    finding = either(OVERSIGHT, "AUD-1", audit.on <= due, keys, year=audit.school_year, due=due)
    return Ruling("waited_for" if finding.holds else "overdue", (finding,), {"due": due})


def judge(violation: Violation) -> Ruling:
    """Return whether the violation disqualifies (AUD-2): `disqualify` or `no_disqualification`.

    Figures: `appeal`, the first place of appeal, and `court`, the circuit court after it (AUD-3); `attorney_general`
    is `may` where the misuse is substantial (AUD-4).
    """
    kind = violation.misrepresents or violation.breaks_law_materially
    decides = violation.decided_by in {"treasurer", "designee"}
    findings = [
        either(OVERSIGHT, "AUD-2", violation.intentional, ("intentional", "unintentional")),
        either(OVERSIGHT, "AUD-2", kind, ("material", "immaterial")),
        either(OVERSIGHT, "AUD-2", decides, ("treasurer_decides", "somebody_else_decides")),
    ]
    if violation.substantial:
        findings.append(tried(OVERSIGHT, "AUD-4", True, "attorney_general"))
    referral = "may" if violation.substantial else "no"
    if not all(each.holds for each in findings):
        return Ruling("no_disqualification", tuple(findings), {"attorney_general": referral})
    findings.append(tried(OVERSIGHT, "AUD-3", True, "appeal", county=violation.county))
    figures = {
        "appeal": "Administrative Hearing Commission",
        "court": f"Circuit Court of {violation.county}",
        "attorney_general": referral,
    }
    return Ruling("disqualify", tuple(findings), figures)


def hold(held: Hold) -> Ruling:
    """Return how a hold stands (AUD-6): `held`, `over`, or `not_a_hold` where reason or end date is missing."""
    findings = [either(OVERSIGHT, "AUD-6", bool(held.reason), ("hold_reason", "hold_no_reason"))]
    begins, ends = held.begins_on, held.ends_on
    whole = begins is not None and ends is not None and begins <= ends
    findings.append(either(OVERSIGHT, "AUD-6", whole, ("hold_dated", "hold_undated"), ends=ends))
    if not all(each.holds for each in findings) or ends is None:
        return Ruling("not_a_hold", tuple(findings))
    return Ruling("held" if held.on <= ends else "over", tuple(findings), {"until": ends})
