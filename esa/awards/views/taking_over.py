"""The EAO's page for accounts taken over from an earlier system: the file, its totals, a second person."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.awards.schemas import TakeoverForm
from esa.awards.service import taking_over as service
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("takeovers", __name__, url_prefix="/eao/takeovers")


@blueprint.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    return _page(Form())


@blueprint.post("/")
@requires(Permission.ACCOUNT_CHANGE)
def propose() -> ResponseReturnValue:
    form, file = read_form(TakeoverForm()), request.files.get("file")
    if file is None or not file.filename:
        form.refuse("file", gettext("Choose a file."))
    elif form.is_good:
        (told, proof), data = form.command, file.read()
        with begin() as work:
            year = SchoolYear.of(work.today)
            form.attempt(lambda: service.propose(work, year, file.filename or "", data, told, proof))
    if not form.is_good:
        return _page(form), 422
    flash(gettext("Proposed. A second person books it."), "success")
    return see_other("takeovers.index")


@blueprint.post("/<reference>/book")
@requires(Permission.AWARD_RELEASE)
def book(reference: str) -> ResponseReturnValue:
    form = Form()
    with begin() as work:
        form.attempt(lambda: service.book(work, reference))
    if not form.is_good:
        return _page(form), 422
    flash(gettext("Booked. The accounts are open."), "success")
    return see_other("takeovers.index")


@blueprint.post("/<reference>/withdraw")
@requires(Permission.ACCOUNT_CHANGE)
def withdraw(reference: str) -> ResponseReturnValue:
    with begin() as work:
        service.withdraw(work, reference)
    flash(gettext("Taken back."), "success")
    return see_other("takeovers.index")


def _page(form: Form) -> str:
    with begin(read_only=True) as work:
        found = service.list_of(work)
    return render_template("awards/takeovers.html", takeovers=found, form=form, me=current_actor().user_id)
