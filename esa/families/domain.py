"""What is given to make a household and its students known."""

import uuid
from dataclasses import dataclass
from datetime import date

from esa.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHousehold:
    """A household as described; `annual_income` None is "not given" (AMB-4). A given `id` finds the row of before."""

    contact_name: str
    email: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    zip: str = ""
    county: str = ""
    district_id: uuid.UUID | None = None
    size: int | None = None
    annual_income: Money | None = None
    language: str = "en"
    intake_organization_id: uuid.UUID | None = None
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStudent:
    """A child of a household; without `person_id` the child is taken for somebody not seen before (CAP-7)."""

    household_id: uuid.UUID
    given_name: str
    family_name: str
    birth_on: date
    person_id: uuid.UUID | None = None
    intake_organization_id: uuid.UUID | None = None
    state_student_number: str | None = None
    id: uuid.UUID | None = None
