"""The program's calendar: what is due, opens or ends on which day of a school year, and the holidays in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from esa.kernel.dates import SchoolYear
from esa.kernel.holidays import Calendar, holidays
from esa.law.calendar.dates import Window, entry_rules, windows
from esa.law.calendar.sentences import DATES, HOLIDAYS
from esa.law.law import Law
from esa.law.organizations.filings import audit_due
from esa.law.register import cite
from esa.law.reporting import five_year_report_due
from esa.law.tried import Sentence, sentence

_JUNE, _AUGUST, _DECEMBER = 6, 8, 12
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One day, or days until `until`, with its rule and section; `status` is that of the data behind it."""

    on: date
    until: date | None
    rule: str
    cite: str
    status: str
    said: Sentence

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the entry as `esa law calendar --json` writes it."""
        return {
            "on": self.on.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "rule": self.rule,
            "cite": self.cite,
            "status": self.status,
            "says": self.said.text(language),
        }


@dataclass(frozen=True, slots=True)
class Closed:
    """A holiday in the school year and who keeps it: federal offices, banks, Missouri's offices."""

    on: date
    name: str
    kept_by: tuple[Calendar, ...]

    def said(self, language: str = "en") -> str:
        """Return the holiday's name in the language."""
        return sentence(HOLIDAYS, self.name).text(language)

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the holiday as `esa law calendar --json` writes it."""
        return {
            "on": self.on.isoformat(),
            "name": self.said(language),
            "kept_by": [each.value for each in self.kept_by],
        }


def entries(year: SchoolYear, law: Law) -> tuple[Entry, ...]:
    """Return what is due, opens or ends in the school year, and the windows for it, by day."""
    found = [*_school(year), *_credits(year, law), *_filings(year, law), *_ends(year, law), *_windows(year)]
    return tuple(sorted(found, key=lambda each: (each.on, each.rule)))


def closed_days(year: SchoolYear) -> tuple[Closed, ...]:
    """Return the holidays kept within the school year, each once with all who keep it that day."""
    kept: dict[tuple[date, str], list[Calendar]] = {}
    for calendar in Calendar:
        for of_year in range(year.opens, year.opens + 3):
            for each in holidays(of_year, calendar):
                if year.first_day <= each.on <= year.last_day and each.on.weekday() < _SATURDAY:
                    kept.setdefault((each.on, each.name), []).append(calendar)
    return tuple(Closed(on, name, tuple(by)) for (on, name), by in sorted(kept.items()))


def _entry(
    key: str,
    on: date,
    rule: str,
    *,
    until: date | None = None,
    cited: str = "",
    status: str = "enacted",
    **values: object,
) -> Entry:
    return Entry(on, until, rule, cited or cite(rule), status, sentence(DATES, key, **values))


def _school(year: SchoolYear) -> list[Entry]:
    ordinary = date(year.opens, _AUGUST, 1)
    found = [
        _entry("year_opens", year.first_day, "AMB-2", year=year),
        _entry("lunch_limits", year.first_day, "AMB-12"),
        _entry("entry_day", ordinary, "DEF-7", cited="RSMo 160.053.1", day=ordinary),
        _entry("year_ends", year.last_day, "ACC-8", year=year),
    ]
    for district in entry_rules():
        first, last = (_in_year(text, year.opens) for text in (district.earliest, district.latest))
        found.append(_entry("entry_district", first, "DEF-7", until=last, cited=district.cite, district=district.name))
    return found


def _credits(year: SchoolYear, law: Law) -> list[Entry]:
    open_until = _in_year(law.text("first_come_period_end", year.first_day), year.opens)
    cap_set = _in_year(law.text("credit_cap_set_on", year.first_day), year.opens)
    return [
        _entry("first_come_ends", open_until, "TCAP-4"),
        _entry("shares_move", open_until.replace(day=open_until.day + 1), "TCAP-5"),
        _entry("cap_set", cap_set, "TCAP-8", status="published", year=year.opens + 1),
        _entry("gifts_end", date(year.opens, _DECEMBER, 31), "RES-2", status="published", year=year.opens),
        _entry("cap_begins", date(year.opens + 1, 1, 1), "TCAP-1", year=year.opens + 1),
    ]


def _filings(year: SchoolYear, law: Law) -> list[Entry]:
    ends = (date(year.opens, _JUNE, 30), date(year.opens, _DECEMBER, 31))
    found = [_entry("audit_due", audit_due(ended, law), "EAO-12", ended=ended) for ended in ends]
    last = year.last_day
    found.append(_entry("bond_due", last, "EAO-14", year=year.following, least=law.money("bond_from", last)))
    if law.known("account_audit_start_school_year", year.previous.first_day) is not None:
        found.append(_entry("accounts_audited", last, "AUD-1", year=year.previous))
    return found


def _ends(year: SchoolYear, law: Law) -> list[Entry]:
    """Return what the law dates itself and falls into the year."""
    report = five_year_report_due(year.first_day, law)
    counting = law.parameter("resident_district_counting").values[-1].starts_on
    dated: Mapping[str, tuple[date, str]] = {
        "five_year_report": (report, "RPT-13"),
        "counting_ends": (counting, "RPT-9"),
    }
    return [
        _entry(key, on, rule, status="assumed" if rule == "RPT-13" else "enacted")
        for key, (on, rule) in dated.items()
        if year.first_day <= on <= year.last_day
    ]


def _windows(year: SchoolYear) -> list[Entry]:
    """Return the windows for this school year, and those for another that are open in it."""
    found = []
    for each in windows():
        last = each.closes_on or each.opens_on
        if each.school_year == year or (each.opens_on <= year.last_day and last >= year.first_day):
            found.append(_window(each))
    return found


def _window(each: Window) -> Entry:
    key = "window" if each.closes_on is None else "window_until"
    return _entry(
        key, each.opens_on, "EAO-25", until=each.closes_on, cited=each.cite, status=each.status, year=each.school_year,
        last=each.closes_on,
    )  # fmt: skip


def _in_year(month_day: str, year: int) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, day)
