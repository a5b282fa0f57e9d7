"""The EAO's pages on award runs: draft, look, freeze, release by a second person, files to take out."""

import re

from flask import Blueprint, Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.awards import service
from esa.awards.schemas import DraftSchema
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import read_form

blueprint = Blueprint("awards", __name__, url_prefix="/eao/awards")
_PLACE = re.compile("[0-9]{1,9}")
_FILES = {"pool.csv": "pool", "funds.json": "funds", "plan.csv": "plan"}


@blueprint.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    with begin() as work:
        return render_template("awards/index.html", runs=service.runs(work), funds=service.funds_now(work))


@blueprint.get("/new")
@requires(Permission.AWARD_DRAFT)
def new() -> ResponseReturnValue:
    with begin() as work:
        year, funds = SchoolYear.of(work.today), service.funds_now(work)
    return render_template("awards/new.html", form=None, year=year, funds=funds)


@blueprint.post("/new")
@requires(Permission.AWARD_DRAFT)
def new_post() -> ResponseReturnValue:
    form = read_form(DraftSchema())
    with begin() as work:
        year, funds = SchoolYear.of(work.today), service.funds_now(work)
        reference = form.attempt(lambda: service.draft(work, *form.command)) if form.is_good else None
    if reference is None:
        return render_template("awards/new.html", form=form, year=year, funds=funds), 422
    return see_other("awards.show", reference=reference)


@blueprint.get("/decide-again")
@requires(Permission.AWARD_DRAFT)
def decide_again() -> ResponseReturnValue:
    """Tell which applications of the year are open, before they are decided again."""
    return _decided_again(dry=True)


@blueprint.post("/decide-again")
@requires(Permission.AWARD_DRAFT)
def decide_again_post() -> ResponseReturnValue:
    """Decide the open applications of the year again and tell the counts; sent twice it finds nothing new."""
    return _decided_again(dry=False)


def _decided_again(*, dry: bool) -> str:
    with begin() as work:
        year = SchoolYear.of(work.today)
        done = service.decide_again(work, year, dry=dry)
    return render_template("awards/decide_again.html", done=done, year=year, dry=dry)


@blueprint.get("/<reference>")
@requires(Permission.AWARD_READ)
def show(reference: str) -> ResponseReturnValue:
    after = request.args.get("after", "0")
    with begin() as work:
        run = service.run(work, reference)
        page = service.places(work, reference, int(after) if _PLACE.fullmatch(after) else 0)
        difference = service.difference(work, run)
    mine = run.frozen_by == current_actor().user_id
    return render_template("awards/show.html", run=run, page=page, difference=difference, mine=mine)


@blueprint.get("/<reference>/<name>")
@requires(Permission.AWARD_READ)
def file(reference: str, name: str) -> ResponseReturnValue:
    if name not in _FILES:
        raise NotFound("A run has no such file.")
    with begin() as work:
        content = getattr(service.run(work, reference), _FILES[name])
    answer = Response(content, mimetype="text/csv" if name.endswith("csv") else "application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{reference}-{name}"'
    return answer


@blueprint.post("/<reference>/freeze")
@requires(Permission.AWARD_FREEZE)
def freeze(reference: str) -> ResponseReturnValue:
    with begin() as work:
        service.freeze(work, reference)
    flash(gettext("The run is frozen. Another person now releases it."), "success")
    return see_other("awards.show", reference=reference)


@blueprint.post("/<reference>/set-aside")
@requires(Permission.AWARD_FREEZE)
def set_aside(reference: str) -> ResponseReturnValue:
    with begin() as work:
        service.set_aside(work, reference)
    flash(gettext("The run is set aside. Nothing was granted."), "success")
    return see_other("awards.show", reference=reference)


@blueprint.post("/<reference>/release")
@requires(Permission.AWARD_RELEASE)
def release(reference: str) -> ResponseReturnValue:
    with begin() as work:
        count = service.release(work, reference)
    flash(gettext("Released: %(count)s grants.", count=count), "success")
    return see_other("awards.show", reference=reference)
