"""Interest on students' money, shared among the accounts by their average daily balance, to the cent."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from esa.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Daily:
    """An account and its balances at the end of each day of a period, added up: cents times days."""

    account_id: uuid.UUID
    number: str
    household_id: uuid.UUID
    cent_days: int


def cent_days(opening: Money, moved: Sequence[tuple[date, Money]], first: date, last: date) -> int:
    """Return the sum of an account's balances at the end of each day; what moves on a day counts from that day on."""
    days = (last - first).days + 1
    return opening.cents * days + sum(amount.cents * ((last - day).days + 1) for day, amount in moved)


def shares(amount: Money, accounts: Sequence[Daily]) -> list[tuple[Daily, Money]]:
    """Return each account's share of an amount by its average daily balance, those with nothing left out.

    The sum is the amount to the cent by largest remainder; of equal remainders the earlier account number is served.
    Raises ValueError where no account held anything.
    """
    ordered = sorted(accounts, key=lambda each: each.number)
    parts = amount.split_by([each.cent_days for each in ordered])
    return [(each, part) for each, part in zip(ordered, parts, strict=True) if part]


@dataclass(frozen=True, slots=True)
class InterestPlan:
    """What sharing an amount of interest of a period would give to whom."""

    period: str
    first: date
    last: date
    amount: Money
    rows: Sequence[tuple[Daily, Money]]

    @property
    def seen(self) -> str:
        """Return a mark of what was shown, so that nothing else is done than what a person has seen."""
        said = "|".join(f"{each.number}:{each.cent_days}:{part.cents}" for each, part in self.rows)
        return sha256(f"{self.period}|{self.amount.cents}|{said}".encode()).hexdigest()
