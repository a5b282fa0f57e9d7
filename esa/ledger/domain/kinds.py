"""The kinds of entries that move or follow the money of a student's account: one word for each step of its way."""

from enum import StrEnum


class Kind(StrEnum):
    """What an entry about a student's account tells; families read these words on their page and statement."""

    DEPOSIT = "deposit"  # awarded → account
    HOLD = "hold"  # account → held: asked for
    LET_GO = "let_go"  # held → account: denied or withdrawn
    APPROVE = "approve"  # held → payable
    RELEASE = "release"  # payable → in transit: given to the bank
    PAY = "pay"  # in transit → bank: paid
    COME_BACK = "come_back"  # in transit or bank → payable, or back to the account: the bank gave it back
    REFUND = "refund"  # bank → account: a payee gave it back
    CLOSE = "close"  # account → fund of returned money
    INTEREST = "interest_share"  # fund of interest → account
    SPENT_BEFORE = "spent_before"  # account → spent before the account was taken over from an earlier system
    REVERSAL = "reversal"
