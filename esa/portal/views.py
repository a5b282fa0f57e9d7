"""The public pages and the way from signing in to one's own work."""

import json
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from esa.credits import service as credits_
from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.identity import service as identity
from esa.identity.domain import SignedIn
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Role
from esa.platform.translation import LANGUAGES
from esa.platform.web.access import public
from esa.platform.web.edge import begin, current_actor, enter, house, local, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.portal.navigation import first_page
from esa.portal.schemas import RegisterSchema
from esa.treasury import service as treasury

blueprint = Blueprint("portal", __name__)


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        state = credits_.cap_state(work, work.today.year)
        found = treasury.latest_posting(work)
    figures = {} if found is None else _figures(json.loads(found[1]["posting.json"].content))
    return render_template("portal/home.html", state=state, figures=figures)


def _figures(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the home page tells of the newest posting."""
    awarded = next(item for item in document["items"] if item["id"] == "PUB-1")
    return {"year": document["school_year"], "students": awarded["rows"][0]["students"]}


@blueprint.get("/posting")
@blueprint.get("/posting/<year>")
@public
def posting(year: str | None = None) -> ResponseReturnValue:
    """Show a published posting, the newest when no year is named."""
    found, files = _published(year)
    document = json.loads(files["posting.json"].content)
    as_of = date.fromisoformat(document["as_of"])
    return render_template(
        "portal/posting.html", document=document, as_of=as_of, names=sorted(files), digest=found.digest
    )  # fmt: skip


@blueprint.get("/posting/<year>/<name>")
@public
def posting_file(year: str, name: str) -> ResponseReturnValue:
    _, files = _published(year)
    if name not in files:
        raise NotFound("There is no such file in this posting.")
    answer = Response(files[name].content, mimetype=files[name].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _published(year: str | None) -> Any:
    try:
        wanted = None if year is None else SchoolYear.parse(year)
    except ValueError:
        raise NotFound("There is no such school year.") from None
    with begin(read_only=True) as work:
        found = treasury.latest_posting(work, wanted)
    if found is None:
        raise NotFound("Nothing has been posted for this year yet.")
    return found


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
