"""The words of tax credits."""

from enum import StrEnum


class ReservationStanding(StrEnum):
    """Where a reservation stands (RES-5); those from `reserved` to `claimed` use the cap."""

    WAITING = "waiting"
    RESERVED = "reserved"
    RECEIVED = "received"
    PROOFED = "proofed"
    CERTIFIED = "certified"
    CLAIMED = "claimed"
    LAPSED = "lapsed"
    VOIDED = "voided"


class Part(StrEnum):
    """The parts of the cap in use; each is a column of the cap's row."""

    RESERVED = "reserved"
    RECEIVED = "received"
    CERTIFIED = "certified"


PART_OF = {
    ReservationStanding.RESERVED: Part.RESERVED,
    ReservationStanding.RECEIVED: Part.RECEIVED,
    ReservationStanding.PROOFED: Part.RECEIVED,
    ReservationStanding.CERTIFIED: Part.CERTIFIED,
    ReservationStanding.CLAIMED: Part.CERTIFIED,
}
GIVEN = frozenset(standing for standing, part in PART_OF.items() if part is not Part.RESERVED)


class Movement(StrEnum):
    """What happened to a reservation, in the order of its life; `reduced` and `changed` leave its standing alone."""

    WAITS = "waits"
    RESERVED = "reserved"
    CHANGED = "changed"
    PAYMENT_BEGUN = "payment_begun"
    PAYMENT_FAILED = "payment_failed"
    RECEIVED = "received"
    REDUCED = "reduced"
    PROOFED = "proofed"
    CERTIFIED = "certified"
    CLAIMED = "claimed"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    VOIDED = "voided"


# By which sign a movement's amount changes what is used of the cap; the others leave it alone.
USES = {
    Movement.RESERVED: 1,
    Movement.REDUCED: -1,
    Movement.TAKEN_BACK: -1,
    Movement.LAPSED: -1,
    Movement.VOIDED: -1,
}


class Method(StrEnum):
    """The qualifying means of giving (135.715.5)."""

    CHECK = "check"
    THIRD_PARTY_CHECK = "third_party_check"
    CASHIERS_CHECK = "cashiers_check"
    MONEY_ORDER = "money_order"
    PAYROLL = "payroll"
    ELECTRONIC = "electronic"


class TaxpayerType(StrEnum):
    """Who may take the credit (135.712.2(7))."""

    INDIVIDUAL = "individual"
    BUSINESS = "business"
    EXPRESS_COMPANY = "express_company"


class ReturnReason(StrEnum):
    """Why the money of a gift went back; after the last two the donor may pay again while days are left."""

    REFUND = "refund"
    DISPUTE = "dispute"
    FAILED_ACH = "failed_ach"
    BOUNCED_CHECK = "bounced_check"


FAILED = frozenset({ReturnReason.FAILED_ACH, ReturnReason.BOUNCED_CHECK})


class AllotmentMode(StrEnum):
    """How the cap is shared out among EAOs (TCAP-7)."""

    FIRST_COME = "fcfs"
    EQUAL = "equal"
    CUSTOM = "custom"


class ChangeKind(StrEnum):
    """A decision of the Treasurer about allotments."""

    ALLOT = "allot"
    REALLOCATE = "reallocate"


class ChangeStanding(StrEnum):
    """Where a decision about allotments stands; a second person makes it (two pairs of eyes)."""

    PROPOSED = "proposed"
    MADE = "made"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What became of a request to reserve."""

    RESERVED = "reserved"
    REDUCED = "reduced"
    WAITING = "waiting"
    REFUSED = "refused"


class Rhythm(StrEnum):
    """How often a plan reserves."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


MONTHS_OF = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}
