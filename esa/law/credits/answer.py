"""What the replay of the cap answers to an event, and how the cap stands after it."""

from dataclasses import dataclass
from enum import StrEnum

from esa.kernel.money import Money
from esa.law.tried import Sentence


class Outcome(StrEnum):
    """What became of an event; `lapsed` answers one that came after the reservation's last day."""

    OK = "ok"
    REDUCED = "reduced"
    REFUSED = "refused"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Standing:
    """The cap in its four parts, which always add up to it."""

    reserved: Money
    received: Money
    certified: Money
    available: Money


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one event, what it moved (None for an allotment), why, and how the cap stands after it."""

    outcome: Outcome
    id: str | None
    amount: Money | None
    reasons: tuple[Sentence, ...]
    standing: Standing

    def reason(self, language: str = "en") -> str:
        """Return every reason in the language."""
        return "; ".join(reason.text(language) for reason in self.reasons)

    def to_wire(self, number: int, language: str = "en") -> dict[str, object]:
        """Return the contract's form for the line of that number."""
        return {
            "n": number,
            "outcome": self.outcome.value,
            "id": self.id,
            "amount": None if self.amount is None else self.amount.to_wire(),
            "reason": self.reason(language),
            "reserved": self.standing.reserved.to_wire(),
            "received": self.standing.received.to_wire(),
            "certified": self.standing.certified.to_wire(),
            "available": self.standing.available.to_wire(),
        }
