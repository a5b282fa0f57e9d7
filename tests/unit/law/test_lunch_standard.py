"""The lunch standards against the printed federal tables."""

from datetime import date

import pytest

from esa.kernel.money import Money
from esa.law import Law, UnknownParameter
from esa.law.lunch import standard

# Rows of the printed table for 1 July 2025 to 30 June 2026: size, free, reduced-price.
PRINTED_2025 = [
    (1, 20345, 28953),
    (2, 27495, 39128),
    (3, 34645, 49303),
    (4, 41795, 59478),
    (5, 48945, 69653),
    (6, 56095, 79828),
    (7, 63245, 90003),
    (8, 70395, 100178),
    (9, 70395 + 7150, 100178 + 10175),
    (12, 70395 + 4 * 7150, 100178 + 4 * 10175),
]


@pytest.mark.parametrize(("size", "free", "reduced"), PRINTED_2025)
def test_DEF_5_three_times_the_reduced_price_line(size, free, reduced):
    found = standard(Law.load(), date(2025, 11, 1), size)
    assert (found.free, found.reduced) == (Money(free * 100), Money(reduced * 100))
    assert found.limit == Money(3 * reduced * 100)


@pytest.mark.parametrize(
    ("day", "size", "limit"),
    [
        (date(2023, 10, 2), 4, 111000),
        (date(2023, 10, 2), 10, 225108),
        (date(2022, 7, 1), 4, 102676),
        (date(2024, 8, 27), 4, 115440),
    ],
)
def test_DEF_5_twice_the_line_under_the_law_of_2021(day, size, limit):
    assert standard(Law.load(), day, size).limit == Money(limit * 100)


def test_AMB_12_the_standard_changes_on_the_first_of_july():
    law = Law.load()
    assert standard(law, date(2026, 6, 30), 4).free == Money(4179500)
    assert standard(law, date(2026, 7, 1), 4).free == Money(4290000)
    for day in (date(2022, 6, 30), date(2027, 7, 1)):
        with pytest.raises(UnknownParameter) as unknown:
            standard(law, day, 4)
        assert unknown.value.key == "poverty"


def test_rows_and_each_more_are_rounded_up_apart():
    law = Law.load().with_overrides({"poverty": "16400+5801"})
    assert standard(law, date(2027, 7, 1), 16).reduced == Money((105463 + 8 * 10732) * 100)


def test_DEF_5_above_eight_persons_the_printed_row_and_each_more_are_rounded_before_they_are_added():
    law = Law.load().with_overrides({"poverty": "15651+5501"})
    eight, nine = (standard(law, date(2025, 11, 1), size) for size in (8, 9))
    # 130 percent of 54,158 and of 5,501, each rounded up; of their sum it would be one dollar less.
    assert (eight.free, nine.free) == (Money(70_406_00), Money(77_558_00))
