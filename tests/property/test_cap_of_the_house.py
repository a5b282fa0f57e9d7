"""The credits room and the replay of the law, given the same events, say the same figures after each of them."""

from dataclasses import replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esa.credits import service as credits_
from esa.credits.domain import AllotmentMode, ReservationStanding, ReturnReason
from esa.credits.service import allotting
from esa.credits.store import caps, giving
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import EsaError
from esa.kernel.money import ZERO, Money
from esa.law import Law
from esa.law.credits.events import Open
from esa.law.credits.replay import Replay
from esa.ledger import service as ledger
from tests.builders import treasurer
from tests.conftest import sweep
from tests.integration.credits.giving_people import a_cap, a_donor, ask, receive, some_eaos
from tests.property.test_replay import EVENTS, START

NAMES = ("E1", "E2", "E3")
MORE = st.lists(st.tuples(st.integers(0, 12 * 24), EVENTS), min_size=5, max_size=30)


class Desk:
    """The service under the events of the replay: ids and EAOs of the log become rows."""

    def __init__(self, house, cap):
        self.house, self.rows = house, {}
        a_cap(house, cap)
        self.eaos = dict(zip(NAMES, some_eaos(house, *(name.lower() for name in NAMES)), strict=True))
        self.donor = a_donor(house)

    def apply(self, event):
        """Say whether the event did anything; a refusal leaves everything as it was."""
        try:
            return getattr(self, type(event).__name__.lower())(event) is not False
        except EsaError:
            return False

    def reserve(self, event):
        if event.id in self.rows:
            return False
        made = ask(self.house, self.donor, self.eaos[event.eao], event.amount, partial_ok=event.partial_ok,
                   claim_id=uuid5(NAMESPACE_URL, f"{event.id}{event.at}"))  # fmt: skip
        if not made.is_refused:
            self.rows[event.id] = (made.reservation_id, self.eaos[event.eao])
        return not made.is_refused

    def receive(self, event):
        if event.id not in self.rows:
            return False
        found, eao = self.rows[event.id]
        return receive(self.house, eao, found, event.amount, event.method)

    def certify(self, event):
        if event.id not in self.rows:
            return False
        with self.house.begin(treasurer()) as work:
            credits_.certify(work, self.rows[event.id][0])
        return True

    def void(self, event):
        if event.id not in self.rows:
            return False
        with self.house.begin(SYSTEM) as work:
            found = giving.locked(work.tx, self.rows[event.id][0])
            if found.standing is ReservationStanding.RESERVED:
                credits_.cancel(work, found.id, event.reason)
                return True
            gift = giving.gift_of(work.tx, found.id)
            if gift is None:
                return False
            credits_.take_back(work, gift.receipt_number, ReturnReason.REFUND, work.today)
        return True

    def two_people(self, change):
        with self.house.begin(treasurer()) as work:
            made = allotting.propose(work, 2025, change, "as the log says")
        with self.house.begin(treasurer()) as work:
            allotting.make(work, made)
        return True

    def reallocate(self, event):
        return self.two_people(
            allotting.move_change(event.at, self.eaos[event.giver], self.eaos[event.taker], event.amount)
        )

    def allot(self, event):
        known = {self.eaos[name]: event.amounts.get(name) for name in event.eaos}
        change = allotting.split_change(event.at, AllotmentMode(event.mode), known)
        # A split that names an EAO twice cannot be written down as one of the house; the law is asked as the log has it.
        return self.two_people(replace(change, eaos=tuple(str(self.eaos[name]) for name in event.eaos)))

    def figures(self):
        with self.house.begin(SYSTEM) as work:
            cap = credits_.cap_state(work, 2025)
            used = caps.used_by_organization(work.tx, 2025)
            shares = {each.organization_id: (each.allotted, each.used) for each in caps.shares(work.tx, 2025)}
        names = {row: name for name, row in self.eaos.items()}
        parts = (cap.reserved, cap.received, cap.certified, cap.available)
        held = None
        if cap.mode is not AllotmentMode.FIRST_COME:
            held = {names[row]: share for row, share in shares.items() if any(share)}
        return parts, {names[row]: amount for row, amount in used.items()}, held


def said(state):
    parts = state.standing
    used = {eao: amount for eao, amount in state.used.items() if amount}
    held = None
    if state.allotments is not None:
        both = {eao: (share, state.used.get(eao, ZERO)) for eao, share in state.allotments.items()}
        held = {eao: each for eao, each in both.items() if any(each)}
    return (parts.reserved, parts.received, parts.certified, parts.available), used, held


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cap=st.integers(0, 1_500_000).map(Money), log=MORE)
def test_TCAP_the_house_and_the_replay_say_the_same_after_every_event(house, clock, _owner, cap, log):
    sweep(_owner)
    clock.move_to(START)
    replay, desk, now = Replay(Law.load()), Desk(house, cap), START
    replay.apply(Open(now, 2025, cap))
    for hours, make in log:
        now += timedelta(hours=hours)
        clock.move_to(now)
        event = make(now)
        with house.begin(SYSTEM) as work:
            credits_.lapse_due(work)
        answer = replay.apply(event)
        done = desk.apply(event)
        assert done == (answer.outcome in ("ok", "reduced")), event
        assert desk.figures() == said(replay), event
    with house.begin(SYSTEM) as work:
        assert ledger.self_check(work).is_sound
        assert credits_.self_check(work, 2025) == []
