"""Whatever comes in whatever order, the cap is never exceeded, never loses a cent and no allotment is overdrawn."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from esa.kernel.money import ZERO, Money, total
from esa.law import Law
from esa.law.credits.events import METHODS, Allot, Certify, Open, Reallocate, Receive, Reserve, Void
from esa.law.credits.replay import Replay

LAW = Law.load()
START = datetime(2025, 1, 1, 12, tzinfo=UTC)
EAOS = st.sampled_from(["E1", "E2", "E3"])
IDS = st.sampled_from(["a", "b", "c", "d", "e"])
AMOUNTS = st.integers(0, 400_000).map(Money)
METHOD = st.sampled_from(["check", *METHODS])


def at(make, *parts):
    return st.tuples(*parts).map(lambda given: lambda now: make(now, *given))


def custom(amounts):
    return lambda now: Allot(now, "custom", tuple(amounts), amounts)


EVENTS = st.one_of(
    at(Reserve, IDS, EAOS, AMOUNTS, st.booleans()),
    at(Receive, IDS, AMOUNTS, METHOD),
    at(Certify, IDS),
    at(Void, IDS, st.just("asked for")),
    at(Reallocate, EAOS, EAOS, AMOUNTS),
    at(Allot, st.sampled_from(["fcfs", "equal"]), st.lists(EAOS).map(tuple)),
    st.dictionaries(EAOS, AMOUNTS).map(custom),
)
LOG = st.lists(st.tuples(st.integers(0, 20 * 24), EVENTS), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1_000_000).map(Money), LOG)
def test_TCAP_3_the_four_parts_are_the_cap_after_every_event(cap, log):
    state, now = Replay(LAW), START
    assert state.apply(Open(now, 2025, cap)).standing.available == cap
    for hours, event in log:
        now += timedelta(hours=hours)
        before = state.standing
        answer = state.apply(event(now))
        parts = answer.standing
        each = [parts.reserved, parts.received, parts.certified, parts.available]
        assert total(each) == cap
        assert min(each) >= ZERO
        assert total(list(state.used.values())) == cap - parts.available
        if state.allotments is not None:
            assert total(list(state.allotments.values())) <= cap
            assert all(used <= state.allotments.get(eao, ZERO) for eao, used in state.used.items())
        if answer.outcome in {"refused", "lapsed"}:
            assert answer.amount == ZERO
            # Only what was due in the meantime may have gone back to the pool.
            assert (parts.received, parts.certified) == (before.received, before.certified)
            assert parts.available >= before.available
        assert answer.reason("en")
        assert answer.reason("es")
