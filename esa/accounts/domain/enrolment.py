"""What a school says of a child's enrolment: it goes here, does not, or has left; with whom the next step is."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground


class Answer(StrEnum):
    """A school's word on a child with an account."""

    ENROLLED = "enrolled"
    NOT_ENROLLED = "not_enrolled"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a school says: the first day of classes, or the day from which the child is not there."""

    answer: Answer
    on: date | None = None
    note: str = ""

    def grounds(self, today: date) -> list[Ground]:
        """Return what is missing or wrong, by field: the day is one of this school year that has come."""
        if self.on is None:
            return [Ground("on", "Enter the day, like 2025-08-18.")]
        if self.on > today:
            return [Ground("on", "This day has not come yet.")]
        if self.on < SchoolYear.of(today).first_day:
            return [Ground("on", "This day is in an earlier school year. Enter a day of this one.")]
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child as a payee may see it: name, grade, EAO, account number, enrolment; nothing of the household."""

    account_id: uuid.UUID
    number: str
    organization_id: uuid.UUID
    household_id: uuid.UUID
    student_id: uuid.UUID
    given_name: str
    family_name: str
    grade: str
    enrolled_on: date | None
    is_open: bool
    answer: Answer | None
    said_on: date | None

    @property
    def name(self) -> str:
        """Return the child's name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def is_asked(self) -> bool:
        """Say whether the school is asked to confirm: the account is open and nothing stands on record."""
        return self.is_open and self.enrolled_on is None and self.answer is None
