"""What an appropriation of general revenue came to: for everybody in reach, and held against its own rows."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esa.kernel.dates import SchoolYear
from esa.kernel.money import ZERO, Money, total
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank
from esa.platform.work import Work
from esa.treasury.domain.state_money import Appropriated, InvoiceStanding
from esa.treasury.models import StateCommitment, StateInvoice, StateReturn
from esa.treasury.store import state_money as store

# The parameter of the law that says what was appropriated.
APPROPRIATION = "general_revenue_scholarships"


@dataclass(frozen=True, slots=True)
class EaoMoney:
    """An EAO's general revenue of a year: promised, invoiced, paid, given back, and what it may give back now."""

    promised: Money
    invoiced: Money
    paid: Money
    returned: Money

    @property
    def left(self) -> Money:
        """Return what of the promise is not invoiced yet."""
        return self.promised - self.invoiced


@dataclass(frozen=True, slots=True)
class StateMoney:
    """A fiscal year's general revenue as whoever asks may see it."""

    year: SchoolYear
    appropriated: Appropriated | None
    by_organization: Mapping[uuid.UUID, EaoMoney]
    commitments: Sequence[StateCommitment]
    invoices: Sequence[StateInvoice]
    returns: Sequence[StateReturn]


def state_money(work: Work, year: SchoolYear) -> StateMoney:
    """Return a year's appropriation, and the promises, invoices and returns in reach."""
    work.authorize(Permission.BOOKS_READ)
    promises, invoices, returns = (
        store.commitments(work.tx, year), store.invoices(work.tx, year), store.returns(work.tx, year),
    )  # fmt: skip
    owners = {each.organization_id for each in promises} | {each.organization_id for each in invoices}
    return StateMoney(
        year, appropriated(work, year),
        {owner: _of(owner, promises, invoices, returns) for owner in owners}, promises, invoices, returns,
    )  # fmt: skip


def _of(
    owner: uuid.UUID,
    promises: Sequence[StateCommitment],
    invoices: Sequence[StateInvoice],
    returns: Sequence[StateReturn],
) -> EaoMoney:
    mine = [each for each in invoices if each.organization_id == owner]
    return EaoMoney(
        total([each.amount for each in promises if each.organization_id == owner]),
        total([_asks(each) for each in mine]),
        total([each.accepted for each in mine if each.standing is InvoiceStanding.PAID]),
        total([each.amount for each in returns if each.organization_id == owner]),
    )


def _asks(invoice: StateInvoice) -> Money:
    """Return what an invoice asks for, or what of it was accepted once it is checked."""
    return invoice.amount if invoice.standing is InvoiceStanding.SENT else invoice.accepted


def appropriated(work: Work, year: SchoolYear) -> Appropriated | None:
    """Return a year's appropriation: as its row says, or untouched as the law knows it; None where nobody knows it."""
    found = store.appropriation(work.tx, year)
    if found is None:
        known = work.law.known(APPROPRIATION, year.first_day)
        return Appropriated(known, ZERO, ZERO, ZERO, ZERO) if isinstance(known, Money) else None
    return Appropriated(found.amount, found.committed, found.invoiced, found.paid, found.returned)


def may_return(work: Work, organization_id: uuid.UUID) -> Money:
    """Return what an EAO holds of general revenue that the State paid and nobody was granted: it goes back."""
    work.authorize(Permission.BOOKS_READ)
    held = ledger.balance(work, organization_id, bank(Source.GENERAL_REVENUE))
    return max(ZERO, min(held, ledger.fund_balance(work, organization_id, Source.GENERAL_REVENUE)))


def differing(work: Work, year: SchoolYear) -> tuple[str, ...]:
    """Return which of an appropriation's figures differ from their rows: none where all agree (self-check)."""
    found, seen = appropriated(work, year), state_money(work, year)
    if found is None:
        return ()
    returned = total([each.amount for each in seen.returns])
    rows = {
        "committed": total([each.amount for each in seen.commitments]) - returned,
        "invoiced": total([each.invoiced for each in seen.by_organization.values()]),
        "paid": total([each.paid for each in seen.by_organization.values()]),
        "returned": returned,
    }
    return tuple(name for name, amount in rows.items() if getattr(found, name) != amount)
