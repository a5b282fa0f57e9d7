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

__all__ = [
    "AccountHappening",
    "AgreementSigned",
    "Deposit",
    "EnrolmentAnswer",
    "ExpenseAppeal",
    "ExpenseDecision",
    "ExpenseLine",
    "ExpensePaper",
    "ExpenseRequest",
    "ScholarshipAccount",
    "TechnologyApproval",
]
