"""A run over one group of very many siblings ends: nobody is looked at again for each award (ORD-6)."""

import pytest

from esa.awards.domain.funds import Fund
from esa.awards.domain.plan import Options, make_plan
from esa.awards.domain.pool import Pool
from esa.kernel.money import Money

SIZE = 60_000


def a_pool(tiers, conditions, granted):
    return Pool(
        [f"{number:06d}" for number in range(SIZE)], ["s"] * SIZE, tiers, conditions, granted, [1] * SIZE, [0] * SIZE
    )


@pytest.mark.parametrize("money", [0, SIZE // 2, SIZE])
def test_ORD_6_one_award_moves_all_siblings_up_once(money):
    pool = a_pool(["i"] * SIZE, [""] * SIZE, [False] * SIZE)
    plan = make_plan(pool, [Fund("one", Money(money))], Options())
    assert list(plan.tiers) == ["i"] + ["b"] * (SIZE - 1)
    assert list(plan.sequences) == list(range(1, SIZE + 1))
    assert plan.count("awarded") == money


def test_DEF_8_siblings_that_wait_for_a_renewal_do_not_slow_the_others():
    half = SIZE // 2
    pool = a_pool(["i"] * SIZE, [""] * half + ["sibling_renewal"] * half, [False] * SIZE)
    plan = make_plan(pool, [Fund("one", Money(SIZE))], Options())
    assert plan.count("awarded") == half
    assert plan.count("not_eligible") == half


def test_ORD_b_many_with_this_years_grant_move_one_up():
    pool = a_pool(["a"] * (SIZE - 1) + ["i"], [""] * (SIZE - 1) + ["sibling_renewal"], [True] * (SIZE - 1) + [False])
    plan = make_plan(pool, [Fund("one", Money(SIZE))], Options())
    assert (plan.tiers[-1], plan.outcomes[-1]) == ("b", "awarded")
    assert plan.count("already_granted") == SIZE - 1
