"""Gifts that EAO finance enters: the reservation found, the law asked, the payment kept; one by one or by a file."""

from esa.credits.models import Reservation
from esa.credits.service.refusing import capital
from esa.credits.store import giving
from esa.kernel.errors import Conflict, EsaError, Ground, Invalid, LimitReached, NotFound
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.law.credits.grounds import receiving_grounds
from esa.payments import service as payments
from esa.payments.domain.entering import Entered, PayrollRow, entering_grounds, read_payroll
from esa.platform.storage import Storage
from esa.platform.work import Work

UNKNOWN = "There is no such reservation for your EAO. Look at the number on the donor's letter."


def enter_gift(work: Work, storage: Storage, reservation: str, entered: Entered) -> payments.Payment:
    """Record a gift that came by hand for a reservation and return its payment, which has the receipt.

    Raises Invalid with every ground: what is missing, and what makes it no qualifying contribution (135.715.5, AMB-22);
    Conflict for a reservation that does not wait for money.
    """
    work.authorize(Permission.PAYMENT_RECORD)
    grounds = _grounds(work, entered)
    found = _reservation(work, reservation)
    if found is None:
        grounds.insert(0, Ground("reservation", UNKNOWN))
    if grounds or found is None:
        raise Invalid(grounds[0].message, grounds, code="not_qualifying")
    try:
        made = payments.enter(work, storage, _wanted(found), entered)
    except Conflict as refusal:
        raise Conflict(refusal.message, [Ground("reservation", refusal.message)], code=refusal.code) from None
    work.tx.refresh(made)
    return made


def _grounds(work: Work, entered: Entered) -> list[Ground]:
    language = work.actor.language
    by_law = receiving_grounds(entered.amount, entered.method, entered.given_on, work.law) if entered.amount else []
    if by_law:
        # What does not count needs no papers: the one thing to do is to send it back.
        return [Ground("method", capital(each.text(language))) for each in by_law]
    return entering_grounds(entered, work.today)


def _reservation(work: Work, reference: str) -> Reservation | None:
    return giving.by_reference(work.tx, reference.strip().upper())


def _wanted(found: Reservation) -> payments.Wanted:
    return payments.Wanted(
        reservation_id=found.id, reservation=found.reference, organization_id=found.organization_id,
        donor_id=found.donor_id, amount=found.amount,
    )  # fmt: skip


def take_payroll(work: Work, storage: Storage, data: bytes) -> tuple[int, Money]:
    """Record the gifts of an employer's payroll file; return how many and their sum.

    Raises Invalid with every fault by line: the file is taken whole or not at all.
    """
    work.authorize(Permission.PAYMENT_RECORD)
    rows = read_payroll(data)
    good: list[Money] = []
    for line, row in rows.rows:
        try:
            enter_gift(work, storage, row.reservation, _entered(row))
            good.append(row.amount)
        except (Invalid, Conflict, LimitReached, NotFound) as refusal:
            for ground in _told(refusal):
                rows.refuse(line, ground.field, ground.message)
    rows.checked()
    return len(good), total(good)


def _entered(row: PayrollRow) -> Entered:
    return Entered(method="payroll", amount=row.amount, given_on=row.paid_on, payer=row.employer)


def _told(refusal: EsaError) -> tuple[Ground, ...]:
    names = {"given_on": "paid_on", "payer": "employer", "method": "amount", "": "reservation"}
    grounds = refusal.grounds or (Ground("", refusal.message),)
    return tuple(Ground(names.get(each.field, each.field), each.message) for each in grounds)
