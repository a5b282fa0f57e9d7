"""What follows from each look at the processor: the standing, what counts, and the one event that is told."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from esa.kernel.money import ZERO, Money
from esa.kernel.processor import Seen, SeenDispute, SeenRefund
from esa.payments.domain.events import Begun, Disputed, Failed, Gift, Refunded, Restored, Settled
from esa.payments.domain.following import Following, Stored, follow
from esa.payments.domain.words import Means, Standing

ID = uuid.UUID(int=1)
GIFT = Gift(
    payment_id=ID, reference="PAY-1", organization_id=ID, donor_id=ID, reservation_id=ID, means=Means.BANK_DEBIT,
    given_on=date(2025, 11, 25), receipt="", held=ZERO, turn=1,
)  # fmt: skip
WHOLE = Money(1_000)
NEW = Stored(gift=GIFT, standing=Standing.OPENED, counts=ZERO)
PROCESSING = replace(NEW, standing=Standing.PROCESSING)
SETTLED = replace(NEW, standing=Standing.SETTLED, counts=WHOLE)
SEEN = Seen(id="pi", ours="", status="succeeded", amount=WHOLE, received=WHOLE)


def refund(amount, reason=""):
    return SeenRefund(id="re", amount=Money(amount), status="succeeded", reason=reason)


def dispute(amount, reason=""):
    return SeenDispute(id="dp", amount=Money(amount), status="lost", reason=reason)


def result(standing, counts, event=None):
    return Following(standing=standing, counts=Money(counts), event=event)


@pytest.mark.parametrize(
    ("means", "first"), [(Means.BANK_DEBIT, True), (Means.CARD, True), (Means.CHECK, False), (Means.PAYROLL, False)]
)
def test_a_debit_or_a_card_is_with_the_processor_first(means, first):
    assert replace(GIFT, means=means).by_processor is first


def test_a_debit_is_begun_once():
    running = replace(SEEN, status="processing", received=ZERO)
    assert follow(NEW, running) == result(Standing.PROCESSING, 0, Begun(gift=GIFT, amount=WHOLE))
    assert follow(PROCESSING, running) == result(Standing.PROCESSING, 0)
    waiting = replace(running, status="requires_payment_method")
    assert follow(NEW, waiting) == result(Standing.OPENED, 0)


def test_a_debit_fails_once_with_its_reason():
    bad = replace(SEEN, status="requires_payment_method", received=ZERO, has_failed=True, fault="no_account")
    assert follow(PROCESSING, bad) == result(Standing.FAILED, 0, Failed(gift=GIFT, reason="no_account"))
    told = follow(PROCESSING, replace(bad, fault=""))
    assert told == result(Standing.FAILED, 0, Failed(gift=GIFT, reason="requires_payment_method"))
    assert follow(replace(NEW, standing=Standing.FAILED), bad) == result(Standing.FAILED, 0)


def test_what_has_succeeded_does_not_unsucceed():
    early = replace(SEEN, status="processing", received=ZERO)
    assert follow(SETTLED, early) == result(Standing.SETTLED, 1_000)
    back = replace(NEW, standing=Standing.RETURNED)
    assert follow(back, replace(early, has_failed=True)) == result(Standing.RETURNED, 0)


def test_money_that_came_is_settled_once():
    for stored in (NEW, PROCESSING):
        assert follow(stored, SEEN) == result(Standing.SETTLED, 1_000, Settled(gift=GIFT, left=WHOLE))
    assert follow(SETTLED, SEEN) == result(Standing.SETTLED, 1_000)
    assert SETTLED.disputed == ZERO


def test_money_that_went_back_is_told_by_how_it_went():
    some = replace(SEEN, refunds=(refund(300, "asked"),))
    assert follow(SETTLED, some) == result(
        Standing.SETTLED, 700, Refunded(gift=GIFT, stood=WHOLE, left=Money(700), reason="asked")
    )
    gone = replace(SEEN, disputes=(dispute(1_000, "fraud"),), refunds=(refund(1, "later"),))
    assert follow(SETTLED, gone) == result(
        Standing.RETURNED, 0, Disputed(gift=GIFT, stood=WHOLE, left=ZERO, reason="fraud")
    )
    known = replace(SETTLED, counts=Money(700), disputed=Money(300))
    more = replace(SEEN, disputes=(dispute(300),), refunds=(refund(100),))
    assert follow(known, more) == result(
        Standing.SETTLED, 600, Refunded(gift=GIFT, stood=Money(700), left=Money(600), reason="")
    )


def test_money_that_comes_again_is_restored():
    back = replace(NEW, standing=Standing.RETURNED)
    assert follow(back, SEEN) == result(Standing.SETTLED, 1_000, Restored(gift=GIFT, stood=ZERO, left=WHOLE, reason=""))
    part = replace(SETTLED, counts=Money(500))
    some = replace(SEEN, refunds=(refund(300, "asked"),))
    assert follow(part, some) == result(
        Standing.SETTLED, 700, Restored(gift=GIFT, stood=Money(500), left=Money(700), reason="asked")
    )


def test_what_came_and_went_between_two_looks_was_never_counted():
    gone = replace(SEEN, refunds=(refund(1_000, "asked"),))
    assert follow(NEW, gone) == result(Standing.RETURNED, 0, Failed(gift=GIFT, reason="asked"))
    assert follow(replace(NEW, standing=Standing.RETURNED), gone) == result(Standing.RETURNED, 0)
