"""My children: where each application stands, who has it, what comes next, and why."""

from flask import render_template
from flask.typing import ResponseReturnValue

from esa.applications.drafts import service as drafts
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.portal.family.frame import blueprint


@blueprint.get("/family/children")
@requires(Permission.HOUSEHOLD_READ)
def children() -> ResponseReturnValue:
    """Show every child of the household."""
    with begin() as work:
        draft = drafts.current(work)
    return render_template("family/children.html", draft=draft, cards=[])
