"""Whether a request to reserve is granted, in full or in part, waits, or is refused: pure, so that anybody can ask."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from esa.credits.domain.commands import ReserveCredits
from esa.credits.domain.words import Outcome
from esa.kernel.money import ZERO, Money
from esa.law.credits.grounds import not_free_grounds, reserving_grounds
from esa.law.credits.sentences import ATTESTING
from esa.law.law import Law
from esa.law.tried import Sentence, sentence

Grounds = tuple[tuple[str, Sentence], ...]
# Words by which a note means one child (TAX-8); the note goes to the EAO, so a doubtful one is better left out.
_ONE_CHILD = re.compile(
    r"\b(?:(?:grand|step|god)?(?:son|sons|daughter|daughters|child|children|kid|kids)|niece|nephew|sibling|sister|brother"
    r"|student|pupil|tuition|(?:nieto|nieta|hijo|hija|sobrino|sobrina|ahijado|ahijada)s?|nino|nina|alumno|alumna"
    r"|matricula|colegiatura)\b",
)


@dataclass(frozen=True, slots=True)
class Free:
    """What is free for an EAO's donors, of the cap and of its allotment where there are any."""

    amount: Money
    is_allotted: bool
    eao: str


def designates(note: str) -> bool:
    """Say whether a note means a certain student, as in "for my grandson's tuition" (T04)."""
    plain = unicodedata.normalize("NFKD", note.lower())
    return _ONE_CHILD.search("".join(each for each in plain if not unicodedata.combining(each))) is not None


def attesting_grounds(asked: ReserveCredits) -> Grounds:
    """Return what the donor did not attest or may not ask: TAX-3, TAX-8."""
    grounds: list[tuple[str, Sentence]] = []
    if not asked.no_dependent_benefits:
        grounds.append(("no_dependent_benefits", sentence(ATTESTING, "dependent")))
    if not asked.no_student_named:
        grounds.append(("no_student_named", sentence(ATTESTING, "student")))
    if designates(asked.note):
        grounds.append(("note", sentence(ATTESTING, "note")))
    return tuple(grounds)


def decide(asked: ReserveCredits, day: date, year: int, free: Free, law: Law) -> tuple[Outcome, Money, Grounds]:
    """Return the outcome, the amount that is taken of the cap, and all grounds of a refusal (TCAP-3, TCAP-4, RES-1).

    The whole is reserved where it is free, else a part if the donor takes one; else the request waits for what lapses,
    if the donor wants to. Never more than is free is taken.
    """
    grounds = attesting_grounds(asked)
    grounds += tuple(("amount", each) for each in reserving_grounds(asked.amount, day, year, law))
    lacking = not_free_grounds(
        asked.amount, free.amount, free.eao, partial_ok=asked.partial_ok, allotted=free.is_allotted
    )
    if grounds or (lacking and not asked.wait):
        return Outcome.REFUSED, ZERO, grounds + tuple(("amount", each) for each in lacking)
    if lacking:
        return Outcome.WAITING, ZERO, ()
    taken = min(asked.amount, free.amount)
    return (Outcome.RESERVED if taken == asked.amount else Outcome.REDUCED), taken, ()
