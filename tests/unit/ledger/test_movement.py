"""What a movement tells of itself."""

from datetime import date

import pytest

from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger.domain.movement import Movement


@pytest.mark.parametrize(
    ("key", "request_"),
    [("hold:EX-A2B3-1:1", "EX-A2B3-1"), ("pay:EX-A2B3-1:1:interest", "EX-A2B3-1"), ("deposit:AC-1", ""), ("x", "")],
)
def test_a_movement_of_a_request_knows_its_number(key, request_):
    made = Movement(new_id(), 1, date(2025, 11, 25), "hold", "Asked for", key, None, Money(0), Money(1))
    assert made.request == request_
