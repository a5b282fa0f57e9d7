"""The words of payments."""

from enum import StrEnum


class Means(StrEnum):
    """By what a gift comes (135.715.5); by card only where the law is read so that this counts (AMB-26)."""

    BANK_DEBIT = "bank_debit"
    CARD = "card"
    CHECK = "check"
    THIRD_PARTY_CHECK = "third_party_check"
    CASHIERS_CHECK = "cashiers_check"
    MONEY_ORDER = "money_order"
    PAYROLL = "payroll"
    ELECTRONIC = "electronic"


class Standing(StrEnum):
    """Where a payment stands; what went back of a settled one is an amount, not a word."""

    OPENED = "opened"
    PROCESSING = "processing"
    SETTLED = "settled"
    FAILED = "failed"
    EXPIRED = "expired"
    RETURNED = "returned"


OVER = frozenset({Standing.FAILED, Standing.EXPIRED, Standing.RETURNED})


class RefundStanding(StrEnum):
    """Where a refund that we asked for stands."""

    ASKED = "asked"
    SENT = "sent"
    ARRIVED = "arrived"
    FAILED = "failed"


class PayoutStanding(StrEnum):
    """Where a payout to the bank stands."""

    ON_ITS_WAY = "on_its_way"
    ARRIVED = "arrived"
    FAILED = "failed"
