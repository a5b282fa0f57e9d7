"""The donor's page: what was reserved and given, and to whom."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from esa.credits import service
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin

blueprint = Blueprint("credits", __name__, url_prefix="/donor")


@blueprint.get("/gifts")
@requires(Permission.GIFT_MAKE)
def gifts() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        names = {each.id: each.name for each in organizations.organizations(work)}
        return render_template("credits/gifts.html", gifts=service.own_gifts(work), names=names)
