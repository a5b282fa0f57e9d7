"""W-9 forms of payees, and the year's report of what providers were paid (form 1099-NEC)."""

import uuid
from dataclasses import dataclass
from datetime import date

from esa.audit import service as audit
from esa.kernel.errors import Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.payments.domain.paying.tax import Paid, Payer, Report, TaxForm, refuse_bad_form, report, threshold
from esa.payments.models import PayeeTaxForm
from esa.payments.store import batches, payees
from esa.platform.secrets import decrypt, encrypt
from esa.platform.storage import digest
from esa.platform.work import Work


def keep_tax_form(work: Work, data_key: str, payee_id: uuid.UUID, given: TaxForm) -> PayeeTaxForm:
    """Keep a payee's W-9; the newest counts. Raises Invalid with every fault."""
    work.authorize(Permission.PAYEE_BANK_PROPOSE)
    refuse_bad_form(given, work.today)
    made = PayeeTaxForm(
        id=new_id(), organization_id=work.actor.require_organization(), payee_id=payee_id, kept_at=work.now,
        kept_by=work.actor.require_user(), name=given.name.strip(), tax_class=given.tax_class,
        number_is_ein=given.number_is_ein, number_sealed=encrypt(data_key, given.number), last_four=given.number[-4:],
        signed_on=given.signed_on, street=given.street.strip(), city=given.city.strip(), state=given.state,
        zip=given.zip,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(
        work, "tax_form.kept", subject_kind="payee", subject_id=str(payee_id), detail={"last_four": made.last_four}
    )
    return made


def tax_form(work: Work, payee_id: uuid.UUID) -> PayeeTaxForm | None:
    """Return a payee's newest W-9 with the EAO, None where there is none; its number stays sealed."""
    work.authorize(Permission.PAYING_READ)
    if work.actor.organization_id is None:
        return None
    return payees.tax_forms(work.tx, work.actor.organization_id, [payee_id]).get(payee_id)


@dataclass(frozen=True, slots=True)
class YearReport:
    """The year's report with its digest and the threshold that it used."""

    report: Report
    sha256: str
    threshold: date
    least: str


def year_report(work: Work, data_key: str, year: int, payer: Payer) -> YearReport:
    """Return the report of a calendar year for the EAO acted for, recording that numbers were opened.

    Payments count in the year in which the bank paid them; what came back does not. Raises Invalid for a year to come.
    """
    work.authorize(Permission.PAYING_RELEASE)
    owner = work.actor.require_organization()
    if year > work.today.year:
        raise Invalid("This year has not begun.", [Ground("year", "This year has not begun.")])
    paid = batches.paid_in(work.tx, owner, date(year, 1, 1), date(year, 12, 31))
    forms = payees.tax_forms(work.tx, owner, [payee for payee, _, _ in paid])
    rows = [
        Paid(payee=name, amount=amount, form=_opened(forms[payee], data_key) if payee in forms else None)
        for payee, name, amount in paid
    ]
    limit = threshold(year)
    made = report(year, payer, rows, limit.amount)
    mark = digest(made.text.encode())
    audit.record(
        work, "information_returns.made", subject_kind="organization", subject_id=str(owner),
        detail={"year": year, "reported": made.reported, "sha256": mark},
    )  # fmt: skip
    return YearReport(made, mark, limit.since, limit.amount.to_wire())


def _opened(kept: PayeeTaxForm, data_key: str) -> TaxForm:
    return TaxForm(
        name=kept.name, tax_class=kept.tax_class, number=decrypt(data_key, kept.number_sealed),
        number_is_ein=kept.number_is_ein, signed_on=kept.signed_on, street=kept.street, city=kept.city,
        state=kept.state, zip=kept.zip,
    )  # fmt: skip
