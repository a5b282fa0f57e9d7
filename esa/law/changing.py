"""What would change a check: the smallest sets of facts with which the rules themselves answer otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from esa.law.tried import Sentence, Templates
from esa.law.wording import said_together, translated

T = TypeVar("T")
Shown = Mapping[str, Callable[[T], T]]


@dataclass(frozen=True, slots=True)
class WouldDo:
    """Facts that would do together, with their sentences and the frames for one of them and for several."""

    shown: tuple[str, ...]
    facts: tuple[Sentence, ...]
    frames: Templates

    def sentence(self, language: str) -> str:
        """Return one plain sentence in the language; several facts are numbered in it."""
        frame = translated(self.frames["one" if len(self.facts) == 1 else "together"], language)
        return said_together(frame, [fact.text(language) for fact in self.facts])


def with_all(start: T, names: tuple[str, ...], shown: Shown[T]) -> T:
    """Return the facts with all that the names say."""
    for name in names:
        start = shown[name](start)
    return start


def smallest_sets(start: T, shown: Shown[T], enough: Callable[[T], bool]) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of names that would do, none where it is enough as it is or nothing would do."""
    if enough(start):
        return ()
    found: list[tuple[str, ...]] = []
    for at_once, _ in enumerate(shown, start=1):
        for some in combinations(shown, at_once):
            if not any(set(each).issubset(some) for each in found) and enough(with_all(start, some, shown)):
                found.append(some)
    return tuple(found)
