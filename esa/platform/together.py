"""Answering many askers by one transaction: whoever comes first works for all who came meanwhile (group commit)."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(slots=True)
class _Place(Generic[Q, A]):
    """One asker: the question, then the answer or the fault; `leads` says that it is to work for all now."""

    question: Q
    called: Event = field(default_factory=Event)
    answers: list[A] = field(default_factory=list)
    fault: BaseException | None = None
    leads: bool = False


class Together(Generic[Q, A]):
    """Hands the questions of many threads to `answer_all`, at most `most` at a time, in the order of their coming.

    No thread of its own is needed, so that a process that forks loses nothing. Nobody is answered before `answer_all`
    has returned, that is, before its transaction stands. Where it fails for several, each is asked alone, so that the
    fault of one is nobody else's.
    """

    def __init__(self, answer_all: Callable[[Sequence[Q]], Sequence[A]], most: int = 256) -> None:
        self._answer_all, self._most = answer_all, most
        self._lock = Lock()
        self._waiting: deque[_Place[Q, A]] = deque()
        self._busy = False

    def ask(self, question: Q) -> A:
        """Return the answer. Raises what `answer_all` raises for this question."""
        mine: _Place[Q, A] = _Place(question)
        with self._lock:
            self._waiting.append(mine)
            mine.leads, self._busy = not self._busy, True
        if not mine.leads:
            mine.called.wait()
        if mine.leads:
            self._work()
        if mine.fault is not None:
            raise mine.fault
        return mine.answers[0]

    def _work(self) -> None:
        with self._lock:
            count = min(len(self._waiting), self._most)
            batch = [self._waiting.popleft() for _ in range(count)]
        try:
            self._answer(batch)
        finally:
            self._hand_on()
            for place in batch:
                place.called.set()

    def _hand_on(self) -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._busy = following is not None
        if following is not None:
            following.leads = True
            following.called.set()

    def _answer(self, batch: Sequence[_Place[Q, A]]) -> None:
        try:
            answers = self._answer_all([place.question for place in batch])
        except Exception as fault:  # noqa: BLE001 - it is told to whoever asked
            if len(batch) == 1:
                batch[0].fault = fault
                return
            for place in batch:
                self._answer([place])
            return
        for place, answer in zip(batch, answers, strict=True):
            place.answers.append(answer)
