"""Time in the replayed cap: nothing waits past its last day, refusals leave no trace, a log has one answer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from esa.kernel.dates import central_day
from esa.kernel.money import ZERO, Money
from esa.law import Law
from esa.law.credits.events import METHODS, Certify, Open, Receive, Reserve, Void
from esa.law.credits.replay import Replay, State

LAW = Law.load()
BEGIN = datetime(2025, 1, 1, 6, tzinfo=UTC)
HOURS = [0, 1, 24, 30 * 24 - 1, 30 * 24, 31 * 24]
names, amounts = st.sampled_from("abcdef"), st.one_of(st.just(50_000), st.integers(0, 600_000)).map(Money)
kinds = st.one_of(
    st.tuples(st.just(Reserve), names, st.just("E1"), amounts, st.booleans()),
    st.tuples(st.just(Receive), names, amounts, st.sampled_from(["check", *METHODS])),
    st.tuples(st.just(Certify), names),
    st.tuples(st.just(Void), names, st.just("given up")),
)


@st.composite
def logs(draw):
    at, events = BEGIN, [Open(BEGIN, 2025, Money(draw(st.integers(0, 1_500_000))))]
    for make, *given_values in draw(st.lists(kinds, max_size=40)):
        at += timedelta(hours=draw(st.sampled_from(HOURS)))
        events.append(make(at, *given_values))
    return events


@given(logs())
@settings(max_examples=150, deadline=None)
def test_RES_2_no_reservation_waits_for_money_after_its_last_day(events):
    replay = Replay(LAW)
    for event in events:
        replay.apply(event)
        waiting = [each for each in replay.reservations.values() if each.state is State.RESERVED]
        assert all(each.last_day >= central_day(event.at) for each in waiting)


@given(logs())
@settings(max_examples=150, deadline=None)
def test_a_refused_event_is_answered_the_same_when_it_comes_again_at_once(events):
    replay = Replay(LAW)
    for event in events:
        answer = replay.apply(event)
        if answer.outcome in {"refused", "lapsed"}:
            assert answer.amount == ZERO
            assert replay.apply(event) == answer


@given(logs())
@settings(max_examples=100, deadline=None)
def test_a_log_has_one_answer_whatever_is_refused_in_between(events):
    whole, without_refused = Replay(LAW), Replay(LAW)
    for event in events:
        answer = whole.apply(event)
        if answer.outcome in {"ok", "reduced"}:
            assert without_refused.apply(event) == answer
