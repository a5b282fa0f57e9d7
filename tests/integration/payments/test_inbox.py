"""Signed messages that come twice, late, out of order or too early: each is kept once and handled once."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from esa.demonstration.stripe_server.messages import body_of, signature
from esa.demonstration.stripe_server.server import SECRET
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.payments import jobs
from esa.payments import service as payments
from esa.payments.domain.words import Standing
from esa.platform.stripe_gateway import StripeGateway
from esa.worker import make_worker
from tests.integration.payments.test_following import GIVEN
from tests.paying import a_giving
from tests.working import work_off


@pytest.fixture
def giving(house, clock, stand_in):
    return a_giving(house, clock, stand_in)


def signed(giving, event_id, secret=SECRET):
    body = body_of(giving.book, event_id)
    return {"data": body, "headers": {"Stripe-Signature": signature(body, secret, int(time.time()))}}


def rows(giving, query):
    with giving.house.begin(SYSTEM) as work:
        return work.tx.execute(sa.text(query)).all()


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_and_however_often_messages_come_the_gift_is_recorded_once(giving, seed):
    giving.pay()
    giving.days(4)
    events = giving.book.unsent * 2
    random.Random(seed).shuffle(events)
    for event_id in events:
        giving.keep(event_id)
        giving.work_off()
    assert giving.balances() == GIVEN
    assert rows(giving, "SELECT count(*) FROM contributions") == [(1,)]
    assert rows(giving, "SELECT what FROM payment_steps WHERE what IN ('settled', 'begun') ORDER BY number") == [
        ("settled",)
    ]


def test_a_message_that_comes_before_its_payment_is_here_is_held_and_taken_later(giving):
    with giving.house.begin(giving.actor) as work:
        wanted = giving.wanted(work)
    page = giving.gateway.open_checkout(_asked("00000000-0000-4000-8000-000000000001"))
    giving.book.pay(page.id, "succeeds", "us_bank_account")
    assert giving.tell().handled == 0
    assert rows(giving, "SELECT DISTINCT outcome, handled_at IS NULL, attempts FROM inbox_messages") == [
        ("held", True, 1)
    ]
    # Nothing is tried before its time.
    assert giving.work_off().waiting == 0
    with giving.house.begin(SYSTEM) as work:
        _store(work, wanted, "00000000-0000-4000-8000-000000000001")
    giving.days(4)
    giving.tell()
    assert giving.balances() == GIVEN


def _asked(ours):
    from esa.platform.stripe_gateway import Asked

    return Asked(
        ours=ours, reference="PAY-EARLY", amount=Money(100_000), label="Gift", success_url="http://a/b",
        cancel_url="http://a/c",
    )  # fmt: skip


def _store(work, wanted, ours):
    work.tx.execute(
        sa.text(
            "INSERT INTO payments (id, reference, organization_id, donor_id, reservation_id, reservation, means, amount,"
            " opened_at, standing, counts, disputed, receipt_number, held, held_because, turns, checkout_url, reason,"
            " payer, bank, number, image, image_type) VALUES (:id, 'PAY-EARLY', :eao, :donor, :reservation, 'RES', "
            "'bank_debit', 100000, :now, 'opened', 0, 0, '', 0, '', 0, '', '', '', '', '', '', '')"
        ),
        {
            "id": ours, "eao": wanted.organization_id, "donor": wanted.donor_id, "reservation": wanted.reservation_id,
            "now": work.now,
        },
    )  # fmt: skip


def test_a_message_of_somebody_elses_payment_is_let_be(giving):
    page = giving.gateway.open_checkout(_asked(""))
    giving.book.pay(page.id, "succeeds", "us_bank_account")
    giving.tell()
    assert rows(giving, "SELECT DISTINCT outcome FROM inbox_messages") == [("not ours",)]


def test_a_message_waits_while_the_processor_cannot_be_asked(giving):
    giving.pay()
    giving.days(4)
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    away = StripeGateway("sk_test_invented", SECRET, "http://127.0.0.1:9")
    with giving.house.begin(SYSTEM) as work:
        first = payments.waiting(work)[0]
    assert jobs.handle(giving.house, away, first) is False
    assert giving.balances() == {}
    giving.clock.move_to(giving.clock.now() + timedelta(minutes=2))
    giving.work_off()
    assert giving.balances() == GIVEN


def test_lost_messages_are_made_up_for_by_asking(giving):
    payment, _ = giving.pay()
    giving.book.unsent.clear()
    giving.days(5)
    assert giving.work_off().looked == 1
    assert giving.now(payment).standing is Standing.SETTLED
    assert giving.balances() == GIVEN


def test_the_address_keeps_a_signed_message_once_and_refuses_others(giving, settings, house):
    from dataclasses import replace

    from esa.app import create_app

    with_stripe = replace(
        settings, stripe_secret_key="sk_test_invented", stripe_webhook_secret=SECRET,
        stripe_api_base=giving.stand_in.base,
    )  # fmt: skip
    client = create_app(with_stripe, house).test_client()
    giving.pay()
    event_id = giving.book.unsent[0]
    assert client.post("/hooks/stripe", data=b"{}").status_code == 400
    assert client.post("/hooks/stripe", **signed(giving, event_id, "whsec_other")).status_code == 400
    good = signed(giving, event_id)
    assert client.post("/hooks/stripe", data=good["data"] + b" ", headers=good["headers"]).status_code == 400
    assert client.post("/hooks/stripe", data=b"x" * 300_000, headers=good["headers"]).status_code == 413
    assert rows(giving, "SELECT count(*) FROM inbox_messages") == [(0,)]
    assert [client.post("/hooks/stripe", **signed(giving, event_id)).status_code for _ in range(2)] == [202, 202]
    assert rows(giving, "SELECT count(*), max(times_sent) FROM inbox_messages") == [(1, 2)]
    # What came is handled by a job of its own, asked for once.
    assert rows(giving, "SELECT task_name FROM jobs.procrastinate_jobs") == [("payments.handle",)]
    giving.days(4)
    worker = make_worker(house, with_stripe)
    work_off(worker)
    assert rows(giving, "SELECT count(*) FROM contributions") == [(1,)]
    assert rows(giving, "SELECT handled_at IS NOT NULL, outcome FROM inbox_messages") == [(True, "taken")]


def test_a_live_message_is_refused_where_the_key_is_for_tests(giving):
    giving.pay()
    event = json.loads(body_of(giving.book, giving.book.unsent[0]))
    body = json.dumps({**event, "livemode": True}).encode()
    with pytest.raises(Invalid, match="other mode"):
        giving.gateway.notice(body, signature(body, SECRET, int(time.time())))


def test_an_old_signature_is_refused(giving):
    giving.pay()
    body = body_of(giving.book, giving.book.unsent[0])
    with pytest.raises(Invalid, match="not signed"):
        giving.gateway.notice(body, signature(body, SECRET, int(time.time()) - 301))


KILLED = """
import os, signal, sys, uuid
from datetime import datetime
from pathlib import Path
from esa.app import make_house, LISTENERS
from esa.payments import jobs
from esa.payments.domain.events import Settled
from esa.platform.clock import FixedClock
from esa.platform.config import Settings
from esa.platform.stripe_gateway import StripeGateway
from dataclasses import replace
from tests.working import work_off
url, base, at, message = sys.argv[1:]
settings = Settings(stage="test", database_url=url, owner_database_url="", replica_url="", secret_key="x" * 40,
    data_key="", storage_folder=Path("."), base_url="http://localhost", demonstration_shift=None, log_level="WARNING")
house = make_house(settings, FixedClock(datetime.fromisoformat(at)))
# After the gift is recorded and booked, before anything is committed.
die = lambda work, event: os.kill(os.getpid(), signal.SIGKILL)
house = replace(house, listeners={**LISTENERS, Settled: (*LISTENERS[Settled], die)})
jobs.handle(house, StripeGateway("sk_test_invented", "whsec_invented", base), uuid.UUID(message))
"""


def test_a_worker_killed_in_the_middle_of_a_message_leaves_it_to_be_handled_once(giving, settings):
    giving.pay()
    giving.days(4)
    for event_id in giving.book.unsent:
        giving.keep(event_id)
    with giving.house.begin(SYSTEM) as work:
        message = payments.waiting(work)[-1]
    arguments = [settings.database_url, giving.stand_in.base, giving.clock.now().isoformat(), str(message)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], check=False, env={**os.environ}, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert giving.balances() == {}
    giving.work_off()
    assert giving.balances() == GIVEN
    assert rows(giving, "SELECT count(*) FROM contributions") == [(1,)]
