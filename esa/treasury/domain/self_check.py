"""The daily self-check of an EAO's books: what is held against what, with its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from esa.kernel.money import Money


class Held(StrEnum):
    """What is compared; the page has words for each, and what to do where it fails."""

    ZERO = "zero"
    LINES = "lines"
    ACCOUNTS = "accounts"
    AWARDED = "awarded"
    HELD = "held"
    PAYABLE = "payable"
    IN_TRANSIT = "in_transit"
    BANK = "bank"
    CLOSINGS = "closings"


# The first two parts of the books' names, and the check to which a difference there belongs.
ROWS = {
    "Liabilities:Account": Held.ACCOUNTS,
    "Liabilities:Awarded": Held.AWARDED,
    "Liabilities:Held": Held.HELD,
    "Liabilities:Payable": Held.PAYABLE,
    "Liabilities:InTransit": Held.IN_TRANSIT,
}


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: whether it holds, its figures (cents or counts) by word, and what differs by name."""

    held: Held
    figures: Mapping[str, int]
    differing: Sequence[str] = ()

    @property
    def is_good(self) -> bool:
        """Say whether nothing differs."""
        return not self.differing

    def to_wire(self) -> dict[str, Any]:
        """Return the check as it is kept."""
        return {"held": self.held.value, "figures": dict(self.figures), "differing": list(self.differing)}


def check_of(kept: Mapping[str, Any]) -> Check:
    """Return a check from what was kept of it."""
    return Check(Held(kept["held"]), kept["figures"], tuple(kept["differing"]))


def books_checks(balances: Sequence[tuple[str, Money]], differing: Sequence[str], rows: Sequence[str]) -> list[Check]:
    """Return the checks of an EAO's own books: the balances (path, cents), those whose lines or rows say otherwise."""
    cents = [amount.cents for _, amount in balances]
    debits, credits_ = sum(each for each in cents if each > 0), -sum(each for each in cents if each < 0)
    zero = () if debits == credits_ else (Money(debits - credits_).to_wire(),)
    made = [
        Check(Held.ZERO, {"debits": debits, "credits": credits_}, zero),
        Check(Held.LINES, {"accounts": len(balances)}, tuple(differing)),
    ]
    for start, held in ROWS.items():
        kept = -sum(amount.cents for path, amount in balances if path.startswith(f"{start}:"))
        made.append(Check(held, {"books": kept}, tuple(each for each in rows if each.startswith(f"{start}:"))))
    return made
