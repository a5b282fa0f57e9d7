"""What processor, bank and we do not agree on: each difference is a question that a person answers."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from esa.kernel.money import Money

PATIENCE = timedelta(days=3)
BANK_PATIENCE = timedelta(days=7)


class Question(StrEnum):
    """A difference that somebody must look at."""

    NO_MOVEMENT = "no_movement"
    AMOUNT_DIFFERS = "amount_differs"
    HELD = "held"
    REFUND_FAILED = "refund_failed"
    PAYOUT_NOT_AT_BANK = "payout_not_at_bank"
    DEPOSIT_NOT_AT_BANK = "deposit_not_at_bank"
    BATCH_NOT_AT_BANK = "batch_not_at_bank"
    RETURN_NOT_AT_BANK = "return_not_at_bank"
    LINE_NOT_EXPLAINED = "line_not_explained"
    BOOKS_DIFFER = "books_differ"


@dataclass(frozen=True, slots=True)
class Open:
    """One open question: about which number, how much, since when."""

    question: Question
    about: str
    amount: Money
    since: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """A settled payment by the processor beside the processor's own lines on it."""

    reference: str
    counts: Money
    moved: Money
    lines: int
    since: date


def processor_questions(rows: list[Both], today: date) -> list[Open]:
    """Return the payments that the processor's account does not show after three days, or with another amount."""
    found = []
    for each in rows:
        if today - each.since < PATIENCE:
            continue
        if not each.lines:
            found.append(Open(Question.NO_MOVEMENT, each.reference, each.counts, each.since))
        elif each.moved != each.counts:
            found.append(Open(Question.AMOUNT_DIFFERS, each.reference, each.moved - each.counts, each.since))
    return found
