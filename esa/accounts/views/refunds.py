"""The EAO's pages of refunds: what must come back to accounts, what came, what two people give up."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts.schemas.refunds import CameForm, GiveUpForm, KnownForm
from esa.accounts.service import refunds as service
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("refunds", __name__, url_prefix="/eao/refunds")


@blueprint.get("/")
@requires(Permission.ACCOUNT_READ)
def index() -> ResponseReturnValue:
    over = request.args.get("over") == "yes"
    with begin(read_only=True) as work:
        return render_template("accounts/refunds.html", refunds=service.refunds(work, is_open=not over), over=over)


@blueprint.get("/of/<line>")
@requires(Permission.ACCOUNT_CHANGE)
def tell(line: str) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        found, most = service.refundable(work, line)
    return render_template("accounts/refund_new.html", line=found, most=most, form=Form())


@blueprint.post("/of/<line>")
@requires(Permission.ACCOUNT_CHANGE)
def expect(line: str) -> ResponseReturnValue:
    form = read_form(KnownForm())
    with begin() as work:
        made = form.attempt(lambda: service.expect(work, line, form.command)) if form.is_good else None
        if made is None:
            found, most = service.refundable(work, line)
            return render_template("accounts/refund_new.html", line=found, most=most, form=form), 422
    flash(gettext("Recorded. You see here when it is late."), "success")
    return see_other("refunds.show", reference=made.reference)


@blueprint.get("/<reference>")
@requires(Permission.ACCOUNT_READ)
def show(reference: str) -> ResponseReturnValue:
    return _page(reference, Form())


@blueprint.post("/<reference>/came")
@requires(Permission.DEPOSIT_POST)
def came(reference: str) -> ResponseReturnValue:
    form = read_form(CameForm())
    if form.is_good:
        given = form.command
        with begin() as work:
            form.attempt(lambda: service.receive(work, reference, given["amount"], given["came_on"], given["proof"]))
    if not form.is_good:
        return _page(reference, form), 422
    flash(gettext("Booked."), "success")
    return see_other("refunds.show", reference=reference)


@blueprint.post("/<reference>/give-up")
@requires(Permission.ACCOUNT_CHANGE)
def give_up(reference: str) -> ResponseReturnValue:
    form = read_form(GiveUpForm())
    if form.is_good:
        with begin() as work:
            form.attempt(lambda: service.give_up(work, reference, form.command["why"]))
    if not form.is_good:
        return _page(reference, form), 422
    flash(gettext("Recorded."), "success")
    return see_other("refunds.show", reference=reference)


def _page(reference: str, form: Form) -> str:
    with begin() as work:
        view = service.refund(work, reference)
    mine = view.refund.proposed_by == current_actor().user_id
    return render_template("accounts/refund.html", view=view, refund=view.refund, form=form, is_mine=mine)
