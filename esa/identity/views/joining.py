"""Following an invitation: a person of a school or provider makes their sign-in."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from esa.identity import service
from esa.identity.domain import SignedIn
from esa.identity.schemas import JoinSchema
from esa.kernel.actors import SYSTEM
from esa.platform.web.access import public
from esa.platform.web.edge import enter, house, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work

blueprint = Blueprint("joining", __name__)


@blueprint.get("/join/<token>")
@public
def join(token: str) -> ResponseReturnValue:
    with house().begin(SYSTEM) as work:
        return _page(work, token, Form())


@blueprint.post("/join/<token>")
@public
def join_post(token: str) -> ResponseReturnValue:
    """Make the sign-in; a second factor comes next, as for all staff."""
    form = read_form(JoinSchema())
    with house().begin(SYSTEM) as work:
        made = form.attempt(lambda: _make(work, token, form)) if form.is_good else None
        if made is None:
            return _page(work, token, form), 422
    enter(made.token)
    return see_other("identity.enrol")


def _make(work: Work, token: str, form: Form) -> SignedIn | None:
    given, cheap = form.command, settings().stage == "test"
    email = service.accept(work, token, given["display_name"], given["password"], cheap_hash=cheap)
    return service.sign_in(work, email, given["password"], request.remote_addr or "", cheap_hash=cheap)


def _page(work: Work, token: str, form: Form) -> str:
    found = service.invited(work, token)
    return render_template("identity/join.html", form=form, invited=found, token=token)
