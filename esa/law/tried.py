"""A rule that was tried, whether it holds and under which section, with sentences composed in any language."""

from collections.abc import Mapping
from dataclasses import dataclass

from esa.law.wording import say

Templates = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template and the values to be written into it."""

    template: str
    values: tuple[tuple[str, object], ...]

    def text(self, language: str = "en") -> str:
        """Return the sentence in the language."""
        return say(self.template, self.values, language)


def sentence(templates: Templates, key: str, **values: object) -> Sentence:
    """Return the sentence that the templates have under the key. Raises KeyError."""
    return Sentence(templates[key], tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule tried on a line of facts; several reasons stand side by side."""

    rule: str
    holds: bool
    cite: str
    reasons: tuple[Sentence, ...]

    def because(self, language: str = "en") -> str:
        """Return the reasons in the language."""
        return "; ".join(reason.text(language) for reason in self.reasons)

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the contract's form."""
        return {"rule": self.rule, "holds": self.holds, "cite": self.cite, "because": self.because(language)}
