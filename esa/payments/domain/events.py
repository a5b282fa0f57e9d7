"""What this room tells the rooms above it, in the transaction in which it happened."""

import uuid
from dataclasses import dataclass
from datetime import date

from esa.kernel.money import Money
from esa.payments.domain.words import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """The payment an event is about; `given_on` is the Central-time day on which its giver let go of the money.

    `held` is what of it stands for no gift, `turn` counts its events: together with `reference` it is the event's name.
    """

    payment_id: uuid.UUID
    reference: str
    organization_id: uuid.UUID
    donor_id: uuid.UUID
    reservation_id: uuid.UUID
    means: Means
    given_on: date
    receipt: str
    held: Money
    turn: int

    @property
    def by_processor(self) -> bool:
        """Say whether the money is with the processor first, not with the EAO's bank."""
        return self.means in (Means.BANK_DEBIT, Means.CARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The giver has authorised the debit; the bank has not answered yet, and the reservation must wait for it."""

    gift: Gift
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The money has come. `left` is the gross gift that now stands."""

    gift: Gift
    left: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The money will not come; nothing of it stood before."""

    gift: Gift
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """Money was sent back to its giver: of `stood`, `left` stands now (zero for nothing)."""

    gift: Gift
    stood: Money
    left: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """The giver's bank took money back: of `stood`, `left` stands now."""

    gift: Gift
    stood: Money
    left: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """The bank returned what had been taken for good, for example a check: nothing of `stood` stands any more."""

    gift: Gift
    stood: Money
    left: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Money that had gone back has come again (a dispute won, a refund that failed): `left` stands now."""

    gift: Gift
    stood: Money
    left: Money
    reason: str


Event = Begun | Settled | Failed | Refunded | Disputed | Bounced | Restored


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCharged:
    """The processor kept a fee out of our money (negative where it gave one back): overhead, never less of a gift."""

    organization_id: uuid.UUID
    movement: str
    amount: Money
    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOut:
    """The processor has sent the EAO's share of a payout to its bank, or taken it back (`comes_back`)."""

    organization_id: uuid.UUID
    payout: str
    amount: Money
    on: date
    comes_back: bool = False
