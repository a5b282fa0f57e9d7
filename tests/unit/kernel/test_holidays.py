"""Holidays held against the lists that their authorities published."""

from datetime import date

import pytest

from esa.kernel.holidays import Calendar, business_days_after, holidays, is_open, next_open, nth_weekday, open_days


def days(year, calendar):
    return [each.on.strftime("%m-%d") for each in holidays(year, calendar)]


# U.S. Office of Personnel Management, federal holidays: 2023 (Veterans Day kept on Friday), 2025, 2026, 2027.
@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25"),
        (2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
        (2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25"),
        (2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24"),
    ],
)
def test_federal_holidays_are_those_of_the_office_of_personnel_management(year, published):
    assert days(year, Calendar.FEDERAL) == published.split()


# Missouri Office of Administration, State Holidays (oa.mo.gov/commissioner/state-holidays).
@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2025, "01-01 01-20 02-12 02-17 05-08 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
        (2026, "01-01 01-19 02-12 02-16 05-08 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25"),
    ],
)
def test_missouri_holidays_are_those_of_the_office_of_administration(year, published):
    assert days(year, Calendar.MISSOURI) == published.split()


# Federal Reserve Bank holiday schedule: a Saturday's holiday is not kept on Friday, a Sunday's is kept on Monday.
def test_banks_do_not_keep_a_saturday_and_keep_the_monday_after_a_sunday():
    assert is_open(date(2026, 7, 3), Calendar.BANKS)
    assert not is_open(date(2026, 7, 3), Calendar.FEDERAL)
    assert not is_open(date(2027, 7, 5), Calendar.BANKS)
    assert is_open(date(2021, 12, 31), Calendar.BANKS)
    assert not is_open(date(2021, 12, 31), Calendar.FEDERAL)
    assert next_open(date(2027, 7, 3), Calendar.BANKS) == date(2027, 7, 6)


def test_juneteenth_begins_in_2021_for_the_nation_and_in_2023_for_missouri():
    assert "Juneteenth" not in {each.name for each in holidays(2020, Calendar.FEDERAL)}
    assert "Juneteenth" in {each.name for each in holidays(2021, Calendar.BANKS)}
    assert "Juneteenth" not in {each.name for each in holidays(2022, Calendar.MISSOURI)}
    assert "Juneteenth" in {each.name for each in holidays(2023, Calendar.MISSOURI)}


def test_a_weekday_is_counted_from_either_end_of_the_month():
    assert nth_weekday(2025, 5, 0, -1) == date(2025, 5, 26)
    assert nth_weekday(2026, 2, 6, -1) == date(2026, 2, 22)
    assert nth_weekday(2025, 9, 0, 1) == date(2025, 9, 1)
    assert nth_weekday(2025, 12, 2, -1) == date(2025, 12, 31)


def test_business_days_leave_out_weekends_and_holidays():
    assert business_days_after(date(2025, 11, 3), 10) == date(2025, 11, 18)
    assert business_days_after(date(2025, 11, 7), 1) == date(2025, 11, 10)
    assert business_days_after(date(2025, 11, 10), 1) == date(2025, 11, 12)
    assert list(open_days(date(2025, 11, 26), date(2025, 12, 1), Calendar.BANKS)) == [
        date(2025, 11, 26), date(2025, 11, 28), date(2025, 12, 1)
    ]  # fmt: skip
