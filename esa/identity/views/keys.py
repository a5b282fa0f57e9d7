"""Pages of API keys: staff make them for their programs, see when each was last used, and revoke them."""

import uuid

from flask import Blueprint, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.identity import service
from esa.identity.domain import may_be_given
from esa.identity.schemas import KeySchema
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Permission
from esa.platform.web.access import MARK, requires
from esa.platform.web.edge import current_actor, house, now, see_other
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("keys", __name__, url_prefix="/keys")


def offered() -> list[Permission]:
    """Return what a key of whoever asks can be given: what the API's routes ask for and the person may do."""
    asked = {getattr(view, MARK, None) for name, view in current_app.view_functions.items() if "_api." in name}
    return sorted(each for each in may_be_given(current_actor().role) if each in asked)


def _page(form: Form | None = None) -> str:
    with house().begin(SYSTEM) as work:
        keys = service.keys_of(work, current_actor())
    chosen = [] if form is None else request.form.getlist("permissions")
    return render_template("identity/keys.html", form=form, keys=keys, offered=offered(), chosen=chosen, at=now())


@blueprint.get("/")
@requires(Permission.API_KEY_MANAGE)
def index() -> ResponseReturnValue:
    return _page()


@blueprint.post("/")
@requires(Permission.API_KEY_MANAGE)
def make() -> ResponseReturnValue:
    chosen = request.form.getlist("permissions")
    form = read_form(KeySchema(), **({"permissions": chosen} if chosen else {}))
    if form.is_good and set(chosen) - set(offered()):
        form.refuse("permissions", gettext("Choose from the list."))
    if form.is_good:
        with house().begin(SYSTEM) as work:
            fresh = form.attempt(lambda: service.make_key(work, current_actor(), form.command))
        if fresh is not None:
            return render_template("identity/key_made.html", fresh=fresh)
    return _page(form), 422


@blueprint.post("/<uuid:key_id>/revoke")
@requires(Permission.API_KEY_MANAGE)
def revoke(key_id: uuid.UUID) -> ResponseReturnValue:
    with house().begin(SYSTEM) as work:
        revoked = service.revoke_key(work, current_actor(), key_id)
    flash(gettext("The key %(name)s is revoked. Calls with it are refused from now on.", name=revoked.name), "success")
    return see_other("keys.index")
