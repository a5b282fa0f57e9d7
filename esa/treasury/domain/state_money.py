"""General revenue on its way from the appropriation to scholarships: commitments, invoices, what goes back (FUND-3)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import ZERO, Money, total
from esa.ledger.domain.chart import STATE_RECEIVABLE, Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit

_KIND = Source.GENERAL_REVENUE


class InvoiceStanding(StrEnum):
    """Where an EAO's invoice to the State stands."""

    SENT = "sent"
    CHECKED = "checked"
    PAID = "paid"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Billable:
    """A deposit out of general revenue that the State has not been asked to pay yet."""

    deposit_id: uuid.UUID
    account_number: str
    school_id: uuid.UUID | None
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Appropriated:
    """An appropriation as it stands: what the law gave, what is promised to EAOs, invoiced, paid and given back."""

    amount: Money
    committed: Money
    invoiced: Money
    paid: Money
    returned: Money

    @property
    def remaining(self) -> Money:
        """Return what is promised to nobody, to the cent."""
        return self.amount - self.committed


def refuse(grounds: Sequence[Ground]) -> None:
    """Raise Invalid with all grounds, where there are any."""
    if grounds:
        raise Invalid(grounds[0].message, grounds)


def commitment_entry(owner: uuid.UUID, on: date, amount: Money, reference: str) -> Entry:
    """Return the entry by which an EAO may award general revenue that the State will pay; below zero it is taken back.

    The database refuses to take back what is awarded or paid already.
    """
    more = amount > ZERO
    size = amount if more else -amount
    lines = (
        (debit(STATE_RECEIVABLE, size), credit(fund(_KIND), size))
        if more
        else (debit(fund(_KIND), size), credit(STATE_RECEIVABLE, size))
    )
    said = "General revenue promised" if more else "Promise of general revenue taken back"
    return Entry(
        organization_id=owner, on=on, kind="state_commitment", narrative=f"{said}, {reference}",
        key=f"state_commitment:{reference}", lines=lines,
    )  # fmt: skip


def payment_entry(owner: uuid.UUID, on: date, amount: Money, reference: str) -> Entry:
    """Return the entry by which the State pays an invoice."""
    return Entry(
        organization_id=owner, on=on, kind="state_money", narrative=f"The State paid {reference}",
        key=f"state_money:{reference}", lines=(debit(bank(_KIND), amount), credit(STATE_RECEIVABLE, amount)),
    )  # fmt: skip


def return_entry(owner: uuid.UUID, on: date, amount: Money, reference: str) -> Entry:
    """Return the entry by which an EAO pays back what was invoiced and not spent."""
    return Entry(
        organization_id=owner, on=on, kind="state_return", narrative=f"Back to the State, {reference}",
        key=f"state_return:{reference}", lines=(debit(fund(_KIND), amount), credit(bank(_KIND), amount)),
    )  # fmt: skip


def sum_of(rows: Sequence[Billable]) -> Money:
    """Return what deposits come to."""
    return total([each.amount for each in rows])
