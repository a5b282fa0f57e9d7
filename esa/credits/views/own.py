"""The signed-in donor's page: what was reserved and given, and to whom."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from esa.credits.views.give import show_gifts
from esa.credits.views.link import link_of
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import current_actor

blueprint = Blueprint("credits", __name__, url_prefix="/donor")


@blueprint.get("/gifts")
@requires(Permission.GIFT_MAKE)
def gifts() -> ResponseReturnValue:
    actor = current_actor()
    return show_gifts(actor, "" if actor.donor_id is None else link_of(actor.donor_id))
