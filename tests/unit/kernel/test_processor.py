"""What the processor says of a payment: what went back, what is kept."""

import pytest

from esa.kernel.money import ZERO, Money
from esa.kernel.processor import Seen, SeenDispute, SeenRefund


def refund(amount, status):
    return SeenRefund(id="re", amount=Money(amount), status=status)


def dispute(amount, status):
    return SeenDispute(id="dp", amount=Money(amount), status=status)


def seen(refunds=(), disputes=(), status="succeeded", received=1000):
    return Seen(
        id="pi", ours="", status=status, amount=Money(2000), received=Money(received), refunds=tuple(refunds),
        disputes=tuple(disputes),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "goes"),
    [("pending", True), ("requires_action", True), ("succeeded", True), ("failed", False), ("canceled", False)],
)
def test_a_refund_goes_back_unless_it_failed_or_was_cancelled(status, goes):
    assert refund(300, status).goes_back is goes
    assert seen([refund(300, status), refund(200, "succeeded")]).refunded == Money(500 if goes else 200)


@pytest.mark.parametrize(
    ("status", "takes"),
    [("needs_response", True), ("under_review", True), ("lost", True), ("won", False), ("prevented", False),
     ("warning_needs_response", False), ("warning_under_review", False), ("warning_closed", False)],
)  # fmt: skip
def test_a_dispute_takes_the_money_until_it_is_won_and_a_question_takes_none(status, takes):
    assert dispute(300, status).takes_money is takes
    assert seen(disputes=[dispute(300, status), dispute(200, "lost")]).disputed == Money(500 if takes else 200)


def test_what_is_kept_is_what_came_less_what_went_back_and_never_less_than_nothing():
    assert seen([refund(300, "succeeded")], [dispute(200, "lost")]).kept == Money(500)
    assert seen([refund(900, "succeeded")], [dispute(900, "lost")]).kept == ZERO
    assert seen(status="processing").kept == ZERO
    assert seen(received=1).kept == Money(1)


def test_what_the_processor_has_not_said_is_empty():
    bare = seen()
    assert (bare.begun_at, bare.charge, bare.means, bare.fault, bare.has_failed) == (None, "", "", "", False)
    assert (refund(1, "pending").ours, refund(1, "pending").reason, dispute(1, "won").reason) == ("", "", "")
