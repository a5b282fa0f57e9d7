"""A grant as it is made: to whom, of which tier, up to which cap, from which sources."""

import uuid
from dataclasses import dataclass

from esa.kernel.dates import SchoolYear


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGrant:
    """A grant to be recorded; `sources` are (source, cents), which sum to `amount` in cents."""

    id: uuid.UUID
    organization_id: uuid.UUID
    household_id: uuid.UUID
    student_id: uuid.UUID
    person_id: uuid.UUID
    application_id: uuid.UUID
    school_year: SchoolYear
    tier: str
    amount: int
    cap: int
    cap_percent: int
    lunch: str | None
    has_iep: bool
    run_id: uuid.UUID | None
    sources: tuple[tuple[str, int], ...]
