"""From which sources a sum is drawn out of an account, and the parts that are kept with it."""

from collections.abc import Mapping

from esa.kernel.money import ZERO, Money
from esa.ledger.domain.chart import DRAWN, Source

Parts = dict[str, int]


def draw(holds: Mapping[Source, Money], amount: Money) -> Parts | None:
    """Return the parts of an amount by source, in the order in which money is drawn; None where there is too little."""
    left, parts = amount, {}
    for source in DRAWN:
        part = min(left, holds.get(source, ZERO))
        if part > ZERO:
            parts[source.value] = part.cents
            left = left - part
    return None if left else parts


def first_of(parts: Parts, amount: Money) -> tuple[Parts, Parts]:
    """Return the parts of a smaller amount, drawn in the same order, and those of the rest."""
    kept = draw({Source(name): Money(cents) for name, cents in parts.items()}, amount) or {}
    rest = {name: cents - kept.get(name, 0) for name, cents in parts.items() if cents != kept.get(name, 0)}
    return kept, rest
