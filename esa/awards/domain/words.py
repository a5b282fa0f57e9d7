"""The words of an award run."""

from enum import StrEnum


class RunStanding(StrEnum):
    """Where an award run stands: a draft may be made anew, a frozen one only released or set aside."""

    DRAFT = "draft"
    FROZEN = "frozen"
    RELEASED = "released"
    SET_ASIDE = "set_aside"


class TakeoverStanding(StrEnum):
    """Where a takeover of accounts stands."""

    PROPOSED = "proposed"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"
