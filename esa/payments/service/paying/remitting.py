"""Remittance advice: what a payment to a payee is made of, child by child, so that a school can match it."""

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from esa.audit import service as audit
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.payments.models import OutgoingPayment, PayeeBankDetails, PaymentBatch
from esa.payments.store import batches as store
from esa.payments.store import payees
from esa.platform.work import Work

_COLUMNS = ("remittance", "paid_on", "payee", "child", "account", "reference", "what_for", "amount")


@dataclass(frozen=True, slots=True)
class Advice:
    """One payment with its batch, the account it went to and what it pays."""

    payment: OutgoingPayment
    batch: PaymentBatch
    details: PayeeBankDetails | None
    lines: Sequence[store.Line]


def advice(work: Work, number: str) -> Advice:
    """Return what a payment is made of, recording the look. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.PAYING_READ)
    found = store.payment_numbered(work.tx, number)
    batch = None if found is None else store.batch_by_id(work.tx, found.batch_id)
    if found is None or batch is None:
        raise NotFound("There is no such payment.")
    audit.view(work, "remittance", number)
    details = payees.details(work.tx, found.details_id)
    return Advice(found, batch, details, store.lines_of(work.tx, [found.id]))


def advice_csv(given: Advice) -> str:
    """Return a remittance advice as CSV, one row for each amount of a child."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    paid_on = given.payment.paid_on or given.batch.effective_on
    for each in given.lines:
        kept = each.intent
        writer.writerow(
            (given.payment.number, paid_on or "", given.payment.payee_name, _plain(kept.child), kept.account_number,
             kept.reference, _plain(kept.narrative), each.amount.to_wire())
        )  # fmt: skip
    return out.getvalue()


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def sent_to(work: Work, payee_id: uuid.UUID) -> Sequence[OutgoingPayment]:
    """Return what was sent to a payee."""
    work.authorize(Permission.PAYING_READ)
    return store.of_payee(work.tx, work.actor.organization_id, payee_id)
