"""AMB-9: no small cell is shown, and none can be worked out; an attacker who tries every table proves it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esa.treasury.domain.suppression import Sum, suppress

# Small numbers, so that the attacker can try every possible table.
T = 3


def possible_values(cells, sums, hidden, bound):
    """What each hidden cell may be, to somebody who knows the shown cells, the sums and nothing else."""
    unknown = sorted(hidden, key=str)
    found = {key: set() for key in unknown}
    for guess in product(range(bound + 1), repeat=len(unknown)):
        table = {**cells, **dict(zip(unknown, guess, strict=True))}
        if all(table[s.whole] == sum(table[part] for part in s.parts) for s in sums):
            for key in unknown:
                found[key].add(table[key])
    return found


def two_way(values):
    """A table of two rows and two columns with its margins, all of them known sums."""
    a, b, c, d = values
    cells = {"ax": a, "ay": b, "bx": c, "by": d, "a": a + b, "b": c + d, "x": a + c, "y": b + d, "all": a + b + c + d}
    sums = [
        Sum("a", ("ax", "ay")), Sum("b", ("bx", "by")), Sum("x", ("ax", "bx")),
        Sum("y", ("ay", "by")), Sum("all", ("a", "b")), Sum("all", ("x", "y")),
    ]  # fmt: skip
    return cells, sums


def test_AMB_9_a_small_cell_takes_a_second_one_with_it():
    cells = {"iep": 2, "other": 40, "all": 42}
    hidden = suppress(cells, [Sum("all", ("iep", "other"))], 10)
    assert hidden == {"iep", "other"}


def test_AMB_9_nothing_is_hidden_where_nothing_is_small():
    cells = {"iep": 12, "other": 40, "all": 52}
    assert suppress(cells, [Sum("all", ("iep", "other"))], 10) == frozenset()


def test_AMB_9_two_small_cells_that_together_are_a_small_group_need_a_third():
    cells = {"p": 2, "q": 3, "r": 30, "s": 50, "all": 85}
    assert suppress(cells, [Sum("all", ("p", "q", "r", "s"))], 10) == {"p", "q", "r"}


def test_AMB_9_ten_is_shown_and_nine_is_not():
    sums = [Sum("all", ("p", "q", "r"))]
    assert suppress({"p": 10, "q": 10, "r": 20, "all": 40}, sums, 10) == frozenset()
    assert "p" in suppress({"p": 9, "q": 10, "r": 20, "all": 39}, sums, 10)


def test_a_table_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="sum of its parts"):
        suppress({"p": 1, "q": 2, "all": 4}, [Sum("all", ("p", "q"))], 10)


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 4)] * 4))
def test_AMB_9_an_attacker_who_tries_every_table_never_finds_a_hidden_cell(values):
    cells, sums = two_way(values)
    hidden = suppress(cells, sums, T)
    assert {key for key, value in cells.items() if value < T} <= hidden
    inner = {key for key in hidden if len(key) == 2}
    margins = {key for key in hidden if len(key) != 2}
    # Margins follow from the inner cells, so trying the inner ones tries every table.
    bound = max(values) + 2
    found = {key: set() for key in hidden}
    for guess in product(range(bound + 1), repeat=len(inner)):
        table = {**cells, **dict(zip(sorted(inner), guess, strict=True))}
        made, _ = two_way([table[key] for key in ("ax", "ay", "bx", "by")])
        if all(made[key] == cells[key] for key in cells if key not in hidden):
            for key in hidden:
                found[key].add(made[key])
    del margins
    assert all(len(values) > 1 for values in found.values()), (cells, hidden, found)
