"""The statewide cap as a state that takes events in time order: reserve, receive, certify, void, allot, reallocate."""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from esa.kernel.dates import central_day
from esa.kernel.money import ZERO, Money
from esa.law.credits.allotments import allot_grounds, move_grounds, shares_of
from esa.law.credits.answer import Answer, Outcome, Standing
from esa.law.credits.events import Allot, Certify, Event, Open, Reallocate, Receive, Reserve, Void
from esa.law.credits.grounds import not_free_grounds, receiving_grounds, reserving_grounds
from esa.law.credits.sentences import REPLAY
from esa.law.law import Law
from esa.law.tried import Sentence, sentence


class State(StrEnum):
    """Where a reservation stands (RES-5)."""

    RESERVED = "reserved"
    RECEIVED = "received"
    CERTIFIED = "certified"
    LAPSED = "lapsed"
    VOIDED = "voided"


_LIVE = (State.RESERVED, State.RECEIVED, State.CERTIFIED)


@dataclass(slots=True)
class Reservation:
    """A donor's reservation: for which EAO, what it holds of the cap, its last day for the money, its state."""

    eao: str
    amount: Money
    last_day: date
    state: State = State.RESERVED


class Replay:
    """One calendar year's cap. Credits in use and those available always add up to the cap."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.latest: datetime | None = None
        self.year: int | None = None
        self.cap = ZERO
        self.allotments: dict[str, Money] | None = None
        self.used: dict[str, Money] = {}
        self.reservations: dict[str, Reservation] = {}
        self._in_state = dict.fromkeys(_LIVE, ZERO)
        self._due: deque[Reservation] = deque()

    @property
    def standing(self) -> Standing:
        """Return the cap in its four parts."""
        reserved, received, certified = (self._in_state[state] for state in _LIVE)
        return Standing(reserved, received, certified, self.cap - reserved - received - certified)

    def free_for(self, eao: str) -> Money:
        """Return what the EAO's donors may still reserve: of the cap and, with allotments, of the EAO's own."""
        available = self.standing.available
        if self.allotments is None:
            return available
        return min(available, self.allotments.get(eao, ZERO) - self.used.get(eao, ZERO))

    def apply(self, event: Event) -> Answer:
        """Take one event, which is not earlier than the one before it, and answer it.

        Reservations whose last day is over lapse first (RES-2). Raises UnknownParameter for a year without a known
        cap, and then nothing has changed.
        """
        if isinstance(event, Open):
            return self._open(event)
        self._reach(event.at)
        if self.year is None:
            return self._refused(_id_of(event), [sentence(REPLAY, "not_open")])
        match event:
            case Reserve():
                return self._reserve(event, self.year)
            case Receive() | Certify() | Void():
                return self._on_reservation(event)
            case Reallocate():
                return self._reallocate(event, self.year)
            case Allot():
                return self._allot(event)

    def _reach(self, at: datetime) -> None:
        """Let the time come to `at`: what was due before that day lapses."""
        self.latest = at
        day = central_day(at)
        while self._due and self._due[0].last_day < day:
            reservation = self._due.popleft()
            if reservation.state is State.RESERVED:
                self._move(reservation, State.LAPSED)

    def _move(self, reservation: Reservation, state: State) -> None:
        if reservation.state in _LIVE:
            self._in_state[reservation.state] -= reservation.amount
            self.used[reservation.eao] -= reservation.amount
        reservation.state = state
        if state in _LIVE:
            self._hold(reservation)

    def _hold(self, reservation: Reservation) -> None:
        self._in_state[reservation.state] += reservation.amount
        self.used[reservation.eao] = self.used.get(reservation.eao, ZERO) + reservation.amount

    def _refused(self, name: str | None, reasons: list[Sentence]) -> Answer:
        return Answer(Outcome.REFUSED, name, ZERO, tuple(reasons), self.standing)

    def _done(self, outcome: Outcome, name: str | None, amount: Money | None, reason: Sentence) -> Answer:
        return Answer(outcome, name, amount, (reason,), self.standing)

    def _open(self, event: Open) -> Answer:
        if self.year is not None:
            self._reach(event.at)
            return self._refused(None, [sentence(REPLAY, "open_already", year=self.year)])
        cap = self.law.money("credit_cap", date(event.year, 1, 1)) if event.cap is None else event.cap
        self._reach(event.at)
        self.year, self.cap = event.year, cap
        return self._done(Outcome.OK, None, cap, sentence(REPLAY, "opened", year=event.year, cap=cap))

    def _reserve(self, event: Reserve, year: int) -> Answer:
        day = central_day(event.at)
        free = self.free_for(event.eao)
        amount = min(event.amount, free)
        grounds = self._against_reserving(event, year, free)
        if grounds:
            return self._refused(event.id, grounds)
        last_day = _days_after(day, self.law.number("reservation_days", day))
        reservation = Reservation(event.eao, amount, last_day)
        self.reservations[event.id] = reservation
        self._due.append(reservation)
        self._hold(reservation)
        whole = amount == event.amount
        key = "reserved" if whole else "reserved_part"
        reason = sentence(REPLAY, key, asked=event.amount, amount=amount, last_day=last_day)
        return self._done(Outcome.OK if whole else Outcome.REDUCED, event.id, amount, reason)

    def _against_reserving(self, event: Reserve, year: int, free: Money) -> list[Sentence]:
        used = event.id if event.id in self.reservations else None
        grounds = reserving_grounds(event.amount, central_day(event.at), year, self.law, used_id=used)
        return grounds + not_free_grounds(
            event.amount, free, event.eao, partial_ok=event.partial_ok, allotted=self.allotments is not None
        )

    def _on_reservation(self, event: Receive | Certify | Void) -> Answer:
        reservation = self.reservations.get(event.id)
        if reservation is None:
            return self._refused(event.id, [sentence(REPLAY, "unknown_id", id=event.id)])
        if reservation.state is State.LAPSED:
            reason = sentence(REPLAY, "lapsed", last_day=reservation.last_day)
            return self._done(Outcome.LAPSED, event.id, ZERO, reason)
        match event:
            case Receive():
                return self._receive(event, reservation)
            case Certify():
                return self._certify(event, reservation)
            case Void():
                return self._void(event, reservation)

    def _receive(self, event: Receive, reservation: Reservation) -> Answer:
        grounds = self._against_receiving(event, reservation)
        if grounds:
            return self._refused(event.id, grounds)
        reserved, counted = reservation.amount, min(event.amount, reservation.amount)
        self._move(reservation, State.RECEIVED)
        self._release(reservation, reserved - counted)
        key = "received"
        if event.amount != reserved:
            key = "received_less" if event.amount < reserved else "received_more"
        reason = sentence(REPLAY, key, amount=counted, reserved=reserved, came=event.amount)
        return self._done(Outcome.OK if key == "received" else Outcome.REDUCED, event.id, counted, reason)

    def _release(self, reservation: Reservation, rest: Money) -> None:
        reservation.amount -= rest
        self._in_state[reservation.state] -= rest
        self.used[reservation.eao] -= rest

    def _against_receiving(self, event: Receive, reservation: Reservation) -> list[Sentence]:
        grounds = [] if reservation.state is State.RESERVED else [_standing_against(reservation)]
        return grounds + receiving_grounds(event.amount, event.method, central_day(event.at), self.law)

    def _certify(self, event: Certify, reservation: Reservation) -> Answer:
        if reservation.state is State.RESERVED:
            return self._refused(event.id, [sentence(REPLAY, "no_money")])
        if reservation.state is not State.RECEIVED:
            return self._refused(event.id, [_standing_against(reservation)])
        self._move(reservation, State.CERTIFIED)
        reason = sentence(REPLAY, "certified", amount=reservation.amount)
        return self._done(Outcome.OK, event.id, reservation.amount, reason)

    def _void(self, event: Void, reservation: Reservation) -> Answer:
        if reservation.state is State.VOIDED:
            return self._refused(event.id, [_standing_against(reservation)])
        self._move(reservation, State.VOIDED)
        return self._done(
            Outcome.OK, event.id, reservation.amount, sentence(REPLAY, "freed", amount=reservation.amount)
        )

    def _reallocate(self, event: Reallocate, year: int) -> Answer:
        grounds = move_grounds(event, year, self.allotments, self.used, self.law)
        if grounds or self.allotments is None:
            return self._refused(None, grounds)
        self.allotments[event.giver] -= event.amount
        self.allotments[event.taker] += event.amount
        reason = sentence(REPLAY, "moved", amount=event.amount, giver=event.giver, taker=event.taker)
        return self._done(Outcome.OK, None, event.amount, reason)

    def _allot(self, event: Allot) -> Answer:
        grounds = allot_grounds(event, self.cap, self.used)
        if grounds:
            return self._refused(None, grounds)
        self.allotments = shares_of(event, self.cap)
        key = "allotted_none" if self.allotments is None else "allotted"
        return self._done(Outcome.OK, None, None, sentence(REPLAY, key, count=len(event.eaos)))


def _id_of(event: Event) -> str | None:
    return event.id if isinstance(event, Reserve | Receive | Certify | Void) else None


def _days_after(day: date, days: int) -> date:
    """Return the last day for the money, the last of the calendar where that is nearer."""
    return day + timedelta(days=min(days, (date.max - day).days))


def _standing_against(reservation: Reservation) -> Sentence:
    keys = {State.RECEIVED: "received_already", State.CERTIFIED: "certified_already", State.VOIDED: "voided"}
    return sentence(REPLAY, keys[reservation.state])
