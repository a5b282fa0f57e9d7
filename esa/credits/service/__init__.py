"""The credits room's door: the cap to the cent, and gifts from reservation to the books and back."""

from esa.credits.service.cap import CapState, cap_state, set_cap
from esa.credits.service.donors import add_donor
from esa.credits.service.giving import payment_begun, payment_failed, record_contribution
from esa.credits.service.reading import donors, gifts_by_month, gifts_by_organization, own_gifts, reservation_id
from esa.credits.service.reserving import cancel, change, claim, claim_all, refused, reserve
from esa.credits.service.returning import take_back
from esa.credits.service.top import book_state_money

__all__ = [
    "CapState", "add_donor", "book_state_money", "cancel", "cap_state", "change", "claim", "claim_all", "donors",
    "gifts_by_month", "gifts_by_organization", "own_gifts", "payment_begun", "payment_failed", "record_contribution",
    "refused", "reservation_id", "reserve", "set_cap", "take_back",
]  # fmt: skip
