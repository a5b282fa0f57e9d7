"""Pages of signing in and out, the second factor, the choice of a role, a parent's own account."""

from io import BytesIO

import segno
from flask import Blueprint, Response, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, logout_user
from werkzeug.utils import redirect

from esa.identity import service
from esa.identity.domain import SignedIn
from esa.identity.schemas import CodeSchema, RoleSchema, SignInSchema
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import NotFound
from esa.platform.web.access import public
from esa.platform.web.edge import enter, house, local, see_other, settings
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("identity", __name__)


def _token() -> str:
    if not current_user.is_authenticated:
        raise NotFound("The session has ended. Sign in again.", code="session_ended")
    return str(current_user.id)


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    return render_template("identity/sign_in.html", form=None, next=request.args.get("next", ""))


@blueprint.post("/sign-in")
@public
def sign_in_post() -> ResponseReturnValue:
    form = read_form(SignInSchema())
    fresh = None
    if form.is_good:
        with house().begin(SYSTEM) as work:
            given = form.command
            address = request.remote_addr or ""
            fresh = form.attempt(
                lambda: service.sign_in(
                    work,
                    given["email"],
                    given["password"],
                    address,
                    language=session.get("language"),
                    cheap_hash=settings().stage == "test",
                )
            )
        if fresh is None and form.is_good:
            form.refuse("", gettext("The e-mail address or the password is not right."))
    if fresh is None:
        return render_template("identity/sign_in.html", form=form, next=form.value("next")), 422
    return _enter(fresh, form.value("next"))


def _enter(fresh: SignedIn, following: str) -> ResponseReturnValue:
    enter(fresh.token)
    if fresh.second_factor_missing:
        return see_other("identity.enrol", next=following)
    if fresh.second_factor_due:
        return see_other("identity.code", next=following)
    if fresh.choices > 1:
        return see_other("identity.roles")
    return redirect(local(following), 303)


@blueprint.get("/second-factor")
@public
def code() -> ResponseReturnValue:
    _token()
    return render_template("identity/code.html", form=None, next=request.args.get("next", ""))


@blueprint.post("/second-factor")
@public
def code_post() -> ResponseReturnValue:
    form = _take_code()
    if not form.is_good:
        return render_template("identity/code.html", form=form, next=form.value("next")), 422
    return _after_code(form)


def _take_code() -> Form:
    form = read_form(CodeSchema())
    if form.is_good:
        with house().begin(SYSTEM) as work:
            given = form.command["code"]
            right = form.attempt(lambda: service.confirm(work, _token(), given, settings().data_key))
        if not right and form.is_good:
            form.refuse("code", gettext("This code is not right, or was used before. Wait for the next one."))
    return form


def _after_code(form: Form) -> ResponseReturnValue:
    with house().begin(SYSTEM) as work:
        several = len(service.choices(work, _token())) > 1
    return see_other("identity.roles") if several else redirect(local(form.value("next")), 303)


@blueprint.get("/second-factor/set-up")
@public
def enrol() -> ResponseReturnValue:
    with house().begin(SYSTEM) as work:
        secret, _ = service.enrol(work, _token(), settings().data_key)
    return render_template("identity/enrol.html", form=None, secret=secret, next=request.args.get("next", ""))


@blueprint.get("/second-factor/set-up/picture.svg")
@public
def enrol_picture() -> ResponseReturnValue:
    with house().begin(SYSTEM) as work:
        _, address = service.enrol(work, _token(), settings().data_key)
    picture = BytesIO()
    segno.make(address).save(picture, kind="svg", scale=5, border=2)
    return Response(picture.getvalue(), mimetype="image/svg+xml")


@blueprint.post("/second-factor/set-up")
@public
def enrol_post() -> ResponseReturnValue:
    form = _take_code()
    if form.is_good:
        return _after_code(form)
    with house().begin(SYSTEM) as work:
        secret, _ = service.enrol(work, _token(), settings().data_key)
    return render_template("identity/enrol.html", form=form, secret=secret, next=form.value("next")), 422


@blueprint.get("/roles")
@public
def roles() -> ResponseReturnValue:
    with house().begin(SYSTEM) as work:
        mine = service.choices(work, _token())
    return render_template("identity/roles.html", form=None, memberships=mine)


@blueprint.post("/roles")
@public
def roles_post() -> ResponseReturnValue:
    form = read_form(RoleSchema())
    with house().begin(SYSTEM) as work:
        if not form.is_good:
            mine = service.choices(work, _token())
            return render_template("identity/roles.html", form=form, memberships=mine), 422
        service.choose(work, _token(), form.command["membership"])
    return see_other("portal.start")


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with house().begin(SYSTEM) as work:
            service.sign_out(work, _token(), language=session.get("language"))
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language
    return see_other("portal.home")
