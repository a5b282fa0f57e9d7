"""The credits room's door: the cap to the cent, and gifts from reservation to the books and back."""

from esa.credits.service.cap import CapState, cap_state, set_cap
from esa.credits.service.certifying import certify, note_claim, send_proof
from esa.credits.service.checking import Difference, self_check
from esa.credits.service.donors import (
    add_donor,
    donor,
    find_donor,
    owner_number,
    owners,
    sealed,
    set_number,
    set_owners,
    taxpayer_number,
)
from esa.credits.service.entering import enter_gift, take_payroll
from esa.credits.service.giving import payment_begun, payment_failed, record_contribution
from esa.credits.service.lapsing import Lapses, lapse_due, reminders_due
from esa.credits.service.papers import (
    Paper,
    Statement,
    is_genuine,
    make_missing,
    papers_of,
    papers_of_donor,
    read_paper,
    replace,
    statement,
)
from esa.credits.service.plans import plans, plans_due, start_plan, stop_plan
from esa.credits.service.reading import (
    before_me,
    by_standing,
    donors,
    eao_counts,
    eao_gift,
    eao_gifts,
    ending_soon,
    exceptions,
    gifts_by_month,
    gifts_by_organization,
    lapses,
    own_gifts,
    reservation_id,
    returns,
    through_year,
    to_certify,
    trails,
)
from esa.credits.service.reserving import cancel, change, claim, claim_all, refused, reserve, shown_name
from esa.credits.service.returning import take_back
from esa.credits.service.telling import set_language
from esa.credits.service.top import (
    Duties,
    FundState,
    book_state_money,
    duties,
    fund_states,
    overhead_costs,
    record_interest,
    record_overhead,
    remit,
    remittances,
    warnings,
)

__all__ = [
    "CapState", "Difference", "Duties", "FundState", "Lapses", "Paper", "Statement", "add_donor", "before_me",
    "book_state_money", "by_standing", "cancel", "cap_state", "certify", "change", "claim", "claim_all", "donor",
    "donors", "duties", "eao_counts", "eao_gift", "eao_gifts", "ending_soon", "enter_gift", "exceptions",
    "find_donor", "fund_states", "gifts_by_month", "gifts_by_organization", "is_genuine", "lapse_due", "lapses",
    "make_missing", "note_claim", "overhead_costs", "own_gifts", "owner_number", "owners", "papers_of",
    "papers_of_donor", "payment_begun", "payment_failed", "plans", "plans_due", "read_paper", "record_contribution",
    "record_interest", "record_overhead", "refused", "reminders_due", "remit", "remittances", "replace",
    "reservation_id", "reserve", "returns", "sealed", "self_check", "send_proof", "set_cap", "set_language",
    "set_number", "set_owners", "shown_name", "start_plan", "statement", "stop_plan", "take_back", "take_payroll",
    "taxpayer_number", "through_year", "to_certify", "trails", "warnings",
]  # fmt: skip
