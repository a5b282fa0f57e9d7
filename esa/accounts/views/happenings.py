"""The EAO's page for what happened to an account: told, then shown with the money it moves, then done."""

from typing import Any

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts import service
from esa.accounts.domain.happenings import CHOICES, Told
from esa.accounts.schemas.happenings import ToldForm
from esa.accounts.service import happenings
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.schools import service as schools

blueprint = Blueprint("happenings", __name__, url_prefix="/eao/accounts")


@blueprint.get("/<number>/change")
@requires(Permission.ACCOUNT_CHANGE)
def tell(number: str) -> ResponseReturnValue:
    with begin() as work:
        return _page(work, number, Form())


@blueprint.post("/<number>/change")
@requires(Permission.ACCOUNT_CHANGE)
def change(number: str) -> ResponseReturnValue:
    """Show what an act would do; with the mark of what was shown, do it."""
    form = read_form(ToldForm())
    with begin() as work:
        if form.is_good:
            told, seen = form.command
            done = form.attempt(lambda: _do(work, number, told, seen))
            if done is not None and not seen:
                return _page(work, number, form, foreseen=done)
        if not form.is_good:
            return _page(work, number, form), 422
    flash(gettext("Recorded."), "success")
    return see_other("accounts.show", number=number)


def _do(work: Work, number: str, told: Told, seen: str) -> Any:
    return happenings.carry_out(work, number, told, seen) if seen else happenings.foresee(work, number, told)[1]


def _page(work: Work, number: str, form: Form, foreseen: Any = None) -> str:
    view = service.account(work, number)
    served = schools.served_by(work, view.account.organization_id)
    return render_template(
        "accounts/change.html", view=view, form=form, foreseen=foreseen, choices=CHOICES,
        schools=[(each.id, f"{each.name}, {each.city}") for each in served],
    )  # fmt: skip
