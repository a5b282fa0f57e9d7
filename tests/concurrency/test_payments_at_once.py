"""Two workers and two people at once: a message is handled once, and no more goes back than came."""

import threading

import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid
from esa.kernel.money import Money
from esa.payments import jobs
from esa.payments import service as payments
from tests.builders import finance
from tests.integration.payments.test_following import GIVEN
from tests.paying import a_giving

WORKERS = 6


@pytest.fixture
def giving(house, clock, stand_in):
    found = a_giving(house, clock, stand_in)
    found.pay()
    found.days(4)
    return found


def at_once(number, act):
    start, outcomes = threading.Barrier(number), []

    def run(index):
        start.wait()
        try:
            outcomes.append(act(index))
        except (Conflict, Invalid) as refusal:
            outcomes.append(type(refusal))

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return outcomes


def test_one_message_handled_by_six_workers_at_once_records_one_gift(giving):
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    with giving.house.begin(SYSTEM) as work:
        last = payments.waiting(work)[-1]
    assert at_once(WORKERS, lambda _: jobs.handle(giving.house, giving.gateway, last)) == [True] * WORKERS
    assert giving.balances() == GIVEN


def test_six_messages_of_one_payment_handled_at_once_record_one_gift(giving):
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    with giving.house.begin(SYSTEM) as work:
        waiting = payments.waiting(work)
    assert len(waiting) >= 4
    at_once(len(waiting), lambda index: jobs.handle(giving.house, giving.gateway, waiting[index]))
    giving.work_off()
    assert giving.balances() == GIVEN
    with giving.house.begin(SYSTEM) as work:
        assert work.tx.scalar(sa.text("SELECT count(*) FROM contributions")) == 1


def test_without_the_lock_two_workers_would_both_find_the_message_unhandled(giving):
    """The control: reading without the lock, both see work to do."""
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    with giving.house.begin(SYSTEM) as work:
        last = payments.waiting(work)[-1]
    both = threading.Barrier(2)

    def look(_):
        with giving.house.begin(SYSTEM) as work:
            found = payments.unhandled(work, last)
            both.wait()
            return found is not None

    assert at_once(2, look) == [True, True]


def test_of_six_refunds_of_the_whole_asked_at_once_one_is_taken(giving):
    giving.tell()
    with giving.house.begin(SYSTEM) as work:
        reference = work.tx.scalar(sa.text("SELECT reference FROM payments"))

    def ask(_):
        with giving.house.begin(finance(giving.river)) as work:
            return payments.ask_refund(work, reference, Money(100_000), "asked").standing.value

    outcomes = at_once(WORKERS, ask)
    assert sorted(outcomes, key=str) == sorted([Invalid] * (WORKERS - 1) + ["asked"], key=str)
    giving.work_off()
    giving.tell()
    assert giving.balances() == {}


def test_of_six_presses_of_one_button_one_payment_comes(giving, house, clock, stand_in):
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE payments SET standing = 'expired'"))

    def press(_):
        with house.begin(giving.actor) as work:
            return payments.open_payment(work, giving.wanted(work)).id

    made = {each for each in at_once(WORKERS, press) if each is not Conflict}
    assert len(made) == 1
