"""The words of accounts and deposits, and the calendar by which a grant is paid in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from esa.kernel.dates import SchoolYear
from esa.kernel.ids import name_id, number_of
from esa.kernel.money import Money


class AccountStanding(StrEnum):
    """Where a scholarship account stands (166.705)."""

    OPEN = "open"
    HELD = "held"
    CLOSED = "closed"


class DepositStanding(StrEnum):
    """Where a deposit stands: it is posted only where agreement and enrolment stand, else it is held."""

    SCHEDULED = "scheduled"
    HELD = "held"
    POSTED = "posted"
    CANCELLED = "cancelled"


class Hold(StrEnum):
    """Why a deposit is held."""

    NO_AGREEMENT = "no_agreement"
    NO_ENROLMENT = "no_enrolment"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Installment:
    """One planned deposit of a grant: its number (the first is 1), its day, its amount."""

    number: int
    due_on: date
    amount: Money


# The first days of August, November, February and May: four times a year, the first before most schools open.
_QUARTERS = ((0, 8, 1), (0, 11, 1), (1, 2, 1), (1, 5, 1))


def installments(grant: Money, year: SchoolYear, *, four: bool) -> tuple[Installment, ...]:
    """Return the deposits of a grant: four a year, split to the cent, or one at the start (135.714.1(6)(b), CAP-12)."""
    days = [date(year.opens + later, month, day) for later, month, day in _QUARTERS]
    if not four:
        return (Installment(1, days[0], grant),)
    return tuple(
        Installment(number, day, amount)
        for number, (day, amount) in enumerate(zip(days, grant.split(4), strict=True), start=1)
        if amount
    )


def hold_of(agreement_on: date | None, enrolled_on: date | None) -> Hold | None:
    """Return why a deposit must wait, or None where agreement and enrolment both stand (166.705.1)."""
    if agreement_on is None and enrolled_on is None:
        return Hold.NEITHER
    if agreement_on is None:
        return Hold.NO_AGREEMENT
    return Hold.NO_ENROLMENT if enrolled_on is None else None


def account_number(organization_id: uuid.UUID, student_id: uuid.UUID) -> str:
    """Return the number of a student's account with an EAO; a student who changes EAOs has one with each."""
    return number_of("AC", name_id(organization_id, str(student_id)))


def split_over_sources(
    plan: Sequence[Installment], sources: Sequence[tuple[str, Money]]
) -> list[tuple[Installment, list[tuple[str, Money]]]]:
    """Return each installment's parts by source: sources are drawn in their order, and both sums hold to the cent."""
    names = [source for source, _ in sources]
    left = [amount for _, amount in sources]
    made = []
    for installment in plan:
        due, parts = installment.amount, []
        for index, name in enumerate(names):
            part = min(due, left[index])
            if part:
                parts.append((name, part))
                left[index], due = left[index] - part, due - part
        made.append((installment, parts))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A grant for which an account is opened and deposits are planned; sources are (source, cents)."""

    grant_id: uuid.UUID
    household_id: uuid.UUID
    student_id: uuid.UUID
    application_id: uuid.UUID
    amount: int
    sources: tuple[tuple[str, int], ...]
    payment_plan: str
    agreement_on: date | None
    enrolled_on: date | None
    school_id: uuid.UUID | None
