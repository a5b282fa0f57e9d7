"""The door of money that goes out: intents, batches, bank details of payees, returns, remittance, the year's report."""

from esa.payments.domain.paying import Intent
from esa.payments.service.paying.bank import OwnBank, own_bank, set_own_bank
from esa.payments.service.paying.batches import Paying, ToPay, batch, batches, drop, prepare, to_pay
from esa.payments.service.paying.details import (
    Shown,
    confirm_details,
    payee_details,
    payees_details,
    propose_details,
    refuse_details,
)
from esa.payments.service.paying.intents import intend, intent, parts_of, withdraw
from esa.payments.service.paying.releasing import file_of, release, reopen
from esa.payments.service.paying.remitting import (
    COLUMNS,
    Advice,
    advice,
    advice_rows,
    own_advice,
    own_payments,
    sent_to,
)
from esa.payments.service.paying.reporting import YearReport, keep_tax_form, tax_form, year_report
from esa.payments.service.paying.returning import TakenReturns, returns_of, take_return_file
from esa.payments.service.paying.settling import settle

__all__ = [
    "COLUMNS", "Advice", "Intent", "OwnBank", "Paying", "Shown", "TakenReturns", "ToPay", "YearReport", "advice",
    "advice_rows", "batch", "batches", "confirm_details", "drop", "file_of", "intend", "intent", "keep_tax_form",
    "own_advice", "own_bank", "own_payments", "parts_of", "payee_details", "payees_details", "prepare",
    "propose_details", "refuse_details", "release", "reopen", "returns_of", "sent_to", "set_own_bank", "settle",
    "take_return_file", "tax_form", "to_pay", "withdraw", "year_report",
]  # fmt: skip
