"""What stands on a paper about a gift: the facts it was made from, kept for ever, and their digest."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from esa.credits.domain.donors import credit_shares
from esa.kernel.money import ZERO, Money


class PaperKind(StrEnum):
    """The papers that a donor files or keeps (135.714.1(3), TAX-7)."""

    RECEIPT = "receipt"
    CERTIFICATE = "certificate"


# The form whose words surround the facts; new words are a new form, and papers made before keep theirs.
FORM = {PaperKind.RECEIPT: "receipt-2", PaperKind.CERTIFICATE: "certificate-1"}


STATEMENT_FORM = "statement-1"


def number_in_row(first: str, count: int) -> str:
    """Return the number of the paper that follows `count` others: the first's own, then with -2, -3 behind it."""
    return first if not count else f"{first}-{count + 1}"


def owner_parts(credit: Money, owners: Sequence[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """Return each owner's part of a company's credit, to the cent (name, last four digits, share in millionths)."""
    if not owners or credit <= ZERO:
        return []
    parts = credit_shares(credit, [share for _, _, share in owners])
    return [
        {"name": name, "last_four": last_four, "share": share, "credit": part.to_wire()}
        for (name, last_four, share), part in zip(owners, parts, strict=True)
    ]


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a paper's facts, written as JSON with sorted names and no blanks."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def plain_paper_number(text: str) -> str:
    """Return a paper's number as it is kept, from what somebody typed."""
    return "".join(each for each in text.upper() if each.isalnum() or each == "-")
