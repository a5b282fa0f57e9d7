"""Tables of districts, schools and payees."""

from esa.schools.models.lists import District, DistrictClassification, School, SchoolPartnership
from esa.schools.models.payees import Payee, PayeeCredential, PayeeListing, PayeeRelation

__all__ = [
    "District",
    "DistrictClassification",
    "Payee",
    "PayeeCredential",
    "PayeeListing",
    "PayeeRelation",
    "School",
    "SchoolPartnership",
]
