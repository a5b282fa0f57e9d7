"""A refusal of the credits room out of the law's sentences, in the language of whoever asks."""

from collections.abc import Sequence

from esa.kernel.errors import EsaError, Ground
from esa.law.tried import Sentence
from esa.platform.work import Work

Grounds = Sequence[tuple[str, Sentence]]


def capital(text: str) -> str:
    """Return the sentence with a capital and a full stop, as a page says it."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def refusal(work: Work, kind: type[EsaError], grounds: Grounds, code: str) -> EsaError:
    """Return the refusal with all its grounds; the first one is its message."""
    told = [Ground(name, capital(each.text(work.actor.language))) for name, each in grounds]
    return kind(told[0].message, told, code=code)
