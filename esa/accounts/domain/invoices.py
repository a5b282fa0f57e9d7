"""Invoices of schools and providers, child by child: what may be asked for, and where each line stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from esa.accounts.domain.expenses.words import LineStanding
from esa.kernel.errors import Ground
from esa.kernel.money import ZERO, Money
from esa.schools.domain.payees import PayeeKind

MOST_LINES = 4
BALANCE = "BALANCE"
_OF_A_SCHOOL = ("tuition", "textbooks", "exam_fee", "testing", "summer_program", "after_school_program")
_OF_A_PROVIDER = (
    "therapy", "tutoring", "curriculum", "exam_fee", "testing", "summer_program", "after_school_program",
)  # fmt: skip
CATEGORIES_OF: Mapping[PayeeKind, tuple[str, ...]] = {
    PayeeKind.SCHOOL: _OF_A_SCHOOL,
    PayeeKind.PUBLIC_SCHOOL: ("public_school_service", *_OF_A_SCHOOL),
    PayeeKind.VIRTUAL_SCHOOL: ("virtual_tuition", *_OF_A_SCHOOL),
    PayeeKind.INDIVIDUAL: _OF_A_PROVIDER,
    PayeeKind.FIRM: (*_OF_A_PROVIDER, "management_fee"),
}


class Term(StrEnum):
    """For which part of the school year an invoice is."""

    FIRST = "first"
    SECOND = "second"
    YEAR = "year"
    SUMMER = "summer"


_TERM_WORDS = {
    Term.FIRST: "first semester", Term.SECOND: "second semester", Term.YEAR: "whole year", Term.SUMMER: "summer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an invoice; `row` is the row of the form from which it came."""

    row: int
    category: str
    what: str
    amount: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice of the payee's own number for one child."""

    number: str
    term: Term
    items: tuple[Item, ...]

    def grounds(self, kind: PayeeKind, *, is_fpe: bool) -> list[Ground]:
        """Return every fault by its field; an FPE school takes no pay for instruction (167.013.1(3), FPE-4)."""
        found = [] if self.items else [Ground("category_1", "Fill in one line at least.")]
        for each in self.items:
            if each.category not in CATEGORIES_OF[kind]:
                found.append(Ground(f"category_{each.row}", "Choose what the line is for."))
            elif is_fpe and each.category == "tuition":
                said = "An FPE school takes no pay for teaching (RSMo 167.013.1(3)), so no tuition can be asked for."
                found.append(Ground(f"category_{each.row}", said))
            if each.amount is None or each.amount <= ZERO:
                found.append(Ground(f"amount_{each.row}", "Enter an amount like 1250.00."))
        return found

    def description(self, item: Item) -> str:
        """Return the words under which a line of the invoice is kept."""
        of_what = f"{_TERM_WORDS[self.term]}, invoice {self.number}"
        return f"{item.what.strip()} ({of_what})" if item.what.strip() else of_what


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line as its payee may see it: no balance, no source of the money, nothing of the household."""

    reference: str
    account: str
    given_name: str
    family_name: str
    category: str
    description: str
    amount: Money
    standing: LineStanding
    standing_at: datetime
    asked_at: datetime
    promised_on: date | None
    return_code: str
    outcome: str
    rule: str
    cite: str
    because: str
    reason: str
    missing: Sequence[str]
    remittance: str
    paid_on: date | None
    refunded: Money

    @property
    def child(self) -> str:
        """Return the child's name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def is_short_of_money(self) -> bool:
        """Say whether the account did not hold enough; how much it holds is told to nobody else."""
        return self.standing is LineStanding.DENIED and self.rule == BALANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money that a payee gives back: how much, to whom, why (166.705.4, ACC-5)."""

    amount: Money
    to_account: bool
    reason: str


def deciding_sentence(rule: str, findings: Sequence[Mapping[str, Any]]) -> str:
    """Return the sentence of the rule that decided; none for the balance, which is the family's business."""
    if rule == BALANCE:
        return ""
    return next((str(each["because"]) for each in findings if each["rule"] == rule), "")
