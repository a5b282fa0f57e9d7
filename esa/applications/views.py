"""The EAO's pages on applications: the list, one application with its reasons, bringing in a file."""

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext
from marshmallow import Schema, ValidationError

from esa.applications import service
from esa.applications.schemas import ListingSchema, PairListingSchema, SettleSchema
from esa.applications.service import Rows
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import read_form

blueprint = Blueprint("applications", __name__, url_prefix="/eao/applications")
_FAULTS = 200


def _listing(schema: Schema, **known: str) -> Any:
    """Return what the address asks for. Raises Invalid where it cannot be shown."""
    given = {**known, **{name: value for name, value in request.args.items() if value}}
    try:
        return schema.load(given)
    except ValidationError as fault:
        told = fault.normalized_messages().items()  # type: ignore[no-untyped-call]
        grounds = [Ground(name, f"{name}: {' '.join(messages)}") for name, messages in told]
    except ValueError as fault:
        grounds = [Ground("year", f"year: {fault}")]
    raise Invalid(gettext("The list cannot be shown like this."), grounds)


@blueprint.get("/")
@requires(Permission.APPLICATION_READ)
def index() -> ResponseReturnValue:
    with begin() as work:
        listing = _listing(ListingSchema(), year=str(SchoolYear.of(work.today)))
        page = service.listed(work, listing)
        counts = service.counts(work, listing.school_year)
        years = service.years(work)
    return render_template("applications/index.html", listing=listing, page=page, counts=counts, years=years)


@blueprint.get("/pairs")
@requires(Permission.APPLICATION_READ)
def pairs() -> ResponseReturnValue:
    """Show the applications that look like the same child, those still open or those settled one way."""
    listing = _listing(PairListingSchema())
    with begin() as work:
        page = service.duplicates(work, listing)
        names = {each.id: each.name for each in organizations.organizations(work)}
        year = SchoolYear.of(work.today)
    may_settle = current_actor().may(Permission.APPLICATION_DECIDE)
    return render_template(
        "applications/pairs.html", listing=listing, page=page, names=names, may_settle=may_settle, year=year
    )


@blueprint.post("/pairs/search")
@requires(Permission.APPLICATION_IMPORT)
def search_pairs() -> ResponseReturnValue:
    with begin() as work:
        found = service.find_duplicates(work, SchoolYear.of(work.today))
    flash(ngettext("%(num)s new pair was found.", "%(num)s new pairs were found.", found), "success")
    return see_other("applications.pairs")


@blueprint.post("/pairs/<uuid:pair_id>")
@requires(Permission.APPLICATION_DECIDE)
def settle_pair(pair_id: uuid.UUID) -> ResponseReturnValue:
    form = read_form(SettleSchema())
    if not form.is_good:
        raise Invalid(gettext("Say whether it is the same child."), [Ground("same", gettext("choose one"))])
    with begin() as work:
        service.settle_pair(work, pair_id, same=form.command["same"] == "yes")
    flash(gettext("The pair is settled."), "success")
    return see_other("applications.pairs")


@blueprint.get("/<reference>")
@requires(Permission.APPLICATION_READ)
def show(reference: str) -> ResponseReturnValue:
    locale = get_locale()
    with begin() as work:
        opened = service.opened(work, reference)
        answer = service.answer_in(work, opened, locale.language if locale else "en")
        found = service.pairs_of(work, opened.application.id)
        waits = service.waits_for(work, opened.application)
    return render_template(
        "applications/show.html",
        opened=opened,
        application=opened.application,
        answer=answer,
        pairs=found,
        waits=waits,
    )


@blueprint.post("/<reference>/decide")
@requires(Permission.APPLICATION_DECIDE)
def decide(reference: str) -> ResponseReturnValue:
    with begin() as work:
        found = service.opened(work, reference).application
        done = service.decide(work, found.school_year, [found.id])
    if done.waiting:
        flash(gettext("Not decided: a figure that the decision needs is not published yet."), "warning")
    elif done.stored:
        flash(gettext("Decided again; the answer is new."), "success")
    else:
        flash(gettext("Decided again; nothing is new."), "success")
    return see_other("applications.show", reference=reference)


@blueprint.get("/bring")
@requires(Permission.APPLICATION_IMPORT)
def bring() -> ResponseReturnValue:
    return _bring_page()


@blueprint.post("/bring")
@requires(Permission.APPLICATION_IMPORT)
def bring_post() -> ResponseReturnValue:
    """Look through a file first; the same form with the box ticked takes it."""
    file, take = request.files.get("file"), request.form.get("take") == "true"
    rows = Rows.GOOD if request.form.get("rows") == "good" else Rows.ALL
    if file is None or not file.filename:
        return _bring_page(error=gettext("Choose a file."), rows=rows), 422
    try:
        with begin() as work:
            year = SchoolYear.of(work.today)
            done = service.bring(work, file.read(), file.filename, year, rows, dry=not take)
    except Invalid as refusal:
        told = " ".join([gettext(refusal.message), *(f"{gettext(each.message)}." for each in refusal.grounds)])
        return _bring_page(error=f"{file.filename}: {told}", rows=rows), 422
    faults = [sentence for fault in done.faults for sentence in fault.sentences()]
    page = _bring_page(done=done, faults=faults[:_FAULTS], more=len(faults[_FAULTS:]), dry=not take, rows=rows)
    return page, 422 if done.refused else 200


def _bring_page(**shown: Any) -> str:
    """Return the page; what was chosen stays chosen, only the file must be named anew."""
    return render_template(
        "applications/bring.html", **{"done": None, "error": None, "dry": True, "rows": Rows.ALL, **shown}
    )
