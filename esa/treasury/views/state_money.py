"""General revenue: the Treasurer's desk of promises and invoices, and the EAO's page that asks."""

import csv
import io

from flask import Blueprint, Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.money import total
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.schools import service as schools
from esa.treasury.schemas.state_money import CheckForm, InvoiceForm, PayForm, PromiseForm, ReturnForm
from esa.treasury.service import state_money as service

blueprint = Blueprint("state_money", __name__, url_prefix="/state-money")
_PAGE = 100


@blueprint.get("/")
@requires(Permission.BOOKS_READ)
def index() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        return _page(work, Form())


@blueprint.post("/promise")
@requires(Permission.STATE_MONEY_PAY)
def promise() -> ResponseReturnValue:
    form = read_form(PromiseForm())
    with begin() as work:
        if form.is_good:
            given = form.command
            form.attempt(
                lambda: service.commit(work, given["organization"], _year(work), given["amount"], given["reason"])
            )
        if not form.is_good:
            return _page(work, form), 422
    flash(gettext("Promised. The EAO may award it now."), "success")
    return see_other("state_money.index")


@blueprint.post("/invoices")
@requires(Permission.STATE_MONEY_ASK)
def invoice() -> ResponseReturnValue:
    """Show what an invoice would ask for; on a second press, send it."""
    form = read_form(InvoiceForm())
    with begin() as work:
        made = asked = None
        if form.is_good and form.command["sure"]:
            made = form.attempt(lambda: service.send_invoice(work, _year(work), form.command["due_by"]))
        elif form.is_good:
            asked = service.to_invoice(work, _year(work), form.command["due_by"])
        if made is None:
            page = _page(work, form, asked=asked)
            return page, 200 if form.is_good else 422
    flash(gettext("Sent to the State."), "success")
    return see_other("state_money.show", reference=made.reference)


@blueprint.get("/invoices/<reference>")
@requires(Permission.BOOKS_READ)
def show(reference: str) -> ResponseReturnValue:
    with begin() as work:
        return _invoice_page(work, reference, Form())


@blueprint.get("/invoices/<reference>.csv")
@requires(Permission.BOOKS_READ)
def download(reference: str) -> ResponseReturnValue:
    """Give every line of an invoice as CSV: account, school, day, amount, why it was refused."""
    with begin() as work:
        made = service.invoice(work, reference)
        names = {each.id: f"{each.name}, {each.city}" for each in schools.schools(work)}
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(("account", "school", "due_on", "amount", "refused"))
        for each in service.invoice_lines(work, made, limit=10**6):
            school = names.get(each.school_id, "") if each.school_id else ""
            writer.writerow((each.account_number, school, each.due_on, each.amount.to_wire(), each.refused))
    named = {"Content-Disposition": f'attachment; filename="{reference}.csv"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=named)


@blueprint.post("/invoices/<reference>/check")
@requires(Permission.STATE_MONEY_PAY)
def check(reference: str) -> ResponseReturnValue:
    form = read_form(CheckForm())
    with begin() as work:
        if form.is_good:
            form.attempt(lambda: service.check(work, reference, form.command))
        if not form.is_good:
            return _invoice_page(work, reference, form), 422
    flash(gettext("Checked. Another person pays it."), "success")
    return see_other("state_money.show", reference=reference)


@blueprint.post("/invoices/<reference>/pay")
@requires(Permission.STATE_MONEY_PAY)
def pay(reference: str) -> ResponseReturnValue:
    form = read_form(PayForm())
    with begin() as work:
        if form.is_good:
            given = form.command
            form.attempt(lambda: service.pay(work, reference, given["paid_on"], given["payment"]))
        if not form.is_good:
            return _invoice_page(work, reference, form), 422
    flash(gettext("Paid, and booked at the EAO."), "success")
    return see_other("state_money.show", reference=reference)


@blueprint.post("/returns")
@requires(Permission.STATE_MONEY_ASK)
def give_back() -> ResponseReturnValue:
    form = read_form(ReturnForm())
    with begin() as work:
        if form.is_good:
            given = form.command
            form.attempt(lambda: service.give_back(work, _year(work), given["back"], given["paid_on"], given["proof"]))
        if not form.is_good:
            return _page(work, form), 422
    flash(gettext("Recorded."), "success")
    return see_other("state_money.index")


def _year(work: Work) -> SchoolYear:
    """Return the year that the page is about: the address may name one, else it is this school year."""
    named = request.args.get("year", "")
    if not named:
        return SchoolYear.of(work.today)
    try:
        return SchoolYear.parse(named)
    except ValueError:
        raise NotFound("There is no such school year.") from None


def _page(work: Work, form: Form, asked: list[service.StateDeposit] | None = None) -> str:
    listed, owner = list(organizations.organizations(work)), current_actor().organization_id
    return render_template(
        "treasury/state_money.html", money=service.state_money(work, _year(work)), form=form, organizations=listed,
        names={each.id: each.name for each in listed}, asked=asked, today=work.today,
        asked_total=total([each.amount for each in asked or []]),
        unspent=None if owner is None else service.may_return(work, owner),
        differing=service.differing(work, _year(work)) if owner is None else (),
    )  # fmt: skip


def _invoice_page(work: Work, reference: str, form: Form) -> str:
    made, after = service.invoice(work, reference), request.args.get("after", "")
    lines = service.invoice_lines(work, made, after, _PAGE + 1)
    more = lines[_PAGE - 1] if len(lines) > _PAGE else None
    names = {each.id: f"{each.name}, {each.city}" for each in schools.schools(work)}
    by_school = service.schools_of(work, made)
    eao = next(each.name for each in organizations.organizations(work) if each.id == made.organization_id)
    return render_template(
        "treasury/state_invoice.html", invoice=made, lines=lines[:_PAGE], names=names, by_school=by_school, eao=eao,
        form=form, following=more and f"{more.account_number}|{more.id}",
        may_pay=made.checked_by != current_actor().user_id,
    )  # fmt: skip
