"""An EAO's invoices to the State, by student and school: sent, checked by one person, paid by another (FUND-3)."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from esa.accounts.service import billing
from esa.accounts.service.billing import StateDeposit
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid, LimitReached, NotFound
from esa.kernel.ids import new_id, number_of
from esa.kernel.money import ZERO, Money, total
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.platform.work import Work
from esa.treasury.domain.state_money import InvoiceStanding, payment_entry, refuse
from esa.treasury.models import StateInvoice, StateInvoiceLine
from esa.treasury.service.state_money.reading import state_money
from esa.treasury.service.state_money.recording import record
from esa.treasury.store import state_money as store


def to_invoice(work: Work, year: SchoolYear, due_by: date) -> list[StateDeposit]:
    """Return the EAO's deposits out of general revenue, due by a day, that stand on no invoice, by account."""
    work.authorize(Permission.STATE_MONEY_ASK)
    found = billing.state_deposits(work, year, due_by)
    known = store.asked(work.tx, work.actor.require_organization(), year.first_day, due_by)
    return [each for each in found if each.id not in known]


def send_invoice(work: Work, year: SchoolYear, due_by: date) -> StateInvoice:
    """Send the State an invoice with every deposit that `to_invoice` gives.

    Raises Invalid where there is none, LimitReached where it would ask for more than the State has promised.
    """
    rows, owner = to_invoice(work, year, due_by), work.actor.require_organization()
    if not rows:
        said = "No deposit is waiting to be invoiced by this day."
        raise Invalid(said, [Ground("due_by", said)], code="nothing_to_invoice")
    amount = total([each.amount for each in rows])
    have = state_money(work, year).by_organization.get(owner)
    left = ZERO if have is None else have.left
    if amount > left:
        told = f"These deposits come to ${amount}. The State has promised ${left} more. Ask the Treasurer first."
        raise LimitReached(told, [Ground("due_by", told)], code="over_the_promise")
    invoice_id = new_id()
    made = StateInvoice(
        id=invoice_id, reference=number_of("SI", invoice_id), organization_id=owner, year=year, due_by=due_by,
        lines=len(rows), amount=amount, sent_at=work.now, sent_by=work.actor.user_id,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    work.tx.add_all(
        StateInvoiceLine(
            id=new_id(), invoice_id=invoice_id, organization_id=owner, deposit_id=each.id,
            account_number=each.account_number, school_id=each.school_id, due_on=each.due_on, amount=each.amount,
        )
        for each in rows
    )  # fmt: skip
    with work.by_the_system():
        store.take(work.tx, year, invoiced=amount)
    record(work, "invoiced", owner, made.reference, amount)
    return made


def invoice(work: Work, reference: str) -> StateInvoice:
    """Return an invoice in reach. Raises NotFound."""
    work.authorize(Permission.BOOKS_READ)
    return _found(work, reference)


def _found(work: Work, reference: str, *, lock: bool = False) -> StateInvoice:
    found = store.invoice(work.tx, reference, lock=lock)
    if found is None:
        raise NotFound("There is no such invoice.")
    return found


def invoice_lines(work: Work, made: StateInvoice, after: str = "", limit: int = 100) -> Sequence[StateInvoiceLine]:
    """Return an invoice's lines by account, from after a mark on; the look at students' rows is recorded."""
    work.authorize(Permission.BOOKS_READ)
    audit.view(work, "state_invoice", made.reference)
    return store.lines(work.tx, made.id, after, limit)


def schools_of(work: Work, made: StateInvoice) -> Sequence[tuple[uuid.UUID | None, int, Money]]:
    """Return (school, students, amount) of what an invoice asks for."""
    work.authorize(Permission.BOOKS_READ)
    return store.by_school(work.tx, made.id)


def check(work: Work, reference: str, refused: Mapping[str, str]) -> StateInvoice:
    """Check an invoice: accept it but for accounts that are refused, each with its reason, which the EAO reads.

    A refused deposit may be invoiced again. Raises NotFound, Conflict where it is checked already, Invalid for a
    refusal without a reason or of an account that is not on it.
    """
    work.authorize(Permission.STATE_MONEY_PAY)
    made = _found(work, reference, lock=True)
    if made.standing is not InvoiceStanding.SENT:
        raise Conflict("This invoice is checked already.", code="checked_already")
    refuse([Ground("refused", f"Say why {number} is refused.") for number, why in refused.items() if not why.strip()])
    cut = store.refuse(work.tx, made.id, {number: why.strip() for number, why in refused.items()})
    if refused and not cut:
        raise Invalid("These accounts are not on the invoice.", [Ground("refused", "Name accounts of this invoice.")])
    made.accepted, made.checked_at, made.checked_by = made.amount - cut, work.now, work.actor.require_user()
    made.standing = InvoiceStanding.CHECKED if made.accepted else InvoiceStanding.REFUSED
    work.tx.flush()
    if cut:
        store.take(work.tx, made.year, invoiced=-cut)
    record(work, "checked", made.organization_id, reference, made.accepted)
    return made


def pay(work: Work, reference: str, paid_on: date, payment: str) -> StateInvoice:
    """Record that the State paid what was accepted of an invoice and book it; by another person than who checked it.

    Raises NotFound, Conflict for one that is not checked, is paid, or was checked by the same person, Invalid without
    the payment's number or with a day that has not come.
    """
    work.authorize(Permission.STATE_MONEY_PAY)
    made = _found(work, reference, lock=True)
    if made.standing is not InvoiceStanding.CHECKED:
        raise Conflict("Only an invoice that is checked and not paid yet can be paid.", code="not_payable")
    if made.checked_by == work.actor.require_user():
        raise Conflict("Another person than who checked it pays it.", code="second_person_needed")
    grounds = [] if payment.strip() else [Ground("payment", "Enter the number of the payment.")]
    if paid_on > work.today:
        grounds.append(Ground("paid_on", "This day has not come yet."))
    refuse(grounds)
    with work.by_the_system():
        made.entry_id = ledger.post(work, payment_entry(made.organization_id, paid_on, made.accepted, reference))
        made.standing, made.paid_on, made.paid_by = InvoiceStanding.PAID, paid_on, work.actor.user_id
        made.payment = payment.strip()
    store.take(work.tx, made.year, paid=made.accepted)
    record(work, "paid", made.organization_id, reference, made.accepted)
    return made
