"""Periods of the books: their names, which may be closed, the trial balance that is kept with each."""

from datetime import date

import pytest

from esa.kernel.money import ZERO, Money
from esa.ledger.domain.closing import Period, digest_of, may_be_closed, month_name, period_of, trial_text


@pytest.mark.parametrize(
    ("name", "last"),
    [("2025-11", date(2025, 11, 30)), ("2025-12", date(2025, 12, 31)), ("2025-01", date(2025, 1, 31)), ("2024-02", date(2024, 2, 29)),
     ("2025-26", date(2026, 6, 30)), ("2011-12", date(2012, 6, 30)), ("2010-12", date(2010, 12, 31))],
)  # fmt: skip
def test_a_period_is_a_month_or_a_school_year(name, last):
    assert period_of(name) == Period(name, last)


@pytest.mark.parametrize("name", ["", "2025", "2025-1", "2025-111", "٢٠٢٥-11", "2025/11"])
def test_other_names_are_no_period(name):
    with pytest.raises(ValueError, match=r'^must be a month like "2025-11" or a school year like "2025-26"$'):
        period_of(name)


@pytest.mark.parametrize("name", ["2025-00", "2025-13", "2025-27"])
def test_a_year_is_followed_by_the_next(name):
    with pytest.raises(ValueError, match="school year"):
        period_of(name)


def names(first, closed, today):
    return [each.name for each in may_be_closed(first, closed, today)]


def test_periods_that_are_over_may_be_closed_in_their_order():
    assert names(date(2025, 4, 17), None, date(2025, 7, 1)) == ["2025-04", "2025-05", "2025-06", "2024-25"]
    assert names(date(2025, 4, 17), None, date(2025, 6, 30)) == ["2025-04", "2025-05"]
    assert names(date(2025, 4, 17), date(2025, 5, 31), date(2025, 7, 1)) == ["2025-06", "2024-25"]
    assert names(date(2024, 6, 30), date(2025, 6, 30), date(2025, 8, 1)) == ["2025-07"]
    assert names(date(2024, 6, 30), None, date(2024, 8, 1)) == ["2024-06", "2024-07", "2023-24"]
    assert names(None, None, date(2025, 7, 1)) == []
    assert names(date(2025, 7, 1), None, date(2025, 7, 31)) == []
    assert names(None, date(2025, 11, 30), date(2026, 1, 1)) == ["2025-12"]


def test_the_name_of_a_month():
    assert (month_name(date(2025, 1, 31)), month_name(date(987, 11, 1))) == ("2025-01", "0987-11")


def test_the_same_balances_give_the_same_trial_balance():
    rows = [("Liabilities:B", Money(-5)), ("Assets:A", Money(1_205)), ("Equity:C", ZERO)]
    text = trial_text(rows)
    assert text == "account,balance\nAssets:A,12.05\nLiabilities:B,-0.05\n" == trial_text(rows[::-1])
    assert digest_of("a") == "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
