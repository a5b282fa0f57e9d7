"""The questions of the application, one on a page: shown with what stands, saved, and on to the next."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from esa.applications.domain.drafts import steps
from esa.applications.domain.drafts.answers import Draft, Place, mark_of
from esa.applications.service import drafts
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.family import schemas
from esa.portal.family.fields import Question
from esa.portal.family.frame import blueprint
from esa.portal.family.options import options_of

_CHECK = "check"


@blueprint.get("/family/apply/home/<step>")
@requires(Permission.APPLICATION_SUBMIT)
def home_question(step: str) -> ResponseReturnValue:
    """Show a question about the household."""
    return _show(Place(step))


@blueprint.post("/family/apply/home/<step>")
@requires(Permission.APPLICATION_SUBMIT)
def answer_home(step: str) -> ResponseReturnValue:
    """Save a question about the household."""
    return _save(Place(step))


@blueprint.get("/family/apply/children/<child>/<step>")
@requires(Permission.APPLICATION_SUBMIT)
def child_question(child: str, step: str) -> ResponseReturnValue:
    """Show a question about a child."""
    return _show(Place(step, child))


@blueprint.post("/family/apply/children/<child>/<step>")
@requires(Permission.APPLICATION_SUBMIT)
def answer_child(child: str, step: str) -> ResponseReturnValue:
    """Save a question about a child."""
    return _save(Place(step, child))


def _schema(place: Place) -> Question:
    found = (schemas.CHILD if place.child else schemas.HOME).get(place.step)
    if found is None:
        raise NotFound("There is no such question.")
    return found()


def _show(place: Place) -> ResponseReturnValue:
    _schema(place)
    with begin() as work:
        return _page(work, drafts.current(work), place, Form())


def _save(place: Place) -> ResponseReturnValue:
    form = read_form(_schema(place))
    with begin() as work:
        saved = None
        if form.is_good:
            saved = form.attempt(lambda: drafts.save(work, place, form.command, request.form.get("seen", "")))
        if saved is None:
            return _page(work, drafts.current(work), place, form), 422
    return _go_on(saved, place)


def _page(work: Work, draft: Draft, place: Place, form: Form) -> str:
    values = draft.at(place)
    unseen = form.typed.get("seen") if form.errors and "stale" not in form.errors else None
    way_back = request.values.get("to", "")
    return render_template(
        "family/step.html",
        form=form,
        draft=draft,
        place=place,
        values=values,
        name=name_of(draft, place.child),
        seen=unseen or mark_of(values),
        way_back=_CHECK if way_back == _CHECK else "",
        action=address(place),
        back=_back(draft, place, way_back),
        onward=_onward(draft, place, way_back),
        options=options_of(work, draft, place, request.args.get("q", "").strip()),
    )


def address(place: Place, **more: Any) -> str:
    """Return the address of a question."""
    if place.child:
        return url_for("family.child_question", child=place.child, step=place.step, **more)
    return url_for("family.home_question", step=place.step, **more)


def name_of(draft: Draft, child: str) -> str:
    """Return the child's first name, empty where it is not known yet or the question is not about a child."""
    return str(draft.at(Place("name", child)).get("given_name", "")) if child else ""


def _back(draft: Draft, place: Place, way_back: str) -> str:
    before = steps.preceding(draft, place)
    if way_back == _CHECK:
        return url_for("family.check_answers")
    return address(before) if before else url_for("family.start")


def _onward(draft: Draft, place: Place, way_back: str) -> str:
    if way_back == _CHECK:
        left = steps.opened(draft, place)
        return address(left, to=_CHECK) if left and left != place else url_for("family.check_answers")
    after = steps.following(draft, place)
    return address(after) if after else url_for("family.start")


def _go_on(draft: Draft, place: Place) -> Response:
    answer = Response(status=303)
    answer.headers["Location"] = _onward(draft, place, request.form.get("to", ""))
    return answer
