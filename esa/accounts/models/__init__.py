"""Tables of scholarship accounts."""

from esa.accounts.models.accounts import AgreementSigned, Deposit, ScholarshipAccount
from esa.accounts.models.enrolment import EnrolmentAnswer
from esa.accounts.models.expenses import (
    ExpenseAppeal,
    ExpenseDecision,
    ExpenseLine,
    ExpensePaper,
    ExpenseRequest,
    TechnologyApproval,
)
from esa.accounts.models.happenings import AccountHappening
from esa.accounts.models.interest import InterestShare, InterestSharing
from esa.accounts.models.openings import OpeningBalance
from esa.accounts.models.refunds import ExpectedRefund, RefundReceipt

__all__ = [
    "AccountHappening",
    "AgreementSigned",
    "Deposit",
    "EnrolmentAnswer",
    "ExpectedRefund",
    "ExpenseAppeal",
    "ExpenseDecision",
    "ExpenseLine",
    "ExpensePaper",
    "ExpenseRequest",
    "InterestShare",
    "InterestSharing",
    "OpeningBalance",
    "RefundReceipt",
    "ScholarshipAccount",
    "TechnologyApproval",
]
