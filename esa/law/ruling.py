"""What a rule of duty answers: an outcome in one word, every rule that was tried, and the figures that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from esa.kernel.money import Money
from esa.law.register import cite
from esa.law.tried import Templates, Tried, sentence

Figure = Money | date | int | str | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """An outcome with its findings; `figures` are amounts, days and names that the caller acts on."""

    outcome: str
    findings: tuple[Tried, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def failed(self) -> tuple[str, ...]:
        """Return the ids of the rules that do not hold, in order."""
        return tuple(each.rule for each in self.findings if not each.holds)

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the answer as JSON would have it."""
        return {
            "outcome": self.outcome,
            **{name: _to_wire(figure) for name, figure in self.figures.items()},
            "findings": [each.to_wire(language) for each in self.findings],
        }


def _to_wire(figure: Figure) -> object:
    match figure:
        case Money():
            return figure.to_wire()
        case date():
            return figure.isoformat()
        case _:
            return figure


def tried(templates: Templates, rule: str, holds: bool, key: str, **values: object) -> Tried:
    """Return a rule that was tried, cited as the register has it, with one reason. Raises KeyError."""
    return Tried(rule, holds, cite(rule), (sentence(templates, key, **values),))


def either(templates: Templates, rule: str, holds: bool, keys: tuple[str, str], **values: object) -> Tried:
    """Return a rule that was tried, with the first key's reason where it holds and the second's where it fails."""
    return tried(templates, rule, holds, keys[0] if holds else keys[1], **values)
