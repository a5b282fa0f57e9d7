"""Which letter a movement of a reservation is worth, and which reminder is due."""

from datetime import date, timedelta

import pytest

from esa.credits.domain.telling import FROM_THE_LINE, letter_of, reminder_of
from esa.credits.domain.words import GIVEN, PART_OF, USES, Movement, Part, ReservationStanding
from esa.notices.domain import Kind

S, M = ReservationStanding, Movement
TRUE_IN = {
    M.WAITS: (Kind.RESERVATION_WAITS, {S.WAITING}),
    M.RESERVED: (Kind.RESERVATION_MADE, {S.RESERVED}),
    M.CHANGED: (Kind.RESERVATION_CHANGED, {S.RESERVED, S.WAITING}),
    M.PAYMENT_FAILED: (Kind.PAYMENT_FAILED, {S.RESERVED}),
    M.RECEIVED: (Kind.GIFT_RECEIVED, {S.RECEIVED, S.PROOFED, S.CERTIFIED, S.CLAIMED}),
    M.CERTIFIED: (Kind.CERTIFICATE_READY, {S.CERTIFIED, S.CLAIMED}),
    M.TAKEN_BACK: (Kind.GIFT_WENT_BACK, {S.RECEIVED, S.PROOFED, S.CERTIFIED, S.CLAIMED, S.VOIDED, S.RESERVED}),
    M.LAPSED: (Kind.RESERVATION_LAPSED, {S.LAPSED}),
    M.VOIDED: (Kind.RESERVATION_VOIDED, {S.VOIDED}),
}


@pytest.mark.parametrize("now", list(S))
@pytest.mark.parametrize("moved", list(M))
def test_a_movement_is_told_while_it_is_still_true(moved, now):
    kind, true_in = TRUE_IN.get(moved, (None, set()))
    if (moved, now) == (M.TAKEN_BACK, S.RESERVED):
        kind = Kind.GIFT_AWAITED_AGAIN
    assert letter_of(moved, "why", now, of_plan=False) is (kind if now in true_in else None)


def test_a_reservation_is_told_by_how_it_came():
    assert letter_of(M.RESERVED, "", S.RESERVED, of_plan=False) is Kind.RESERVATION_MADE
    assert letter_of(M.RESERVED, "", S.RESERVED, of_plan=True) is Kind.RESERVATION_OF_PLAN
    assert letter_of(M.RESERVED, FROM_THE_LINE, S.RESERVED, of_plan=True) is Kind.RESERVATION_SERVED
    assert letter_of(M.CHANGED, "", S.RESERVED, of_plan=True) is Kind.RESERVATION_CHANGED
    assert FROM_THE_LINE == "waiting list", "movements that are kept have this reason"


def test_a_void_that_only_follows_money_taken_back_has_no_letter_of_its_own():
    assert letter_of(M.VOIDED, "", S.VOIDED, of_plan=False) is None
    assert letter_of(M.VOIDED, "asked", S.VOIDED, of_plan=False) is Kind.RESERVATION_VOIDED
    assert letter_of(M.LAPSED, "", S.LAPSED, of_plan=False) is Kind.RESERVATION_LAPSED


@pytest.mark.parametrize(
    ("left", "due"), [(11, None), (10, 10), (9, 10), (4, 10), (3, 3), (2, 3), (1, 1), (0, 1), (-1, None)]
)
def test_of_three_reminders_one_that_was_missed_comes_late(left, due):
    today = date(2025, 11, 25)
    assert reminder_of(today + timedelta(days=left), today) == due


def test_RES_5_which_standings_use_the_cap_and_which_movements_free_it():
    assert PART_OF == {
        S.RESERVED: Part.RESERVED, S.RECEIVED: Part.RECEIVED, S.PROOFED: Part.RECEIVED, S.CERTIFIED: Part.CERTIFIED,
        S.CLAIMED: Part.CERTIFIED,
    }  # fmt: skip
    assert {S.RECEIVED, S.PROOFED, S.CERTIFIED, S.CLAIMED} == GIVEN
    assert USES == {M.RESERVED: 1, M.REDUCED: -1, M.TAKEN_BACK: -1, M.LAPSED: -1, M.VOIDED: -1}
