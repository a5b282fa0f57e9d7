"""Interest shared among the accounts: typed, shown account by account, then done."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema, fields

from esa.accounts.domain.interest import InterestPlan
from esa.accounts.service import interest as interest_
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.platform.web.access import requires
from esa.platform.web.dollars import Dollars
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.books.frame import blueprint, whose

_SHOWN = 100


class ShareSchema(Schema):
    """The interest of which period, how much of it, and the mark of what was shown."""

    period = fields.String(load_default="")
    amount = Dollars(required=True)
    seen = fields.String(load_default="")


@blueprint.get("/interest")
@requires(Permission.BOOKS_READ)
def interest() -> ResponseReturnValue:
    """Show what was shared, and to finance the form."""
    with begin() as work:
        return _page(work, Form())


@blueprint.post("/interest")
@requires(Permission.DEPOSIT_POST)
def share_interest() -> ResponseReturnValue:
    """Show who would get what; with the mark of what was shown, do it."""
    form = read_form(ShareSchema())
    with begin() as work:
        if form.is_good:
            done = form.attempt(lambda: _do(work, form))
            if isinstance(done, InterestPlan):
                return _page(work, form, done)
        if not form.is_good:
            return _page(work, form), 422
    flash(gettext("Shared. Each family sees its share among its movements."), "success")
    return see_other("books.interest")


def _do(work: Work, form: Form) -> Any:
    given = form.command
    if given["seen"]:
        return interest_.carry_out(work, given["period"], given["amount"], given["seen"])
    return interest_.foresee(work, given["period"], given["amount"])


def _page(work: Work, form: Form, plan: InterestPlan | None = None) -> str:
    seen = whose(work)
    owner = seen.organization.id
    return render_template(
        "portal/books/interest.html", seen=seen, form=form, plan=plan, shown=() if plan is None else plan.rows[:_SHOWN],
        rows=interest_.sharings(work, owner), left=ledger.fund_balance(work, owner, Source.INTEREST),
    )  # fmt: skip
