"""Tables of the Treasurer's acts."""

from esa.treasury.models.disqualifying import DisqualificationCase
from esa.treasury.models.postings import Posting, PostingFile
from esa.treasury.models.self_checks import SelfCheckKept
from esa.treasury.models.state_money import (
    Appropriation,
    StateCommitment,
    StateInvoice,
    StateInvoiceLine,
    StateReturn,
)

__all__ = [
    "Appropriation", "DisqualificationCase", "Posting", "PostingFile", "SelfCheckKept", "StateCommitment",
    "StateInvoice", "StateInvoiceLine", "StateReturn",
]  # fmt: skip
