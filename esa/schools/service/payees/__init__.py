"""The register of payees: schools and providers, on whose list they stand, what licenses them, how they are related."""

from esa.schools.service.payees.credentials import credentials_of, record_credential, verify, withdraw
from esa.schools.service.payees.facts import choices, payee, payees_of_schools
from esa.schools.service.payees.lists import (
    approve,
    disqualify,
    propose,
    record,
    reinstate,
    standing_of,
    suspend,
)
from esa.schools.service.payees.own import attest, change_contact, own, put_w9, relations_of
from esa.schools.service.payees.reading import contacts, find, listings_of, page
from esa.schools.store.payees import Row, Wanted

__all__ = [
    "Row",
    "Wanted",
    "approve",
    "attest",
    "change_contact",
    "choices",
    "contacts",
    "credentials_of",
    "disqualify",
    "find",
    "listings_of",
    "own",
    "page",
    "payee",
    "payees_of_schools",
    "propose",
    "put_w9",
    "record",
    "record_credential",
    "reinstate",
    "relations_of",
    "standing_of",
    "suspend",
    "verify",
    "withdraw",
]
