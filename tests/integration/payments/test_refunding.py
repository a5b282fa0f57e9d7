"""Refunds on their way: refused, asked while nobody answers, answered and lost, come back in part."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, NotFound
from esa.kernel.money import Money
from esa.payments import jobs
from esa.payments import service as payments
from esa.payments.domain.events import Settled
from esa.payments.domain.reconciling import Question
from esa.payments.domain.words import RefundStanding
from esa.platform.stripe_gateway import StripeGateway
from tests.builders import finance
from tests.integration.payments.test_following import GIVEN, PROCESSOR
from tests.paying import a_giving


@pytest.fixture
def giving(house, clock, stand_in):
    return a_giving(house, clock, stand_in)


@pytest.fixture
def paid(giving):
    payment, _ = giving.pay()
    giving.days(4)
    giving.tell()
    return payment


def ask(giving, payment, cents=100_000, reason="asked by the donor"):
    with giving.house.begin(finance(giving.river)) as work:
        return payments.ask_refund(work, payment.reference, Money(cents), reason)


def refund_of(giving, payment):
    with giving.house.begin(SYSTEM) as work:
        return payments.refunds(work, payment.id)[-1]


def test_a_refund_that_the_processor_refuses_says_why_and_is_a_question(giving, paid):
    ask(giving, paid)
    giving.book.dispute(giving.book.listed("payment_intent")[0]["id"])
    assert giving.work_off().refunds == 0
    found = refund_of(giving, paid)
    assert (found.standing, found.fault) == (RefundStanding.FAILED, "This charge cannot be refunded.")
    with giving.house.begin(finance(giving.river)) as work:
        asked = payments.reconcile(work, Money(0)).questions
    assert Question.REFUND_FAILED in {each.question for each in asked}


def test_a_refund_waits_while_nobody_answers_and_one_whose_answer_was_lost_is_sent_once(giving, paid):
    made = ask(giving, paid)
    away = StripeGateway("sk_test_invented", "w", "http://127.0.0.1:9")
    assert jobs.send_refund(giving.house, away, made.id) is False
    assert refund_of(giving, paid).standing is RefundStanding.ASKED
    # The processor took it, and we died before we could note that; its key is long forgotten.
    giving.gateway.refund(giving.now(paid).processor_payment, Money(100_000), str(made.id))
    giving.book.keys.clear()
    assert jobs.send_refund(giving.house, giving.gateway, made.id) is True
    assert len(giving.book.listed("refund")) == 1
    assert jobs.send_refund(giving.house, giving.gateway, made.id) is False
    giving.tell()
    assert giving.balances() == {}


def test_a_part_that_comes_back_stands_beside_the_gift_and_can_be_sent_again(giving, paid):
    ask(giving, paid, 40_000)
    giving.work_off()
    giving.tell()
    giving.book.end_refund(giving.book.listed("refund")[0]["id"], fails=True)
    giving.tell()
    assert giving.balances() == {
        PROCESSOR: 100_000, "Equity:Fund:TaxCredit": -57_600, "Liabilities:TreasurersFund": -2_400,
        "Liabilities:HeldForDonors": -40_000,
    }  # fmt: skip
    found = giving.now(paid)
    assert (found.held, found.counts, bool(found.receipt_number)) == (Money(40_000), Money(100_000), True)
    ask(giving, paid, 40_000)
    giving.work_off()
    giving.tell()
    # What is held goes back first: the gift that stands is not touched.
    assert giving.balances()["Equity:Fund:TaxCredit"] == -57_600
    assert giving.now(paid).held == Money(0)


def test_a_refund_needs_a_reason_an_amount_and_a_payment_by_the_processor(giving, paid):
    with pytest.raises(Invalid) as refused:
        ask(giving, paid, 0, " ")
    assert [ground.field for ground in refused.value.grounds] == ["amount", "reason"]
    with giving.house.begin(finance(giving.river)) as work:
        with pytest.raises(NotFound):
            payments.ask_refund(work, "PAY-NONESUCH", Money(1), "x")
        with pytest.raises(Conflict, match="cannot be taken back"):
            payments.give_back(work, paid.reference, "x", bounced=True)


def test_a_message_that_a_room_above_refuses_waits_and_keeps_no_other_waiting(giving, paid):
    second = a_second(giving)
    second.pay()
    second.days(4)

    def refuse(work, event):
        raise Conflict("not now", code="refused_here")

    stubborn = replace(giving.house, listeners={**giving.house.listeners, Settled: (refuse,)})
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    assert jobs.work_off(stubborn, giving.gateway).handled == 0
    with giving.house.begin(SYSTEM) as work:
        said = set(work.tx.scalars(sa.text("SELECT outcome FROM inbox_messages WHERE handled_at IS NULL")))
    assert said == {"refused_here: not now"}
    assert giving.balances() == GIVEN
    giving.clock.move_to(giving.clock.now().replace(hour=23))
    giving.work_off()
    assert giving.balances()[PROCESSOR] == 160_000


def test_a_fault_of_the_database_keeps_one_message_waiting_and_no_other(giving, paid):
    second = a_second(giving)
    second.pay()
    second.days(4)

    def break_down(work, event):
        work.tx.execute(sa.text("SELECT 1 / 0"))

    broken = replace(giving.house, listeners={**giving.house.listeners, Settled: (break_down,)})
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    assert jobs.work_off(broken, giving.gateway).handled == 0
    assert giving.balances() == GIVEN


def a_second(giving):
    from esa.credits import service as credits_
    from esa.credits.domain import TaxpayerType
    from tests.paying import Giving

    with giving.house.begin(SYSTEM) as work:
        donor = credits_.add_donor(work, "Bo", TaxpayerType.INDIVIDUAL, giving.river)
        reservation = credits_.reserve(work, donor, giving.river, Money(60_000))
    return Giving(giving.house, giving.clock, giving.stand_in, giving.river, donor, reservation, Money(60_000))
