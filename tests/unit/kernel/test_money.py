"""Money: whole cents, named rounding, parts that sum to the whole."""

from fractions import Fraction

import pytest

from esa.kernel.money import ZERO, Money, total


@pytest.mark.parametrize(("text", "cents"), [("0.00", 0), ("0.07", 7), ("10.50", 1050), ("8931.25", 893125)])
def test_the_wire_form_goes_both_ways(text, cents):
    assert Money.from_wire(text) == Money(cents)
    assert Money(cents).to_wire() == text


@pytest.mark.parametrize(
    "text", ["", "1", "1.5", "1.505", "01.00", "1,000.00", "+1.00", "-1.00", "1e2", "NaN", "١.00", "1.00 "]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r'^must be an amount with two places like "8931.25"$'):
        Money.from_wire(text)


def test_money_is_made_of_whole_cents_only():
    for wrong in (1.0, True, "1", None):
        with pytest.raises(TypeError, match=f"^cents must be an int, not {type(wrong).__name__}$"):
            Money(wrong)


def test_amounts_for_reading_and_below_zero():
    assert str(Money(123456789)) == "1,234,567.89"
    assert (str(Money(-101)), Money(-101).to_wire()) == ("-1.01", "-1.01")
    assert (str(Money(-5)), Money(5).to_wire()) == ("-0.05", "0.05")
    assert str(ZERO) == "0.00"


def test_sums_differences_and_order():
    assert Money(5) + Money(7) == Money(12)
    assert Money(5) - Money(7) == Money(-2) == -Money(2)
    assert Money(5) < Money(6) <= Money(6) < Money(7)
    assert not Money(6) < Money(6)
    assert (bool(ZERO), bool(Money(1)), bool(Money(-1))) == (False, True, True)
    assert (total([]), total([Money(1), Money(2)])) == (ZERO, Money(3))


def test_CAP_9_what_is_allowed_is_rounded_down_and_what_is_owed_up():
    rate = Fraction(1, 3)
    assert (Money(100).floor_share(rate), Money(100).ceil_share(rate)) == (Money(33), Money(34))
    assert Money(300).floor_share(rate) == Money(300).ceil_share(rate) == Money(100)
    assert Money(100).floor_share(Fraction(175, 100)) == Money(175)


def test_CAP_12_parts_differ_by_a_cent_at_most_the_larger_first():
    assert Money(1002).split(4) == (Money(251), Money(251), Money(250), Money(250))
    assert Money(1).split(2) == (Money(1), ZERO)
    assert Money(7).split(1) == (Money(7),)
    with pytest.raises(ValueError, match=r"^split needs at least one part$"):
        Money(7).split(0)


def test_shares_by_weight_sum_to_the_whole_by_largest_remainder():
    assert Money(100).split_by([1, 1, 1]) == (Money(34), Money(33), Money(33))
    assert Money(10).split_by([1, 2, 4]) == (Money(1), Money(3), Money(6))
    assert Money(10).split_by([3, 3, 1]) == (Money(4), Money(4), Money(2))
    assert Money(7).split_by([1]) == (Money(7),)
    assert Money(10).split_by([0, 5]) == (ZERO, Money(10))
    assert Money(101).split_by([1, 1]) == (Money(51), Money(50))
    for weights in ([0, 0], [3, -1], [-1, 1]):
        with pytest.raises(ValueError, match=r"^weights must not be negative and must not all be zero$"):
            Money(10).split_by(weights)
