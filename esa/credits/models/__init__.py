"""Tables of tax credits: the cap and its allotments, donors and what they reserve and give, money off the top."""

from esa.credits.models.by_post import PaperPost
from esa.credits.models.cap import AllotmentChange, CreditAllotment, CreditCap
from esa.credits.models.donors import Donor, DonorOwner, GiftPlan
from esa.credits.models.giving import (
    Contribution,
    GiftReturn,
    Reservation,
    ReservationClaim,
    ReservationMovement,
    ReservationsTold,
)
from esa.credits.models.papers import GiftPaper, GiftPaperVoid, GiftStatement
from esa.credits.models.top import FundRemittance, OverheadCost

__all__ = [
    "AllotmentChange", "Contribution", "CreditAllotment", "CreditCap", "Donor", "DonorOwner", "FundRemittance",
    "GiftPaper", "GiftPaperVoid", "GiftPlan", "GiftReturn", "GiftStatement", "OverheadCost", "PaperPost",
    "Reservation", "ReservationClaim", "ReservationMovement", "ReservationsTold",
]  # fmt: skip
