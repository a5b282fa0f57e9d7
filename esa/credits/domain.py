"""The words of tax credits."""

from enum import StrEnum


class ReservationStanding(StrEnum):
    """Where a reservation stands (RES-5); the first four use the cap."""

    RESERVED = "reserved"
    RECEIVED = "received"
    CERTIFIED = "certified"
    CLAIMED = "claimed"
    LAPSED = "lapsed"
    VOIDED = "voided"


class Method(StrEnum):
    """The qualifying means of giving (135.715.5)."""

    CHECK = "check"
    THIRD_PARTY_CHECK = "third_party_check"
    MONEY_ORDER = "money_order"
    PAYROLL = "payroll"
    ELECTRONIC = "electronic"


class TaxpayerType(StrEnum):
    """Who may take the credit (135.712.2(7))."""

    INDIVIDUAL = "individual"
    BUSINESS = "business"
    EXPRESS_COMPANY = "express_company"
