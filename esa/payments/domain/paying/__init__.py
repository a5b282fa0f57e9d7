"""Money that goes out: what is intended for a payee, and what the room tells the rooms above when it moves."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import ZERO, Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """An approved amount for a payee out of one student's account; `parts` say from which sources it comes.

    `reference` is the approval's own name: an intent is kept once by it. Raises Invalid where the parts do not sum to
    the amount, or nothing is to be paid.
    """

    reference: str
    organization_id: uuid.UUID
    payee: uuid.UUID
    amount: Money
    parts: Mapping[str, Money]
    account_number: str
    household_id: uuid.UUID
    narrative: str
    payee_name: str = ""
    child: str = ""

    def __post_init__(self) -> None:
        if self.amount <= ZERO or any(part <= ZERO for part in self.parts.values()):
            told = "An amount to pay is more than zero, and so is each part of it."
            raise Invalid(told, [Ground("amount", told)], code="amount_not_positive")
        if total(list(self.parts.values())) != self.amount:
            told = "The parts by source do not sum to the amount."
            raise Invalid(told, [Ground("parts", told)], code="parts_differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One intent on its way; `turn` counts its payments, so that (reference, turn) names each step once."""

    reference: str
    turn: int
    organization_id: uuid.UUID
    payee: uuid.UUID
    payee_name: str
    amount: Money
    parts: Mapping[str, Money]
    account_number: str
    household_id: uuid.UUID
    narrative: str
    remittance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Somebody wants to prepare a batch: what is approved and in no released batch, by source, as this room has it.

    A listener that keeps the books refuses where they say otherwise.
    """

    organization_id: uuid.UUID
    payable: Mapping[str, Money]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The items were given to the bank to be paid."""

    batch: str
    on: date
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOut:
    """The bank has paid the items."""

    batch: str
    on: date
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A payee's bank gave the items back, before or after (`was_paid`) ours had paid them; they are to pay again."""

    batch: str
    on: date
    items: tuple[Item, ...]
    code: str
    reason: str
    was_paid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """Our bank did not take the batch: nothing of it was paid, and its items are to pay again."""

    batch: str
    on: date
    items: tuple[Item, ...]
    reason: str


Event = Prepared | Released | PaidOut | Returned | Reopened
