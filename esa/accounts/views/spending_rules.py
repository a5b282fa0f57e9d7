"""The house's own rules of spending, for everybody to read: promised days, the mileage rate, what needs no person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from esa.accounts.domain.expenses.house_rules import house_rules, low_risk_rules
from esa.platform.web.access import public
from esa.platform.web.edge import begin

blueprint = Blueprint("spending_rules", __name__, url_prefix="/rules/expenses")


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    with begin() as work:
        today = work.today
    rules = [(each.key, each.on(today)) for each in house_rules()]
    return render_template("expenses/rules.html", rules=rules, without=low_risk_rules())
