"""A statement: spans by their names, balances after each movement, months of a year, deposits to come."""

import uuid
from datetime import date

import pytest

from esa.accounts.domain import DepositStanding, Hold
from esa.accounts.domain.statement import Coming, Month, coming_of, span_of, spans_of, statement_of, year_of
from esa.kernel.money import ZERO, Money
from esa.ledger.domain.movement import Movement, Way


def movement(own, number=1):
    return Movement(
        uuid.UUID(int=number), number, date(2025, 11, 1), "deposit", "", "", None, Money(own), Money(abs(own))
    )


@pytest.mark.parametrize(
    ("text", "first", "last", "month"),
    [("2025-26", "2025-07-01", "2026-06-30", False), ("2025-11", "2025-11-01", "2025-11-30", True),
     ("2025-12", "2025-12-01", "2025-12-31", True), ("2024-02", "2024-02-01", "2024-02-29", True),
     ("2021-01", "2021-01-01", "2021-01-31", True), ("2021-22", "2021-07-01", "2022-06-30", False)],
)  # fmt: skip
def test_a_span_is_a_school_year_or_a_month(text, first, last, month):
    found = span_of(text)
    assert (found.name, found.first, found.last) == (text, date.fromisoformat(first), date.fromisoformat(last))
    assert found.is_month is month


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13", "2025-00", "2025-27", "2020-21", "2020-12", "2025-1", "٢٠٢٥-26", "2025-26 "]
)
def test_other_texts_are_no_span(text):
    with pytest.raises(ValueError, match=r".+"):
        span_of(text)
    with pytest.raises(ValueError, match=r"^must be a school year like 2025-26 or a month like 2025-11$"):
        span_of("2020-11")


def test_a_statement_has_what_the_account_held_after_each_movement():
    found = statement_of(
        span_of("2025-11"), Money(100), [movement(50), movement(-30, 2), movement(0, 3), movement(-20, 4)]
    )
    assert [held.cents for _, held in found.rows] == [150, 120, 120, 100]
    assert (found.opening, found.came, found.went, found.closing) == (Money(100), Money(50), Money(50), Money(100))
    assert found.span == span_of("2025-11")
    empty = statement_of(span_of("2025-11"), Money(7), [])
    assert (empty.came, empty.went, empty.closing) == (ZERO, ZERO, Money(7))


def test_a_year_has_its_months_up_to_todays():
    moved = {date(2025, 8, 1): (Money(500), Money(20)), date(2025, 10, 1): (ZERO, Money(30))}
    found = year_of(span_of("2025-26"), Money(10), moved, date(2025, 10, 1))
    assert found.months == [
        Month(date(2025, 7, 1), ZERO, ZERO, Money(10)), Month(date(2025, 8, 1), Money(500), Money(20), Money(490)),
        Month(date(2025, 9, 1), ZERO, ZERO, Money(490)), Month(date(2025, 10, 1), ZERO, Money(30), Money(460)),
    ]  # fmt: skip
    assert (found.came, found.went, found.closing) == (Money(500), Money(50), Money(460))
    assert found.span == span_of("2025-26")
    whole = year_of(span_of("2025-26"), ZERO, {}, date(2030, 1, 1))
    assert [each.first.month for each in whole.months] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert year_of(span_of("2025-26"), Money(10), {}, date(2025, 6, 30)).closing == ZERO


def test_deposits_that_are_not_posted_come_by_day_with_what_they_wait_for():
    first, second, third = date(2025, 11, 1), date(2025, 11, 25), date(2026, 2, 1)
    deposits = [
        (third, Money(5), DepositStanding.SCHEDULED), (first, Money(1), DepositStanding.HELD),
        (second, Money(2), DepositStanding.SCHEDULED), (first, Money(3), DepositStanding.HELD),
        (first, Money(100), DepositStanding.POSTED), (third, Money(100), DepositStanding.CANCELLED),
    ]  # fmt: skip
    assert coming_of(deposits, Hold.NEITHER, second) == [
        Coming(first, Money(4), Hold.NEITHER), Coming(second, Money(2), Hold.NEITHER), Coming(third, Money(5), None),
    ]  # fmt: skip
    assert [each.waits_for for each in coming_of(deposits, None, second)] == [None, None, None]


def test_an_account_has_the_school_years_since_it_was_opened():
    names = [each.name for each in spans_of(date(2023, 7, 1), date(2026, 6, 30))]
    assert names == ["2025-26", "2024-25", "2023-24"]
    assert [each.name for each in spans_of(date(2025, 7, 1), date(2025, 7, 1))] == ["2025-26"]


def test_what_is_on_its_way_is_approved_and_not_paid_yet():
    assert Way(held=Money(100), payable=Money(20), in_transit=Money(3)).on_its_way == Money(23)
