"""Invoices child by child: the list of lines with where each stands, a new invoice, one line, money given back."""

from datetime import datetime
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts.domain.invoices import CATEGORIES_OF, MOST_LINES
from esa.accounts.service import enrolment, invoices
from esa.kernel.permissions import Permission
from esa.platform.storage import storage_of
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.payee.forms import InvoiceForm, RefundForm
from esa.portal.payee.frame import blueprint, spoken
from esa.schools.service import payees


@blueprint.get("/invoices", endpoint="invoices")
@requires(Permission.INVOICE_SEND)
def lines() -> ResponseReturnValue:
    """Show the lines that pay the school or provider, the newest first."""
    with begin() as work:
        page = invoices.page(work, spoken(), _instant(request.args.get("before", "")))
    return render_template("payee/invoices.html", page=page)


def _instant(text: str) -> datetime | None:
    """Return the mark to go on from; one that is none begins anew."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@blueprint.get("/children/<number>/invoice")
@requires(Permission.INVOICE_SEND)
def new_invoice(number: str) -> ResponseReturnValue:
    """Show the form of a new invoice for a child."""
    with begin() as work:
        return _page(work, number, Form())


def _page(work: Work, number: str, form: Form) -> str:
    me, child = payees.own(work), enrolment.child(work, number)
    return render_template(
        "payee/invoice.html", me=me, child=child, form=form, categories=CATEGORIES_OF[me.kind],
        rows=range(1, MOST_LINES + 1), refused=invoices.may_be_asked(work, child),
    )  # fmt: skip


@blueprint.post("/children/<number>/invoice")
@requires(Permission.INVOICE_SEND)
def send_invoice(number: str) -> ResponseReturnValue:
    """Send the invoice: its lines are decided one by one, and the money of those not denied is held."""
    form = read_form(InvoiceForm())
    file = request.files.get("files")
    paper = invoices.Paper(file.filename, file.read()) if file and file.filename else None
    if form.is_good:
        form.attempt(lambda: _send(number, form, paper))
    if not form.is_good:
        with begin() as work:
            return _page(work, number, form), 422
    flash(gettext("Sent. You see below where each line stands."), "success")
    return see_other("payee.invoices")


def _send(number: str, form: Form, paper: invoices.Paper | None) -> str:
    with begin() as work:
        return invoices.send(work, storage_of(settings()), number, form.command, paper)


@blueprint.get("/invoices/<reference>")
@requires(Permission.INVOICE_SEND)
def line(reference: str) -> ResponseReturnValue:
    """Show where one line stands, and why."""
    with begin() as work:
        return _line_page(work, reference, Form())


def _line_page(work: Work, reference: str, form: Form, ruling: Any = None) -> str:
    found = invoices.line(work, reference, spoken())
    return render_template("payee/line.html", line=found, form=form, ruling=ruling)


@blueprint.post("/invoices/<reference>/refund")
@requires(Permission.INVOICE_SEND)
def refund(reference: str) -> ResponseReturnValue:
    """Keep that money goes back; what the law says of it is shown."""
    form = read_form(RefundForm())
    with begin() as work:
        ruling = form.attempt(lambda: invoices.announce(work, reference, form.command)) if form.is_good else None
        if ruling is None:
            return _line_page(work, reference, form), 422
        return _line_page(work, reference, Form(), ruling)
