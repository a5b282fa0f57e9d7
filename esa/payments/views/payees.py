"""The pages of payees' bank details and tax forms, of the own bank, and the year's report."""

import uuid

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.payments.domain.paying.bank_details import Details
from esa.payments.domain.paying.tax import Payer
from esa.payments.schemas.paying import BankSchema, DetailsSchema, ReasonSchema, TaxFormSchema, YearSchema
from esa.payments.service import paying
from esa.payments.views.batches import blueprint
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.schools.service import payees as register


@blueprint.get("/payees")
@requires(Permission.PAYING_READ)
def payees() -> ResponseReturnValue:
    text = request.args.get("q", "")
    with begin() as work:
        shown = paying.payees_details(work)
        owner = work.actor.organization_id
        found = [] if owner is None or not text.strip() else register.choices(work, owner, text)
    return render_template("paying/payees.html", shown=shown, found=found, text=text)


@blueprint.get("/payees/<uuid:payee_id>")
@requires(Permission.PAYING_READ)
def payee(payee_id: uuid.UUID) -> ResponseReturnValue:
    return _payee(payee_id, Form(), "")


def _payee(payee_id: uuid.UUID, form: Form, which: str) -> ResponseReturnValue:
    with begin() as work:
        found = register.find(work, payee_id)
        shown = paying.payee_details(work, payee_id)
        tax, sent = paying.tax_form(work, payee_id), paying.sent_to(work, payee_id)
    page = render_template(
        "paying/payee.html", payee=found, shown=shown, tax=tax, sent=sent, form=form, which=which,
        me=current_actor().user_id,
    )  # fmt: skip
    return page if form.is_good else (page, 422)


@blueprint.post("/payees/<uuid:payee_id>/details")
@requires(Permission.PAYEE_BANK_PROPOSE)
def propose(payee_id: uuid.UUID) -> ResponseReturnValue:
    form = read_form(DetailsSchema())
    form.typed.pop("account", None)  # an account number is never sent back to a page
    if form.is_good:
        form.attempt(lambda: _propose(payee_id, form))
    if not form.is_good:
        return _payee(payee_id, form, "details")
    flash(gettext("Kept. Somebody else confirms it now."), "success")
    return see_other("payouts.payee", payee_id=payee_id)


def _propose(payee_id: uuid.UUID, form: Form) -> None:
    with begin() as work:
        found = register.find(work, payee_id)
        given = Details(payee=payee_id, payee_name=found.name, **form.command)
        paying.propose_details(work, settings().data_key, given)


@blueprint.post("/payees/<uuid:payee_id>/details/<uuid:details_id>/confirm")
@requires(Permission.PAYEE_BANK_CONFIRM)
def confirm(payee_id: uuid.UUID, details_id: uuid.UUID) -> ResponseReturnValue:
    form = Form()
    form.attempt(lambda: _confirm(details_id))
    if not form.is_good:
        return _payee(payee_id, form, "")
    flash(gettext("Confirmed. The contact that you knew before is told."), "success")
    return see_other("payouts.payee", payee_id=payee_id)


def _confirm(details_id: uuid.UUID) -> None:
    with begin() as work:
        paying.confirm_details(work, details_id)


@blueprint.post("/payees/<uuid:payee_id>/details/<uuid:details_id>/refuse")
@requires(Permission.PAYEE_BANK_CONFIRM)
def refuse(payee_id: uuid.UUID, details_id: uuid.UUID) -> ResponseReturnValue:
    form = read_form(ReasonSchema())
    form.attempt(lambda: _refuse(details_id, form))
    if not form.is_good:
        return _payee(payee_id, form, "refuse")
    flash(gettext("Refused. What was in force stays."), "success")
    return see_other("payouts.payee", payee_id=payee_id)


def _refuse(details_id: uuid.UUID, form: Form) -> None:
    with begin() as work:
        paying.refuse_details(work, details_id, form.command["reason"])


@blueprint.post("/payees/<uuid:payee_id>/tax")
@requires(Permission.PAYEE_BANK_PROPOSE)
def keep_tax_form(payee_id: uuid.UUID) -> ResponseReturnValue:
    form = read_form(TaxFormSchema())
    form.typed.pop("number", None)  # nor is a taxpayer number
    if form.is_good:
        form.attempt(lambda: _keep_tax_form(payee_id, form))
    if not form.is_good:
        return _payee(payee_id, form, "tax")
    flash(gettext("The tax form is kept."), "success")
    return see_other("payouts.payee", payee_id=payee_id)


def _keep_tax_form(payee_id: uuid.UUID, form: Form) -> None:
    with begin() as work:
        paying.keep_tax_form(work, settings().data_key, payee_id, form.command)


@blueprint.get("/bank")
@requires(Permission.PAYING_PREPARE)
def bank() -> ResponseReturnValue:
    return _bank(Form())


def _bank(form: Form) -> ResponseReturnValue:
    with begin() as work:
        found = paying.own_bank(work)
    page = render_template("paying/bank.html", bank=found, form=form)
    return page if form.is_good else (page, 422)


@blueprint.post("/bank")
@requires(Permission.PAYING_PREPARE)
def set_bank() -> ResponseReturnValue:
    form = read_form(BankSchema())
    form.typed.pop("offset_account", None)
    if form.is_good:
        form.attempt(lambda: _set_bank(form))
    if not form.is_good:
        return _bank(form)
    flash(gettext("Saved."), "success")
    return see_other("payouts.index")


def _set_bank(form: Form) -> None:
    with begin() as work:
        paying.set_own_bank(work, settings().data_key, form.command)


@blueprint.get("/report")
@requires(Permission.PAYING_RELEASE)
def report() -> ResponseReturnValue:
    return _report(Form())


def _report(form: Form, made: paying.YearReport | None = None, year: int = 0) -> ResponseReturnValue:
    page = render_template("paying/report.html", form=form, made=made, year=year)
    return page if form.is_good else (page, 422)


@blueprint.post("/report")
@requires(Permission.PAYING_RELEASE)
def make_report() -> ResponseReturnValue:
    form = read_form(YearSchema())
    made = form.attempt(lambda: _make_report(form.command["year"])) if form.is_good else None
    if made is None:
        return _report(form)
    return _report(form, made, form.command["year"])


@blueprint.post("/report/<int:year>.csv")
@requires(Permission.PAYING_RELEASE)
def report_file(year: int) -> ResponseReturnValue:
    made = _make_report(year)
    answer = Response(made.report.text, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"1099-nec-{year}.csv")
    answer.headers["X-SHA256"] = made.sha256
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _make_report(year: int) -> paying.YearReport:
    with begin() as work:
        return paying.year_report(work, settings().data_key, year, _payer(work))


def _payer(work: Work) -> Payer:
    found = organizations.organization(work, work.actor.require_organization())
    return Payer(found.name, found.tax_number)
