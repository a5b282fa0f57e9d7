"""The self-check with its figures, the chart of accounts by fund and source, an account's entries, one entry."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.ledger.domain.matrix import matrix_of
from esa.ledger.service import drilling
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.portal.books.frame import blueprint, whose
from esa.treasury.service import self_check


@blueprint.get("/")
@requires(Permission.BOOKS_READ)
def index() -> ResponseReturnValue:
    """Show the self-check as it is now, the kept days, and the chart of accounts."""
    with begin() as work:
        seen = whose(work)
        checks = self_check.run(work, seen.organization.id)
        kept = self_check.kept(work, seen.organization.id)
        balances = ledger.self_check(work, seen.organization.id).accounts
    rows = matrix_of((each.path, each.balance) for each in balances)
    return render_template("portal/books/index.html", seen=seen, checks=checks, kept=kept, rows=rows, sources=Source)


@blueprint.get("/account")
@requires(Permission.BOOKS_READ)
def account() -> ResponseReturnValue:
    """Show the entries on one account."""
    with begin() as work:
        seen = whose(work)
        path, after = request.args.get("path", ""), request.args.get("after")
        found = drilling.on_account(work, seen.organization.id, path, after)
    return render_template("portal/books/account.html", seen=seen, found=found)


@blueprint.get("/entries/<number>")
@requires(Permission.BOOKS_READ)
def entry(number: str) -> ResponseReturnValue:
    """Show one entry with its lines."""
    with begin() as work:
        seen = whose(work)
        found = drilling.one_entry(work, seen.organization.id, number)
    return render_template("portal/books/entry.html", seen=seen, found=found)
