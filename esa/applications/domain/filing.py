"""One child's application as it comes in, whether a family sent it or an EAO brought it in bulk."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from esa.applications.domain.words import Origin, PaymentPlan
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import name_id, number_of
from esa.kernel.money import Money

# What the number of an application begins with.
NUMBER = "MO"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper that goes with an application, as its EAO may see it."""

    document_id: uuid.UUID
    kind: str
    filename: str
    media_type: str
    size: int
    sha256: str
    storage_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApplication:
    """What is filed for one child with one EAO.

    `facts` is `{"student": {…}, "household": {…}}` under the contract's names, without what the state's own lists and
    the grants already given say (district class, entry cut-off, siblings). `evidence` gives for a fact its kind of
    paper and the day of it.
    """

    organization_id: uuid.UUID
    household_id: uuid.UUID
    student_id: uuid.UUID
    person_id: uuid.UUID
    school_year: SchoolYear
    external_id: str
    given_name: str
    family_name: str
    birth_on: date
    grade: str
    completed_at: datetime
    facts: dict[str, Any]
    evidence: dict[str, Any] = field(default_factory=dict)
    payment_plan: PaymentPlan = PaymentPlan.FOUR
    origin: Origin = Origin.IMPORT
    sibling_group: str = ""
    school_id: uuid.UUID | None = None
    district_id: uuid.UUID | None = None
    tuition: Money | None = None
    agreement_on: date | None = None
    enrolled_on: date | None = None
    papers: tuple[NewPaper, ...] = ()

    @property
    def id(self) -> uuid.UUID:
        """Return the row id, which follows from EAO, year and the EAO's own number: filing it again finds it."""
        return name_id(self.organization_id, f"application:{self.school_year}:{self.external_id}")

    @property
    def reference(self) -> str:
        """Return the number that families and staff call the application by."""
        return number_of(NUMBER, self.id)
