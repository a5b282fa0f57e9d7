"""General revenue: promised out of the appropriation, invoiced by student and school, paid, given back (FUND-3)."""

from esa.accounts.service.billing import StateDeposit
from esa.treasury.service.state_money.invoicing import (
    check,
    invoice,
    invoice_lines,
    pay,
    schools_of,
    send_invoice,
    to_invoice,
)
from esa.treasury.service.state_money.promising import commit, give_back
from esa.treasury.service.state_money.reading import (
    EaoMoney,
    StateMoney,
    appropriated,
    differing,
    may_return,
    state_money,
)

__all__ = [
    "EaoMoney", "StateDeposit", "StateMoney", "appropriated", "check", "commit", "differing", "give_back", "invoice",
    "invoice_lines", "may_return", "pay", "schools_of", "send_invoice", "state_money", "to_invoice",
]  # fmt: skip
