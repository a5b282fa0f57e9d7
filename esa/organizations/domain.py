"""The words of an EAO: its standing, its rule for ties, its rule for the last dollars."""

from enum import StrEnum


class Standing(StrEnum):
    """Where an organization stands with the Treasurer in a school year (135.715.2)."""

    APPLIED = "applied"
    CERTIFIED = "certified"
    DENIED = "denied"
    BARRED = "barred"


class TieRule(StrEnum):
    """How an EAO orders students inside a tier, where the statute is silent (ORD-5)."""

    COMPLETED = "completed"
    LOTTERY = "lottery"


class LastRule(StrEnum):
    """What happens to the last dollars that do not fund the next student in full (ORD-3)."""

    STOP = "stop"
    PARTIAL = "partial"
