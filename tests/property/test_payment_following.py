"""Whatever happens at the processor and whenever it is looked at: what counts is what it keeps, and no cent is told twice."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esa.demonstration.stripe_server.book import Book, Refused
from esa.kernel.money import ZERO, Money
from esa.kernel.processor import Seen, SeenDispute, SeenRefund
from esa.payments.domain.events import Begun, Disputed, Failed, Gift, Refunded, Restored, Settled
from esa.payments.domain.following import Stored, follow
from esa.payments.domain.words import Means, Standing

AMOUNT = 100_000
GIFT = Gift(
    payment_id=uuid.uuid4(), reference="PAY-1", organization_id=uuid.uuid4(), donor_id=uuid.uuid4(),
    reservation_id=uuid.uuid4(), means=Means.BANK_DEBIT, given_on=date(2025, 11, 25), receipt="", held=ZERO, turn=1,
)  # fmt: skip
NEW = Stored(gift=GIFT, standing=Standing.OPENED, counts=ZERO)
ACTS = st.sampled_from(
    ["settle", "fail", "dispute", "win", "lose", "refund_some", "refund_all", "refund_arrives", "refund_fails"]
)


def an_order():
    book = Book(lambda: datetime(2025, 11, 25, tzinfo=UTC), base="http://stripe")
    line = {"price_data": {"unit_amount": str(AMOUNT), "currency": "usd"}, "quantity": "1"}
    opened = book.open({"mode": "payment", "line_items": [line], "payment_method_types": ["us_bank_account"]})
    return book, book.pay(opened["id"], "succeeds", "us_bank_account")["payment_intent"]


def act(book, intent, what):
    def newest(kind):
        return (book.listed(kind) or [{"id": ""}])[0]["id"]

    moves = {
        "settle": lambda: book.finish(intent, "succeeds"),
        "fail": lambda: book.finish(intent, "fails"),
        "dispute": lambda: book.dispute(intent),
        "win": lambda: book.end_dispute(newest("dispute"), won=True),
        "lose": lambda: book.end_dispute(newest("dispute"), won=False),
        "refund_some": lambda: book.refund({"payment_intent": intent, "amount": "30000"}),
        "refund_all": lambda: book.refund({"payment_intent": intent}),
        "refund_arrives": lambda: book.end_refund(newest("refund")),
        "refund_fails": lambda: book.end_refund(newest("refund"), fails=True),
    }
    try:
        moves[what]()
    except Refused:
        return


def seen(book, intent):
    found = book.find("payment_intent", intent)
    return Seen(
        id=intent, ours="", status=found["status"], amount=Money(found["amount"]),
        received=Money(found["amount_received"]), has_failed=bool(found["last_payment_error"]),
        refunds=tuple(
            SeenRefund(id=r["id"], amount=Money(r["amount"]), status=r["status"]) for r in book.listed("refund")
        ),
        disputes=tuple(
            SeenDispute(id=d["id"], amount=Money(d["amount"]), status=d["status"]) for d in book.listed("dispute")
        ),
    )  # fmt: skip


def look(stored, book, intent):
    """Look once more; return what is stored then, and the event."""
    now = seen(book, intent)
    following = follow(stored, now)
    after = replace(stored, standing=following.standing, counts=following.counts, disputed=now.disputed)
    assert follow(after, now).event is None, "looking twice tells nothing new"
    return after, following.event


def moved(event):
    """By how much an event changes what stands."""
    match event:
        case Settled():
            return event.left
        case Refunded() | Disputed() | Restored():
            return event.left - event.stood
        case _:
            return ZERO


@given(st.lists(st.tuples(ACTS, st.booleans()), max_size=12))
def test_what_counts_is_what_the_processor_keeps_and_the_events_add_up_to_it(story):
    book, intent = an_order()
    stored, told = NEW, []
    for what, looks in story:
        act(book, intent, what)
        if looks:
            stored, event = look(stored, book, intent)
            told.append(event)
    stored, event = look(stored, book, intent)
    told.append(event)
    assert stored.counts == seen(book, intent).kept
    assert sum(moved(each).cents for each in told) == stored.counts.cents
    assert (stored.standing is Standing.SETTLED) == bool(stored.counts)
    assert sum(isinstance(each, Settled | Begun | Failed) for each in told) <= 2


@given(st.lists(ACTS, max_size=10), st.data())
def test_when_it_was_looked_at_makes_no_difference_to_what_counts(story, data):
    book, intent = an_order()
    often = NEW
    for what in story:
        act(book, intent, what)
        if data.draw(st.booleans()):
            often, _ = look(often, book, intent)
    once, _ = look(NEW, book, intent)
    often, _ = look(often, book, intent)
    assert once.counts == often.counts


def test_an_older_answer_of_a_slow_machine_is_not_believed():
    book, intent = an_order()
    early = seen(book, intent)
    book.finish(intent, "succeeds")
    stored, _ = look(NEW, book, intent)
    assert follow(stored, early).event is None
    assert follow(stored, early).counts == Money(AMOUNT)


@pytest.mark.parametrize("status", ["requires_payment_method", "canceled"])
def test_a_debit_fails_once(status):
    failed = Seen(
        id="pi", ours="", status=status, amount=Money(AMOUNT), received=ZERO, has_failed=True, fault="no_account"
    )
    first = follow(NEW, failed)
    assert isinstance(first.event, Failed)
    assert first.event.reason == "no_account"
    again = follow(replace(NEW, standing=Standing.FAILED), failed)
    assert again.event is None


def test_the_page_of_a_giver_who_has_not_ordered_yet_tells_nothing():
    waiting = Seen(id="pi", ours="", status="requires_payment_method", amount=Money(AMOUNT), received=ZERO)
    assert follow(NEW, waiting).event is None
