"""Closed periods: close one that is over, open the latest again, download the trial balance that was kept."""

import uuid
from typing import Any

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema, fields

from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.ledger.service import closing
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.portal.books.frame import blueprint, whose


class CloseSchema(Schema):
    """Which period is closed."""

    period = fields.String(load_default="")


class ReopenSchema(Schema):
    """Why a period is opened again."""

    reason = fields.String(load_default="")


@blueprint.get("/closings")
@requires(Permission.BOOKS_READ)
def closings() -> ResponseReturnValue:
    """Show what is closed and what can be closed."""
    return _page(Form())


def _page(form: Form) -> ResponseReturnValue:
    with begin() as work:
        seen = whose(work)
        owner = seen.organization.id
        rows, left = closing.closings(work, owner), closing.open_periods(work, owner)
    latest = next((each.id for each in rows if each.reopened_at is None), None)
    page = render_template("portal/books/closings.html", seen=seen, rows=rows, left=left, latest=latest, form=form)
    return page if form.is_good else (page, 422)


@blueprint.post("/closings")
@requires(Permission.BOOKS_CLOSE)
def close() -> ResponseReturnValue:
    """Close a period."""
    form = read_form(CloseSchema())

    def act() -> Any:
        with begin() as work:
            return closing.close(work, form.command["period"])

    made = form.attempt(act) if form.is_good else None
    if made is None:
        return _page(form)
    flash(gettext("%(period)s is closed. Nothing is dated in it any more.", period=made.period), "success")
    return see_other("books.closings")


@blueprint.post("/closings/<uuid:closing_id>/reopen")
@requires(Permission.BOOKS_CLOSE)
def reopen(closing_id: uuid.UUID) -> ResponseReturnValue:
    """Open the latest closed period again, as a second person."""
    form = read_form(ReopenSchema())

    def act() -> Any:
        with begin() as work:
            return closing.reopen(work, closing_id, form.command["reason"])

    made = form.attempt(act) if form.is_good else None
    if made is None:
        return _page(form)
    flash(gettext("%(period)s is open again.", period=made.period), "success")
    return see_other("books.closings")


@blueprint.get("/closings/<uuid:closing_id>.csv")
@requires(Permission.BOOKS_READ)
def trial(closing_id: uuid.UUID) -> ResponseReturnValue:
    """Give the trial balance that was kept, byte for byte as its digest was made."""
    with begin() as work:
        found = next((each for each in closing.closings(work, None) if each.id == closing_id), None)
    if found is None:
        raise NotFound("There is no such closing.")
    answer = Response(found.trial, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="trial-balance-{found.period}.csv"'
    return answer
