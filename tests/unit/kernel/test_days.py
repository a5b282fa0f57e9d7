"""Days, instants and school years: Central time, one written form, no other."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from esa.kernel.dates import SchoolYear, central_day, end_of_central_day, months_after, parse_day, parse_instant


def test_the_programs_day_is_that_of_central_time_in_winter_and_in_summer():
    assert central_day(datetime(2025, 1, 1, 5, 59, tzinfo=UTC)) == date(2024, 12, 31)
    assert central_day(datetime(2025, 1, 1, 6, 0, tzinfo=UTC)) == date(2025, 1, 1)
    assert central_day(datetime(2025, 7, 1, 4, 59, tzinfo=UTC)) == date(2025, 6, 30)
    assert central_day(datetime(2025, 7, 1, 5, 0, tzinfo=UTC)) == date(2025, 7, 1)
    with pytest.raises(ValueError, match=r"^an instant needs its offset$"):
        central_day(datetime(2025, 1, 1))  # noqa: DTZ001 - the naive instant is the fault


def test_a_day_is_over_at_the_midnight_that_follows_it():
    assert end_of_central_day(date(2025, 1, 31)) == datetime(2025, 2, 1, 6, 0, tzinfo=UTC)
    assert end_of_central_day(date(2025, 3, 8)) == datetime(2025, 3, 9, 6, 0, tzinfo=UTC)
    assert end_of_central_day(date(2025, 3, 9)) == datetime(2025, 3, 10, 5, 0, tzinfo=UTC)
    assert end_of_central_day(date(2025, 3, 9)).tzinfo is UTC


def test_a_day_has_one_form():
    assert parse_day("2024-02-29") == date(2024, 2, 29)
    for text in ("20240229", "2024-2-29", "2024-02-29T00:00", "2024-W09-4", "٢٠٢٤-02-29"):
        with pytest.raises(ValueError, match=r"^must be a date like 2025-11-01$"):
            parse_day(text)
    with pytest.raises(ValueError, match=r"^is not a day of the calendar$"):
        parse_day("2025-02-29")


def test_an_instant_has_its_offset_and_comes_back_in_utc():
    assert parse_instant("2026-02-01T08:02:00-06:00") == datetime(2026, 2, 1, 14, 2, tzinfo=UTC)
    assert parse_instant("2026-02-01T08:02:00.123456Z") == datetime(2026, 2, 1, 8, 2, 0, 123456, tzinfo=UTC)
    assert parse_instant("2026-02-01T08:02:00+05:30").tzinfo is UTC
    for text in ("2026-02-01T08:02:00", "2026-02-01 08:02:00Z", "2026-02-01T08:02Z", "2026-02-01T08:02:00.1234567Z"):
        with pytest.raises(ValueError, match=r"^must be an instant with its offset like 2026-02-01T08:02:00-06:00$"):
            parse_instant(text)
    for text in ("2026-02-30T08:02:00Z", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(ValueError, match=r"^is not an instant of the calendar$"):
            parse_instant(text)


def test_DEF_4_months_end_on_the_same_day_or_the_months_last():
    assert months_after(date(2022, 11, 1), 36) == date(2025, 11, 1)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert months_after(date(2025, 11, 30), 1) == date(2025, 12, 30)
    assert months_after(date(2025, 11, 30), 2) == date(2026, 1, 30)


def test_a_school_year_runs_from_july_to_june():
    year = SchoolYear.parse("2025-26")
    assert (year.first_day, year.last_day) == (date(2025, 7, 1), date(2026, 6, 30))
    assert (str(year.previous), str(year), str(year.following)) == ("2024-25", "2025-26", "2026-27")
    assert SchoolYear.of(date(2025, 7, 1)) == SchoolYear.of(date(2026, 6, 30)) == year
    assert SchoolYear.of(date(2025, 6, 30)) == year.previous
    assert str(SchoolYear.parse("1999-00")) == "1999-00"
    assert (str(SchoolYear(1)), SchoolYear.parse("0001-02")) == ("0001-02", SchoolYear(1))


@pytest.mark.parametrize("text", ["2025", "2025-27", "2025-2026", "25-26", "0000-01", "2025-26 ", "٢٠٢٥-26"])
def test_what_is_no_school_year_is_refused(text):
    with pytest.raises(ValueError, match=r'^must be a school year like "2025-26"$'):
        SchoolYear.parse(text)


def test_an_offset_of_its_own_is_no_hindrance():
    at = datetime(2025, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=-6)))
    assert central_day(at) == date(2025, 1, 1)
