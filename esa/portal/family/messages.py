"""Messages: what was written to the household, and whether it went out by e-mail."""

from flask import render_template
from flask.typing import ResponseReturnValue

from esa.kernel.permissions import Permission
from esa.notices import service as notices
from esa.notices.domain import MOST_TRIES
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, settings
from esa.portal.family.frame import blueprint


@blueprint.get("/family/messages")
@requires(Permission.HOUSEHOLD_READ)
def messages() -> ResponseReturnValue:
    """Show every message, the newest first."""
    with begin() as work:
        mine = notices.of_household(work)
    is_on = bool(settings().smtp_url)
    return render_template("family/messages.html", messages=mine, is_on=is_on, most_tries=MOST_TRIES)
