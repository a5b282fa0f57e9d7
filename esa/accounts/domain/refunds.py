"""Refunds of what an account has paid: expected by a day, back in the account, or given up by two people (ACC-5)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from esa.accounts.domain.expenses.sources import Parts
from esa.accounts.domain.happenings import returns_to
from esa.kernel.errors import Ground
from esa.kernel.money import ZERO, Money
from esa.ledger.domain.chart import Source, bank, fund, scholarship
from esa.ledger.domain.entry import Entry, Line, credit, debit
from esa.ledger.domain.kinds import Kind


class RefundStanding(StrEnum):
    """Where an expected refund stands."""

    EXPECTED = "expected"
    RECEIVED = "received"
    GIVING_UP = "giving_up"
    GIVEN_UP = "given_up"


class WentTo(StrEnum):
    """To whom the payee gave the money: on its way to the account, or wrongly to the family (ACC-5)."""

    ACCOUNT = "account"
    PARENT = "parent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a refund: how much of which line, on which day it was told, where the money went, and why."""

    amount: Money
    told_on: date
    went_to: WentTo
    reason: str

    def grounds(self, today: date, most: Money) -> list[Ground]:
        """Return what is missing or wrong; `most` is what of the line was paid and not refunded yet."""
        found = []
        if not ZERO < self.amount <= most:
            found.append(Ground("amount", f"Enter an amount up to ${most}, which is what was paid."))
        if self.told_on > today:
            found.append(Ground("told_on", "This day has not come yet."))
        if not self.reason.strip():
            found.append(Ground("reason", "Say why."))
        return found


def shares(parts: Mapping[str, int], refunded: Mapping[str, int], amount: Money) -> Parts:
    """Return the amount by source, as the line was paid, to the cent; what was refunded before is left out.

    Raises ValueError for more than is left.
    """
    left = {name: cents - refunded.get(name, 0) for name, cents in parts.items() if cents > refunded.get(name, 0)}
    if amount.cents > sum(left.values()):
        raise ValueError("more is refunded than was paid")
    split = amount.split_by(list(left.values()))
    return {name: part.cents for name, part in zip(left, split, strict=True) if part}


def receipt_entry(
    owner: uuid.UUID, number: str, on: date, parts: Parts, receipt_id: uuid.UUID, *, closed: bool
) -> Entry:
    """Return the entry of money that came back: to the account by its sources; of a closed account, to the fund."""
    lines: list[Line] = []
    for name, cents in parts.items():
        source, amount = Source(name), Money(cents)
        target = returns_to(source) if closed else source
        given_to = fund(target) if closed else scholarship(number, source)
        lines += [debit(bank(target), amount), credit(given_to, amount)]
    return Entry(
        organization_id=owner, on=on, kind=Kind.REFUND.value, narrative=f"Refund for account {number}",
        key=f"{Kind.REFUND.value}:{receipt_id}", lines=tuple(lines), account_number=number,
    )  # fmt: skip


def summed(rows: Sequence[Mapping[str, int]]) -> Parts:
    """Return several parts as one."""
    made: Parts = {}
    for row in rows:
        for name, cents in row.items():
            made[name] = made.get(name, 0) + cents
    return made
