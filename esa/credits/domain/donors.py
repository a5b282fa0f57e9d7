"""Taxpayer numbers as people write them, and how owners share a company's credit."""

from collections.abc import Sequence
from dataclasses import dataclass

from esa.credits.domain.words import TaxpayerType
from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money

WHOLE = 1_000_000
_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An owner of a pass-through company: the share is in millionths, the taxpayer number sealed."""

    name: str
    share: int
    taxpayer_number: bytes | None = None
    taxpayer_last_four: str = ""


def plain_number(text: str, kind: TaxpayerType = TaxpayerType.INDIVIDUAL) -> str:
    """Return the nine digits of a Social Security or employer number written in any usual way. Raises Invalid."""
    digits = "".join(each for each in text if each not in " -")
    if len(digits) != _DIGITS or not digits.isascii() or not digits.isdigit() or len(set(digits)) == 1:
        example = "123-45-6789" if kind is TaxpayerType.INDIVIDUAL else "12-3456789"
        ground = Ground("taxpayer_number", f"Enter the nine digits of the taxpayer number, like {example}.")
        raise Invalid(ground.message, [ground])
    return digits


def check_owners(owners: Sequence[Owner]) -> None:
    """Raise Invalid unless the owners are named and their shares are the whole."""
    grounds = [Ground("owners", "Name every owner.")] if any(not each.name.strip() for each in owners) else []
    if owners and sum(each.share for each in owners) != WHOLE:
        grounds.append(Ground("owners", "The owners' shares must add up to 100 percent."))
    if grounds:
        raise Invalid(grounds[0].message, grounds)


def credit_shares(credit: Money, shares: Sequence[int]) -> tuple[Money, ...]:
    """Return each owner's part of a company's credit, to the cent, by largest remainder."""
    return credit.split_by(shares)
