"""Queries of general revenue: the guard of an appropriation, promises, invoices, what went back."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.treasury.models import Appropriation, StateCommitment, StateInvoice, StateInvoiceLine, StateReturn


def open_year(tx: Session, year: SchoolYear, amount: Money, source: str, at: datetime) -> None:
    """Open a fiscal year's appropriation, or move it to another amount that was published."""
    rows = text(
        "INSERT INTO appropriations (year, amount, source, opened_at, committed, invoiced, paid, returned)"
        " VALUES (:year, :amount, :source, :at, 0, 0, 0, 0) ON CONFLICT (year) DO UPDATE"
        " SET amount = excluded.amount, source = excluded.source WHERE appropriations.amount <> excluded.amount"
    )
    tx.execute(rows, {"year": year.opens, "amount": amount.cents, "source": source, "at": at})


def appropriation(tx: Session, year: SchoolYear) -> Appropriation | None:
    """Return a fiscal year's appropriation as it stands now."""
    return tx.get(Appropriation, year, populate_existing=True)


def take(tx: Session, year: SchoolYear, **more: Money) -> bool:
    """Add to an appropriation's figures by one UPDATE; False where nothing is there, or it would pass its bounds."""
    changed = {name: getattr(Appropriation, name) + amount for name, amount in more.items()}
    committed = more.get("committed", Money(0))
    bounds = sa.and_(Appropriation.committed + committed <= Appropriation.amount, Appropriation.committed >= -committed)
    asked = update(Appropriation).where(Appropriation.year == year, bounds).values(**changed)
    return tx.execute(asked.execution_options(synchronize_session=False)).rowcount == 1  # type: ignore[attr-defined, no-any-return]


def commitments(tx: Session, year: SchoolYear) -> Sequence[StateCommitment]:
    """Return the promises of a year in reach, the newest first."""
    rows = select(StateCommitment).where(StateCommitment.year == year)
    return tx.scalars(rows.order_by(StateCommitment.at.desc(), StateCommitment.reference)).all()


def invoices(tx: Session, year: SchoolYear) -> Sequence[StateInvoice]:
    """Return the invoices of a year in reach, the newest first."""
    rows = select(StateInvoice).where(StateInvoice.year == year)
    return tx.scalars(rows.order_by(StateInvoice.sent_at.desc(), StateInvoice.reference)).all()


def returns(tx: Session, year: SchoolYear) -> Sequence[StateReturn]:
    """Return what went back to the State of a year in reach, the newest first."""
    rows = select(StateReturn).where(StateReturn.year == year)
    return tx.scalars(rows.order_by(StateReturn.at.desc(), StateReturn.reference)).all()


def invoice(tx: Session, reference: str, *, lock: bool = False) -> StateInvoice | None:
    """Return an invoice, locked where it is to be changed."""
    rows = select(StateInvoice).where(StateInvoice.reference == reference)
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    return tx.scalar(rows)


def lines(tx: Session, invoice_id: uuid.UUID, after: str, limit: int) -> Sequence[StateInvoiceLine]:
    """Return an invoice's lines by account, from after a mark `account number|line id` on."""
    number, _, line = after.partition("|")
    rows = select(StateInvoiceLine).where(StateInvoiceLine.invoice_id == invoice_id)
    if line:
        mark = sa.tuple_(StateInvoiceLine.account_number, sa.cast(StateInvoiceLine.id, sa.Text))
        rows = rows.where(mark > sa.tuple_(sa.literal(number), sa.literal(line)))
    ordered = rows.order_by(StateInvoiceLine.account_number, sa.cast(StateInvoiceLine.id, sa.Text))
    return tx.scalars(ordered.limit(limit)).all()


def asked(tx: Session, organization_id: uuid.UUID, first: date, last: date) -> set[uuid.UUID]:
    """Return the deposits of an EAO that stand on an invoice and were not refused."""
    rows = select(StateInvoiceLine.deposit_id).where(
        StateInvoiceLine.organization_id == organization_id,
        StateInvoiceLine.refused == "",
        StateInvoiceLine.due_on.between(first, last),
    )
    return set(tx.scalars(rows))


def refuse(tx: Session, invoice_id: uuid.UUID, accounts: dict[str, str]) -> Money:
    """Refuse the lines of accounts, each with its reason; return what they come to."""
    came = Money(0)
    for number, reason in sorted(accounts.items()):
        asked_ = (
            update(StateInvoiceLine)
            .where(StateInvoiceLine.invoice_id == invoice_id, StateInvoiceLine.account_number == number)
            .where(StateInvoiceLine.refused == "")
            .values(refused=reason)
            .returning(StateInvoiceLine.amount)
        )
        for amount in tx.scalars(asked_.execution_options(synchronize_session=False)):
            came = came + amount
    return came


def by_school(tx: Session, invoice_id: uuid.UUID) -> Sequence[tuple[uuid.UUID | None, int, Money]]:
    """Return (school, students, amount) of an invoice's lines that are not refused, the largest first."""
    size = func.sum(StateInvoiceLine.amount)
    students = func.count(sa.distinct(StateInvoiceLine.account_number))
    rows = select(StateInvoiceLine.school_id, students, size).where(
        StateInvoiceLine.invoice_id == invoice_id, StateInvoiceLine.refused == ""
    )
    found = tx.execute(rows.group_by(StateInvoiceLine.school_id).order_by(size.desc(), StateInvoiceLine.school_id))
    return [(school, int(count), amount) for school, count, amount in found]
