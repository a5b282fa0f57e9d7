"""Tables of scholarship accounts."""

from esa.accounts.models.accounts import AgreementSigned, Deposit, ScholarshipAccount

__all__ = ["AgreementSigned", "Deposit", "ScholarshipAccount"]
