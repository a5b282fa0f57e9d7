"""Money: whole US cents, so that no sum ever depends on a rounding nobody chose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering

_WIRE = re.compile(r"(0|[1-9][0-9]*)\.([0-9]{2})", re.ASCII)
CENTS_PER_DOLLAR = 100


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of US dollars in whole cents; negative amounts exist only inside the books."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"cents must be an int, not {type(self.cents).__name__}")

    @classmethod
    def from_wire(cls, text: str) -> "Money":
        """Read the wire form: ASCII digits, a point, two places; no sign, separator or exponent.

        Raises ValueError on anything else.
        """
        match = _WIRE.fullmatch(text)
        if match is None:
            raise ValueError('must be an amount with two places like "8931.25"')
        return cls(int(match[1]) * CENTS_PER_DOLLAR + int(match[2]))

    def to_wire(self) -> str:
        """Return the two-place decimal string, with a leading minus when negative."""
        sign = "-" if self.cents < 0 else ""
        dollars, cents = divmod(abs(self.cents), CENTS_PER_DOLLAR)
        return f"{sign}{dollars}.{cents:02d}"

    def __str__(self) -> str:
        """Return the form for reading: thousands separated, two places, no currency sign."""
        sign = "-" if self.cents < 0 else ""
        dollars, cents = divmod(abs(self.cents), CENTS_PER_DOLLAR)
        return f"{sign}{dollars:,}.{cents:02d}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def __lt__(self, other: "Money") -> bool:
        return self.cents < other.cents

    def __bool__(self) -> bool:
        return self.cents != 0

    def floor_share(self, rate: Fraction) -> "Money":
        """Return this times rate, rounded down to the cent (what is allowed is rounded down, CAP-9)."""
        return Money(self.cents * rate.numerator // rate.denominator)

    def ceil_share(self, rate: Fraction) -> "Money":
        """Return this times rate, rounded up to the cent (what is owed is rounded up)."""
        return Money(-(-self.cents * rate.numerator // rate.denominator))

    def split(self, parts: int) -> tuple["Money", ...]:
        """Return `parts` amounts that sum to this one and differ by a cent at most, the larger first (CAP-12)."""
        if parts < 1:
            raise ValueError("split needs at least one part")
        each, odd = divmod(self.cents, parts)
        return tuple(Money(each + 1 if index < odd else each) for index in range(parts))

    def split_by(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Return shares in proportion to `weights` that sum to this amount, by largest remainder.

        Equal remainders go to the earlier weight. Raises ValueError where no weight is positive.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must not be negative and must not all be zero")
        shares = [self.cents * weight // total for weight in weights]
        rests = [self.cents * weight % total for weight in weights]
        order = sorted(range(len(weights)), key=lambda index: (-rests[index], index))
        for index in order[: self.cents - sum(shares)]:
            shares[index] += 1
        return tuple(Money(share) for share in shares)


ZERO = Money(0)


def total(amounts: Sequence[Money]) -> Money:
    """Return the sum of the amounts, zero for none."""
    return Money(sum(amount.cents for amount in amounts))
