"""What moved in a student's account, as the books tell it to its household."""

import uuid
from dataclasses import dataclass
from datetime import date

from esa.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry about a student's account.

    `own` is what it brought to the account, less than zero when it took; `moved` is what it moved in all, which a step
    of a payment does without touching the account.
    """

    entry_id: uuid.UUID
    number: int
    on: date
    kind: str
    narrative: str
    key: str
    reverses_id: uuid.UUID | None
    own: Money
    moved: Money

    @property
    def request(self) -> str:
        """Return the number of the expense line to which it belongs, nothing for a movement of another kind."""
        named = self.key.split(":")[1:2]
        return named[0] if named and named[0].startswith("EX-") else ""


@dataclass(frozen=True, slots=True)
class Way:
    """What has left an account and is not paid yet: asked for, approved, given to the bank."""

    held: Money
    payable: Money
    in_transit: Money

    @property
    def on_its_way(self) -> Money:
        """Return what is approved and the bank has not paid yet."""
        return self.payable + self.in_transit
