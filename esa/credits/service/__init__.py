"""The credits room's door: the cap to the cent, and gifts from reservation to the books and back."""

from esa.credits.service.bond import Audit, Bond, audit_watch, bond_watch
from esa.credits.service.by_post import ask_for_post, mark_posted, posted, posts_of, to_post, withdraw_post
from esa.credits.service.cap import CapState, cap_state, set_cap
from esa.credits.service.certifying import certify, note_claim, send_proof
from esa.credits.service.changing import cancel, change
from esa.credits.service.checking import Difference, self_check
from esa.credits.service.donors import (
    add_donor,
    donor,
    donor_behind,
    find_donor,
    owner_number,
    owners,
    sealed,
    set_anonymity,
    set_number,
    set_owners,
    taxpayer_number,
)
from esa.credits.service.entering import enter_gift, take_payroll
from esa.credits.service.giving import payment_begun, payment_failed, record_contribution
from esa.credits.service.lapsing import Lapses, lapse_due, reminders_due
from esa.credits.service.overview import Point, open_points
from esa.credits.service.papers import (
    Paper,
    is_genuine,
    make_missing,
    papers_behind,
    papers_of,
    papers_of_donor,
    read_paper,
    replace,
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
from esa.credits.service.register import Register, register, register_file
from esa.credits.service.reserving import claim, claim_all, refused, reserve, shown_name
from esa.credits.service.returning import take_back
from esa.credits.service.statements import (
    Statement,
    issue,
    issue_due,
    read_statement,
    stated_years,
    statement,
)
from esa.credits.service.telling import set_language
from esa.credits.service.top import (
    Duties,
    FundState,
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
    "Audit", "Bond", "CapState", "Difference", "Duties", "FundState", "Lapses", "Paper", "Point", "Register",
    "Statement", "add_donor", "ask_for_post", "audit_watch", "before_me", "bond_watch", "by_standing", "cancel",
    "cap_state", "certify", "change", "claim", "claim_all", "donor", "donor_behind", "donors", "duties", "eao_counts",
    "eao_gift", "eao_gifts", "ending_soon", "enter_gift", "exceptions", "find_donor", "fund_states", "gifts_by_month",
    "gifts_by_organization", "is_genuine", "issue", "issue_due", "lapse_due", "lapses", "make_missing", "mark_posted",
    "note_claim", "open_points", "overhead_costs", "own_gifts", "owner_number", "owners", "papers_behind",
    "papers_of", "papers_of_donor", "payment_begun", "payment_failed", "plans", "plans_due", "posted", "posts_of",
    "read_paper", "read_statement", "record_contribution", "record_interest", "record_overhead", "refused",
    "register", "register_file", "reminders_due", "remit", "remittances", "replace", "reservation_id", "reserve",
    "returns", "sealed", "self_check", "send_proof", "set_anonymity", "set_cap", "set_language", "set_number",
    "set_owners", "shown_name", "start_plan", "stated_years", "statement", "stop_plan", "take_back", "take_payroll",
    "taxpayer_number", "through_year", "to_certify", "to_post", "trails", "warnings", "withdraw_post",
]  # fmt: skip
