"""Who reports what to whom, and from when it is public: the feeds of EAOs and of the Treasurer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from esa.kernel.dates import SchoolYear
from esa.kernel.money import ZERO, Money
from esa.law.law import Law
from esa.law.reporting_sentences import REPORTS
from esa.law.ruling import Ruling, either, tried
from esa.law.versions import BEGINNING

PARENT, TREASURER = "parent", "treasurer"
# The feeds that go to everybody whom the law names on the day, each with the EAO's duty behind it.
_YEARLY: Mapping[str, str] = {
    "RPT-1": "EAO-16",
    "RPT-3": "EAO-17",
    "RPT-4": "EAO-18",
    "RPT-5": "EAO-19",
}
_TO_ONE: Mapping[str, tuple[str, str]] = {"RPT-2": (PARENT, "EAO-16"), "RPT-7": (TREASURER, "")}
# What the counts of students are split by (RPT-3), and what the survey asks (RPT-5).
DIMENSIONS = ("grade", "gender", "family_income", "race")
QUESTIONS = ("years_in_program", "achievement", "safety")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One yearly feed (`RPT-1` to `RPT-5`, `RPT-7`) on a day: to whom it went, and what is in it."""

    feed: Literal["RPT-1", "RPT-2", "RPT-3", "RPT-4", "RPT-5", "RPT-7"]
    on: date
    delivered_to: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remittance:
    """The share for the fund: what is due, what was sent, and whether the data that prove it came along."""

    due: Money
    sent: Money
    with_proof: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A student whom the former district may still count; `school_years` are those since leaving it."""

    on: date
    school_years: int = 1
    still_funded: bool = True
    counted_elsewhere: bool = False
    graduated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Something the Treasurer publishes: `test_results`, `graduation_rates`, `posting` or `five_year_report`."""

    what: Literal["test_results", "graduation_rates", "posting", "five_year_report"]
    on: date
    years_of_data: int = 0
    published: bool = False


def deliver(report: Report, law: Law) -> Ruling:
    """Return whether a yearly feed reached everybody it is for, with all it must contain: `delivered` or `owed`.

    Until August 2024 the feeds go to the Treasurer alone, since then to DESE and the board too.
    """
    if report.feed in _TO_ONE:
        recipient, duty = _TO_ONE[report.feed]
        wanted: tuple[str, ...] = (recipient,)
    else:
        wanted, duty = law.texts("reports_to", report.on), _YEARLY[report.feed]
    left = [each for each in wanted if each not in report.delivered_to]
    parts = {"RPT-3": DIMENSIONS, "RPT-5": QUESTIONS}.get(report.feed, ())
    missing = [each for each in parts if each not in report.contains]
    findings = [either(REPORTS, report.feed, not left, ("delivered", "undelivered"), left=", ".join(left))]
    if duty:
        keys = ("whole", "lacks")
        findings.append(either(REPORTS, duty, not (left or missing), keys, missing=", ".join([*left, *missing])))
    return Ruling("delivered" if all(each.holds for each in findings) else "owed", tuple(findings))


def remit(remittance: Remittance) -> Ruling:
    """Return whether the share for the fund was sent with its proof (RPT-8): `delivered` or `owed`."""
    findings = (
        either(
            REPORTS, "RPT-8", remittance.sent >= remittance.due, ("remitted", "remitted_short"),
            due=remittance.due, sent=remittance.sent,
        ),
        either(REPORTS, "RPT-8", remittance.with_proof, ("proof", "no_proof")),
    )  # fmt: skip
    left = max(remittance.due - remittance.sent, ZERO)
    return Ruling("delivered" if all(each.holds for each in findings) else "owed", findings, {"left": left})


def count(student: Counted, law: Law) -> Ruling:
    """Return whether data for counting the student are still sent (RPT-9, EAO-23): `sent` or `no_feed`.

    The feed ended by law on 28 August 2026; before that it ends with five years, the funding, another school that
    counts the student, or graduation.
    """
    if not law.flag("resident_district_counting", student.on):
        findings = tuple(tried(REPORTS, rule, False, "feed_ended") for rule in ("RPT-9", "EAO-23"))
        return Ruling("no_feed", findings)
    most = law.number("counting_years", student.on)
    within = student.school_years <= most
    findings = (
        either(REPORTS, "RPT-9", within, ("years_within", "years_over"), years=student.school_years, most=most),
        either(REPORTS, "RPT-9", student.still_funded, ("funded", "not_funded")),
        either(REPORTS, "RPT-9", not student.counted_elsewhere, ("counted_nowhere", "counted_elsewhere")),
        either(REPORTS, "RPT-9", not student.graduated, ("in_school", "graduated")),
    )
    if not all(each.holds for each in findings):
        return Ruling("no_feed", findings)
    return Ruling("sent", (*findings, tried(REPORTS, "EAO-23", True, "feed_sent")))


def publish(publication: Publication, law: Law) -> Ruling:
    """Return whether it is public, or due (RPT-10 to RPT-13): `public`, `not_public`, `published`, `due`, `waited_for`.

    Test results and graduation rates are `public` after the third school year of data; the posting is yearly since
    28 August 2024; the five-year report is due on the day of AMB-21.
    """
    if publication.what in {"test_results", "graduation_rates"}:
        rule = "RPT-10" if publication.what == "test_results" else "RPT-11"
        least = law.number("public_after_years", publication.on)
        keys = ("third_year_over", "third_year_ahead")
        finding = either(
            REPORTS, rule, publication.years_of_data >= least, keys, years=publication.years_of_data, least=least
        )
        return Ruling("public" if finding.holds else "not_public", (finding,))
    if publication.what == "posting":
        return _posting(publication, law)
    return _five_year_report(publication, law)


def _posting(publication: Publication, law: Law) -> Ruling:
    if law.known("annual_web_posting", publication.on) is not True:
        return Ruling("not_public", (tried(REPORTS, "RPT-12", True, "posting_not_yet"),))
    finding = either(REPORTS, "RPT-12", publication.published, ("posting_done", "posting_due"))
    return Ruling("published" if finding.holds else "due", (finding,))


def five_year_report_due(on: date, law: Law) -> date:
    """Return the day on which the five-year report is due: five years, unless read as five school years (AMB-21)."""
    if law.reads("AMB-21") == "mid_2027":
        return SchoolYear(BEGINNING.year + 5).last_day
    return date.fromisoformat(law.text("five_year_report_due", on))


def _five_year_report(publication: Publication, law: Law) -> Ruling:
    due = five_year_report_due(publication.on, law)
    if publication.published:
        return Ruling("published", (tried(REPORTS, "RPT-13", True, "report_done"),), {"due": due})
    keys = ("report_waited_for", "report_overdue")
    finding = either(REPORTS, "RPT-13", publication.on <= due, keys, due=due)
    return Ruling("waited_for" if finding.holds else "due", (finding,), {"due": due})
