"""The page of alerts: what may be fraud or a slip in requests for expenses, for a person to look at."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from esa.accounts.service import alerts as service
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin

blueprint = Blueprint("alerts", __name__, url_prefix="/eao/alerts")


@blueprint.get("/")
@requires(Permission.EXPENSE_DECIDE)
def index() -> ResponseReturnValue:
    """Show what was noticed in the last half year."""
    with begin() as work:
        found = service.alerts(work)
    return render_template("expenses/alerts.html", alerts=found)
