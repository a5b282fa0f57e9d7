"""Everything that moves the cap, at once: no waiting in a circle, no cent lost, one receipt for one reservation."""

import contextlib
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import AllotmentMode, ReturnReason
from esa.credits.service import allotting
from esa.credits.store import giving
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, EsaError
from esa.kernel.money import Money
from esa.ledger import service as ledger
from tests.builders import finance, treasurer
from tests.concurrency.test_awards_at_once import at_once
from tests.integration.credits.giving_people import (
    a_cap,
    a_certified_eao,
    a_donor,
    ask,
    asking,
    dollars,
    donor,
    lapse,
    state,
)


@pytest.fixture
def two(house):
    a_cap(house, dollars(40_000))
    return [a_certified_eao(house, slug) for slug in ("river", "hill")]


def test_one_of_many_recordings_of_the_same_money_makes_the_receipt(house, two):
    river = two[0]
    made = ask(house, a_donor(house), river, dollars(1_000))

    def record():
        with house.begin(finance(river)) as work:
            return credits_.record_contribution(work, made.reservation_id, dollars(1_000), "check", work.today)

    answers = at_once(*[record] * 6)
    assert sum(isinstance(each, str) for each in answers) == 1
    assert sum(isinstance(each, Conflict) for each in answers) == 5
    assert state(house)[1] == dollars(1_000)


def test_money_and_lapse_at_the_same_moment_end_in_one_of_both(house, two, clock):
    river = two[0]
    made = [ask(house, a_donor(house), river, dollars(1_000)) for _ in range(6)]
    clock.move_to(clock.now() + timedelta(days=31))

    def record(each):
        def act():
            with house.begin(finance(river)) as work:
                return credits_.record_contribution(
                    work, each.reservation_id, dollars(1_000), "check", work.today - timedelta(days=2)
                )

        return act

    at_once(*(record(each) for each in made), lambda: lapse(house), lambda: lapse(house))
    lapse(house)
    with house.begin(SYSTEM) as work:
        assert credits_.self_check(work, 2025) == []
        assert ledger.self_check(work).is_sound
        assert work.tx.scalar(sa.text("SELECT lapsed FROM credit_caps")) == 0
    assert state(house)[1] == dollars(6_000)


class Chance:
    """Acts of everybody, drawn from a seed; refusals are part of it."""

    def __init__(self, house, two, seed):
        self.house, self.two, self.draw, self.made = house, two, random.Random(seed), []
        self.person = a_donor(house, f"Donor {seed}")

    def amount(self, least=50_000):
        return Money(self.draw.randrange(least, 400_000))

    def one(self):
        return self.draw.choice(self.made).reservation_id

    def reserve(self):
        asked = [
            asking(self.person, self.draw.choice(self.two), self.amount(), partial_ok=True, wait=True) for _ in range(3)
        ]
        with self.house.begin(donor(self.person)) as work:
            self.made.extend(credits_.claim_all(work, asked))

    def receive(self):
        with self.house.begin(SYSTEM) as work:
            credits_.record_contribution(work, self.one(), self.amount(1), "check", work.today)

    def back(self):
        with self.house.begin(SYSTEM) as work:
            gift = giving.gift_of(work.tx, self.one())
            number = "none" if gift is None else gift.receipt_number
        with self.house.begin(SYSTEM) as work:
            credits_.take_back(work, number, self.draw.choice(list(ReturnReason)), work.today)

    def cancel(self):
        with self.house.begin(donor(self.person)) as work:
            credits_.cancel(work, self.one(), "x")

    def change(self):
        with self.house.begin(donor(self.person)) as work:
            credits_.change(work, self.one(), organization_id=self.draw.choice(self.two), amount=self.amount())

    def allot(self):
        with self.house.begin(treasurer()) as work:
            mode = self.draw.choice([AllotmentMode.EQUAL, AllotmentMode.FIRST_COME])
            wanted = allotting.split_change(work.now, mode, dict.fromkeys(self.two))
            proposed = allotting.propose(work, 2025, wanted, "x")
        with self.house.begin(treasurer()) as work:
            allotting.make(work, proposed)

    def run(self, times=40):
        acts, done = [self.reserve, self.reserve, self.receive, self.receive, self.back, self.cancel, self.change,
                      self.allot], 0  # fmt: skip
        for _ in range(times):
            with contextlib.suppress(EsaError, IndexError):
                self.draw.choice(acts)()
                done += 1
        return done


def test_everything_at_once_leaves_cap_allotments_gifts_and_books_in_one_mind(house, two):
    with ThreadPoolExecutor(4) as pool:
        done = [each.result() for each in [pool.submit(Chance(house, two, seed).run) for seed in range(4)]]
    assert min(done) > 5
    with house.begin(SYSTEM) as work:
        assert credits_.self_check(work, 2025) == []
        assert ledger.self_check(work).is_sound


def test_the_self_check_finds_a_cent_that_is_off(house, two, _owner):
    ask(house, a_donor(house), two[0], dollars(1_000))
    with _owner.connect() as owner:
        owner.exec_driver_sql("UPDATE credit_caps SET reserved = reserved - 1")
    with house.begin(SYSTEM) as work:
        (found,) = credits_.self_check(work, 2025)
    assert (found.what, found.kept, found.counted) == ("reserved", Money(99_999), Money(100_000))
