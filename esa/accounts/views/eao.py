"""The EAO's pages on scholarship accounts: list, one account, deposits, what the books say of themselves."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts import service
from esa.accounts.schemas.accounts import DatesSchema
from esa.accounts.service import agreements, enrolment, happenings
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work

blueprint = Blueprint("accounts", __name__, url_prefix="/eao/accounts")
_PAGE = 50


@blueprint.get("/")
@requires(Permission.ACCOUNT_READ)
def index() -> ResponseReturnValue:
    with begin() as work:
        views = service.accounts(work, request.args.get("after", ""), _PAGE)
    following = views[-1].account.number if len(views) == _PAGE else None
    return render_template("accounts/index.html", views=views, following=following)


@blueprint.get("/books")
@requires(Permission.BOOKS_READ)
def books() -> ResponseReturnValue:
    return see_other("books.index")


@blueprint.post("/deposits")
@requires(Permission.DEPOSIT_POST)
def post_deposits() -> ResponseReturnValue:
    with begin() as work:
        done = service.post_due_deposits(work)
    flash(gettext("%(posted)s deposits posted, %(held)s wait.", posted=done.posted, held=done.held), "success")
    return see_other("accounts.index")


@blueprint.get("/<number>")
@requires(Permission.ACCOUNT_READ)
def show(number: str) -> ResponseReturnValue:
    with begin() as work:
        return _account_page(work, number, None)


@blueprint.post("/<number>/dates")
@requires(Permission.DEPOSIT_POST)
def dates(number: str) -> ResponseReturnValue:
    form = read_form(DatesSchema())
    with begin() as work:
        if not form.is_good:
            return _account_page(work, number, form), 422
        service.set_dates(work, number, form.command.get("agreement_on"), form.command.get("enrolled_on"))
    flash(gettext("Saved. The next posting takes the deposits that waited for it."), "success")
    return see_other("accounts.show", number=number)


def _account_page(work: Work, number: str, form: Form | None) -> str:
    view = service.account(work, number)
    return render_template(
        "accounts/show.html", view=view, signed=agreements.agreements_of(work, view.account),
        happened=happenings.happenings_of(work, view.account), form=form,
        said=enrolment.answers_of(work, view.account.id),
    )  # fmt: skip
