"""What a payment processor says of its own things, in our words: plain values that the gateway makes and rooms read."""

from dataclasses import dataclass
from datetime import date, datetime

from esa.kernel.money import ZERO, Money, total

# A refund in one of these words has moved, or will move, money back to the giver.
_GOING_BACK = frozenset({"pending", "requires_action", "succeeded"})
# A dispute in one of these words leaves the money where it is: a question by the bank, or one that was won.
_LEFT_ALONE = frozenset({"won", "warning_needs_response", "warning_under_review", "warning_closed", "prevented"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """The processor's page on which a giver enters bank data; `url` is empty once it is over."""

    id: str
    status: str
    url: str
    payment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRefund:
    """A refund as the processor has it now; `ours` is our row's id where we asked for it."""

    id: str
    amount: Money
    status: str
    ours: str = ""
    reason: str = ""

    @property
    def goes_back(self) -> bool:
        """Say whether its money leaves: one that failed or was cancelled comes back."""
        return self.status in _GOING_BACK


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDispute:
    """A dispute as the processor has it now."""

    id: str
    amount: Money
    status: str
    reason: str = ""

    @property
    def takes_money(self) -> bool:
        """Say whether the processor has taken the money back: from the start, and for good once it is lost."""
        return self.status not in _LEFT_ALONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A payment as the processor has it now, whatever the order in which its messages come."""

    id: str
    ours: str
    status: str
    amount: Money
    received: Money
    begun_at: datetime | None = None
    charge: str = ""
    means: str = ""
    fault: str = ""
    has_failed: bool = False
    refunds: tuple[SeenRefund, ...] = ()
    disputes: tuple[SeenDispute, ...] = ()

    @property
    def refunded(self) -> Money:
        """Return what went back by refunds."""
        return total([each.amount for each in self.refunds if each.goes_back])

    @property
    def disputed(self) -> Money:
        """Return what went back by disputes."""
        return total([each.amount for each in self.disputes if each.takes_money])

    @property
    def kept(self) -> Money:
        """Return what is left with the receiver; zero until it has succeeded."""
        if self.status != "succeeded":
            return ZERO
        left = self.received - self.refunded - self.disputed
        return max(left, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMovement:
    """One line of the processor's account of our money: signed amount, fee, and what the balance changed by."""

    id: str
    kind: str
    amount: Money
    fee: Money
    net: Money
    created_at: datetime
    available_on: date
    source: str
    payment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPayout:
    """A payout to the bank as the processor has it now."""

    id: str
    amount: Money
    status: str
    arrives_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A signed message of the processor: what happened to which of its things; its content is never trusted further."""

    id: str
    kind: str
    created_at: datetime
    is_live: bool
    object_kind: str
    object_id: str
    payment: str = ""
    ours: str = ""
