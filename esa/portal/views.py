"""The public pages and the way from signing in to one's own work."""

from flask import Blueprint, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.identity import service as identity
from esa.identity.domain import SignedIn
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Role
from esa.platform.translation import LANGUAGES
from esa.platform.web.access import public
from esa.platform.web.edge import current_actor, enter, house, local, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.portal.navigation import first_page
from esa.portal.schemas import RegisterSchema

blueprint = Blueprint("portal", __name__)


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    return render_template("portal/home.html")


@blueprint.get("/home")
@public
def start() -> ResponseReturnValue:
    return see_other(first_page(current_actor().role))


@blueprint.get("/help")
@public
def help_page() -> ResponseReturnValue:
    return render_template("portal/help.html")


@blueprint.get("/language/<code>")
@public
def choose_language(code: str) -> ResponseReturnValue:
    if code not in LANGUAGES:
        raise NotFound("There is no such language here.")
    session["language"] = code
    return redirect(local(request.args.get("next", "/")), 303)


@blueprint.get("/register")
@public
def register() -> ResponseReturnValue:
    return render_template("portal/register.html", form=None)


@blueprint.post("/register")
@public
def register_post() -> ResponseReturnValue:
    form = read_form(RegisterSchema())
    made = form.attempt(lambda: _register(form)) if form.is_good else None
    if made is None:
        return render_template("portal/register.html", form=form), 422
    enter(made.token)
    return see_other("portal.start")


def _register(form: Form) -> SignedIn | None:
    """Make the user, the household and the role in one transaction, and sign in."""
    given, cheap = form.command, settings().stage == "test"
    with house().begin(SYSTEM) as work:
        user_id = identity.create_user(
            work, email=given["email"], display_name=given["display_name"], password=given["password"],
            language=session.get("language", "en"), cheap_hash=cheap,
        )  # fmt: skip
        household_id = families.create_household(
            work, NewHousehold(contact_name=given["display_name"], email=given["email"])
        )
        identity.add_membership(work, user_id, Role.FAMILY, household_id=household_id)
        return identity.sign_in(work, given["email"], given["password"], request.remote_addr or "", cheap_hash=cheap)
