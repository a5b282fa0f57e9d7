"""The pages of what the bank sends back, and of remittance advice for the EAO and for the payee."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from esa.kernel.errors import EsaError, Ground
from esa.kernel.permissions import Permission
from esa.payments.domain.paying.returns import code_of
from esa.payments.service import paying
from esa.payments.views.batches import blueprint
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import Form
from esa.platform.web.sheet import LANGUAGE, Sheet, answer_csv, answer_sheet

_FAULTS = 200


@blueprint.get("/returns")
@requires(Permission.PAYING_READ)
def returns() -> ResponseReturnValue:
    return _returns(Form())


def _returns(form: Form, faults: tuple[Ground, ...] = ()) -> ResponseReturnValue:
    with begin() as work:
        items, came_back = paying.returns_of(work)
    locale = get_locale()
    language = "en" if locale is None else locale.language
    told = {code: code_of(code).told(language) for code in {each.code for each in items}}
    page = render_template(
        "paying/returns.html", items=items, came_back=came_back, told=told, form=form, faults=faults[:_FAULTS],
        numbers={each.id: each for each in came_back},
    )  # fmt: skip
    return page if form.is_good else (page, 422)


@blueprint.post("/returns")
@requires(Permission.PAYING_PREPARE)
def take_returns() -> ResponseReturnValue:
    form, file = Form(), request.files.get("file")
    if file is None or not file.filename:
        form.refuse("file", gettext("Choose a file."))
        return _returns(form)
    try:
        with begin() as work:
            taken = paying.take_return_file(work, settings().data_key, file.read())
    except EsaError as refusal:
        form.refuse("file", gettext(refusal.message))
        return _returns(form, refusal.grounds)
    flash(gettext("%(new)s taken, %(known)s known before.", new=taken.new, known=taken.known), "success")
    return see_other("payouts.returns")


@blueprint.get("/advice/<number>")
@requires(Permission.PAYING_READ)
def advice(number: str) -> ResponseReturnValue:
    with begin() as work:
        found = paying.advice(work, number)
    locale = get_locale()
    language = "en" if locale is None else locale.language
    code = code_of(found.payment.return_code).told(language) if found.payment.return_code else ""
    return render_template("paying/advice.html", found=found, code=code, can_make_pdf=can_make_pdf(), own=False)


@blueprint.get(f"/advice/<number>/{LANGUAGE}")
@requires(Permission.PAYING_READ)
def advice_sheet(number: str, language: str) -> ResponseReturnValue:
    return _sheet(number, language, as_pdf=False)


@blueprint.get(f"/advice/<number>/{LANGUAGE}.pdf")
@requires(Permission.PAYING_READ)
def advice_pdf(number: str, language: str) -> ResponseReturnValue:
    return _sheet(number, language, as_pdf=True)


def _sheet(number: str, language: str, *, as_pdf: bool) -> ResponseReturnValue:
    with begin() as work:
        found = paying.advice(work, number)
    return sheet_of(found, language, as_pdf=as_pdf)


def sheet_of(found: paying.Advice, language: str, *, as_pdf: bool) -> ResponseReturnValue:
    """Answer with a remittance advice as a paper."""
    page = Sheet("paying/sheet.html", language, repr(paying.advice_rows(found)), found=found)
    return answer_sheet(page, found.payment.number, as_pdf=as_pdf)


@blueprint.get("/advice/<number>.csv")
@requires(Permission.PAYING_READ)
def advice_csv(number: str) -> ResponseReturnValue:
    with begin() as work:
        rows = paying.advice_rows(paying.advice(work, number))
    return answer_csv(paying.COLUMNS, rows, number)


@blueprint.get("/own")
@requires(Permission.PAYEE_OWN)
def own() -> ResponseReturnValue:
    with begin() as work:
        sent = paying.own_payments(work)
    return render_template("paying/own.html", sent=sent)


@blueprint.get("/own/<number>")
@requires(Permission.PAYEE_OWN)
def own_advice(number: str) -> ResponseReturnValue:
    with begin() as work:
        found = paying.own_advice(work, number)
    locale = get_locale()
    language = "en" if locale is None else locale.language
    code = code_of(found.payment.return_code).told(language) if found.payment.return_code else ""
    return render_template("paying/advice.html", found=found, code=code, can_make_pdf=can_make_pdf(), own=True)


@blueprint.get("/own/<number>.csv")
@requires(Permission.PAYEE_OWN)
def own_csv(number: str) -> ResponseReturnValue:
    with begin() as work:
        rows = paying.advice_rows(paying.own_advice(work, number))
    return answer_csv(paying.COLUMNS, rows, number)


@blueprint.get(f"/own/<number>/{LANGUAGE}.pdf")
@requires(Permission.PAYEE_OWN)
def own_pdf(number: str, language: str) -> ResponseReturnValue:
    with begin() as work:
        found = paying.own_advice(work, number)
    return sheet_of(found, language, as_pdf=True)
