"""The calendar of a school year: each day follows from the law or from dated data, and says its rule."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from esa.cli import main
from esa.kernel.dates import SchoolYear, parse_instant
from esa.kernel.holidays import Calendar
from esa.kernel.money import Money
from esa.law import Law
from esa.law.calendar import closed_days, entries
from esa.law.calendar.dates import (
    entry_rules,
    may_set_entry,
    open_windows,
    reservation_lapses_at,
    reservation_last_day,
    windows,
)
from esa.law.credits.events import Open, Reserve
from esa.law.credits.replay import Replay
from esa.law.register import known

YEAR = SchoolYear.parse("2025-26")


def days_of(rule, year=YEAR, law=None):
    return [(each.on, each.until) for each in entries(year, law or Law.load()) if each.rule == rule]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("EAO-12", [(date(2025, 12, 31), None), (date(2026, 6, 30), None)]),
        ("TCAP-4", [(date(2025, 8, 1), None)]),
        ("TCAP-5", [(date(2025, 8, 2), None)]),
        ("TCAP-8", [(date(2025, 12, 1), None)]),
        ("TCAP-1", [(date(2026, 1, 1), None)]),
        ("EAO-14", [(date(2026, 6, 30), None)]),
        ("RPT-9", []),
    ],
)
def test_a_rule_has_its_days_in_the_year(rule, days):
    assert days_of(rule) == days


def test_RPT_9_and_RPT_13_fall_into_the_year_after():
    assert days_of("RPT-9", YEAR.following) == days_of("RPT-13", YEAR.following) == [(date(2026, 8, 28), None)]


def test_DEF_7_districts_have_their_days():
    assert days_of("DEF-7") == [
        (date(2025, 8, 1), None),
        (date(2025, 8, 1), date(2025, 10, 1)),
        (date(2025, 8, 1), date(2025, 10, 1)),
    ]


@pytest.mark.parametrize(
    ("district", "day", "may"),
    [
        ("The Oak", "08-01", True),
        ("The Oak", "08-02", False),
        ("St. Louis City", "08-01", True),
        ("St. Louis City", "07-31", False),
        ("St. Louis City", "10-01", True),
        ("St. Louis City", "10-02", False),
        ("048078", "09-15", True),
        ("Kansas City 33", "10-01", True),
        ("North Kansas City 74", "10-01", False),
    ],
)
def test_DEF_7_who_may_set_which_day(district, day, may):
    assert may_set_entry(district, day) is may
    assert len(entry_rules()) == 2


def test_a_window_is_open_from_its_first_to_its_last_day():
    assert [each.school_year for each in open_windows(date(2025, 9, 30))] == []
    assert [each.school_year for each in open_windows(date(2025, 10, 1))] == [YEAR.following]
    assert [each.school_year for each in open_windows(date(2026, 3, 31))] == [YEAR.following]
    assert open_windows(date(2026, 4, 1)) == ()
    assert [each.school_year for each in open_windows(date(2025, 6, 30))] == [YEAR]
    assert all(each.cite and each.status in {"published", "assumed"} for each in windows())


@pytest.mark.parametrize(
    ("reserved", "last", "lapses"),
    [
        ("2025-11-20T23:59:59-06:00", date(2025, 12, 20), datetime(2025, 12, 21, 6, tzinfo=UTC)),
        # Half past five in London is still the evening before in Missouri.
        ("2025-11-21T05:30:00+00:00", date(2025, 12, 20), datetime(2025, 12, 21, 6, tzinfo=UTC)),
        # Reserved in winter, lapsed in summer time.
        ("2025-02-20T12:00:00-06:00", date(2025, 3, 22), datetime(2025, 3, 23, 5, tzinfo=UTC)),
    ],
)
def test_RES_2_a_reservation_ends_with_its_thirtieth_day_in_Central_time(reserved, last, lapses):
    law = Law.load()
    at = parse_instant(reserved)
    assert reservation_last_day(at, law) == last
    assert reservation_lapses_at(at, law) == lapses
    replay = Replay(law)
    replay.apply(Open(datetime(2025, 1, 1, 6, tzinfo=UTC), 2025, Money(100000)))
    replay.apply(Reserve(at, "r", "North", Money(60000), partial_ok=False))
    assert replay.reservations["r"].last_day == last


def test_holidays_are_told_once_with_all_who_keep_them():
    kept = {each.name: each for each in closed_days(SchoolYear.parse("2026-27"))}
    assert kept["Truman Day"].kept_by == (Calendar.MISSOURI,)
    assert [each.kept_by for each in closed_days(SchoolYear.parse("2026-27")) if each.name == "Independence Day"] == [
        (Calendar.FEDERAL, Calendar.MISSOURI)
    ]
    assert all(each.on.weekday() < 5 for each in closed_days(YEAR))


@pytest.mark.parametrize("year", ["2022-23", "2024-25", "2025-26", "2026-27", "2027-28"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_day_has_its_rule_section_and_sentence(year, language):
    for each in entries(SchoolYear.parse(year), Law.load()):
        assert known(each.rule)
        assert each.cite
        assert each.status in {"enacted", "published", "assumed"}
        assert each.said.text(language).endswith(".")


def test_the_console_prints_the_calendar_as_text_and_json():
    said = CliRunner().invoke(main, ["law", "calendar", "--school-year", "2025-26"])
    assert "2025-12-31  An EAO whose year ended on June 30, 2025 must have filed its audit." in said.stdout
    assert "2026-05-08  Truman Day  missouri" in said.stdout
    found = json.loads(CliRunner().invoke(main, ["law", "calendar", "--school-year", "2025-26", "--json"]).stdout)
    assert found["school_year"] == "2025-26"
    assert {"on", "until", "rule", "cite", "status", "says"} == set(found["entries"][0])
    assert {"on": "2025-09-01", "name": "Labor Day", "kept_by": ["federal", "banks", "missouri"]} in found["holidays"]
    spanish = CliRunner().invoke(main, ["law", "calendar", "--school-year", "2025-26", "--language", "es"]).stdout
    assert "Día del Trabajo" in spanish


@pytest.mark.parametrize("year", ["2025", "2025-27", "2020-21"])
def test_a_year_that_is_none_or_before_the_program_is_refused(year):
    answer = CliRunner().invoke(main, ["law", "calendar", "--school-year", year])
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert f"--school-year {year}" in answer.stderr
