"""How much of a gift a donor may claim in each year: asked of the law's own reckoning, nothing is kept."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.money import ZERO, Money
from esa.law import Law
from esa.law.credits.claim import ClaimedYear, Donor, TaxYear, claim
from esa.platform.web.access import public
from esa.platform.web.dollars import dollars
from esa.platform.web.edge import begin
from esa.platform.web.forms import Form

blueprint = Blueprint("how_much", __name__, url_prefix="/give")
# The year of the gift and the four in which the rest can be claimed (TAX-5).
_YEARS = 5


@blueprint.get("/how-much")
@public
def ask() -> ResponseReturnValue:
    """Show the questions and, once they are answered, each year's claim (TAX-4, TAX-5)."""
    with begin(read_only=True) as work:
        first, law = work.today.year, work.law
    form = Form(typed={name: request.args.get(name, "") for name in request.args})
    rows = _rows(form, first) if request.args else []
    made = _claimed(rows, law) if rows and form.is_good else ()
    return render_template(
        "credits/how_much.html", form=form, first=first, years=range(first, first + _YEARS), made=made
    )


def _rows(form: Form, first: int) -> list[TaxYear]:
    rows = []
    for year in range(first, first + _YEARS):
        gifts, tax = (_amount(form, f"{part}-{year}") for part in ("gift", "tax"))
        rows.append(TaxYear(year, tax, gifts))
    return rows


def _amount(form: Form, name: str) -> Money:
    typed = str(form.typed.get(name, "")).strip()
    amount = dollars(typed) if typed else ZERO
    if amount is None:
        form.refuse(name, gettext("Enter an amount in dollars, like 1,000 or 1000.00."))
    return amount or ZERO


def _claimed(rows: list[TaxYear], law: Law) -> tuple[ClaimedYear, ...]:
    return claim(Donor("page", tuple(rows)), law)
