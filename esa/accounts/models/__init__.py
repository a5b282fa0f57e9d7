"""Tables of scholarship accounts."""

from esa.accounts.models.accounts import AgreementSigned, Deposit, ScholarshipAccount
from esa.accounts.models.happenings import AccountHappening

__all__ = ["AccountHappening", "AgreementSigned", "Deposit", "ScholarshipAccount"]
