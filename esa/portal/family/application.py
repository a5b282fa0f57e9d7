"""The application as a whole: its list of tasks, its children, the last check, the sending."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from esa.applications.domain.drafts import steps
from esa.applications.domain.drafts.answers import Draft, Place
from esa.applications.service import drafts
from esa.documents import service as documents
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.family import schemas
from esa.portal.family.frame import blueprint, spoken
from esa.portal.family.questions import address, name_of


@blueprint.get("/family/apply")
@requires(Permission.APPLICATION_SUBMIT)
def start() -> ResponseReturnValue:
    """Show what is done and what is left."""
    with begin() as work:
        draft = drafts.current(work)
        here = documents.of_household(work, draft.household_id)
        return render_template(
            "family/tasks.html",
            draft=draft,
            home_left=len(steps.missing_of_home(draft)),
            home_at=address(Place((steps.missing_of_home(draft) or list(steps.HOME_STEPS))[0])),
            children=[_task(draft, child["key"]) for child in draft.unsent],
            sent=[child for child in draft.children if "sent" in child],
            payment=draft.at(Place("payment")),
            papers=len(here),
            is_complete=steps.is_complete(draft),
        )


def _task(draft: Draft, key: str) -> dict[str, object]:
    left = steps.missing_of_child(draft.child(key))
    asked = steps.child_steps(draft.child(key))
    return {
        "key": key,
        "name": name_of(draft, key),
        "left": len(left),
        "begun": len(left) < len(asked),
        "at": address(Place((left or asked)[0], key)),
    }


@blueprint.get("/family/apply/children")
@requires(Permission.APPLICATION_SUBMIT)
def children_of_the_application() -> ResponseReturnValue:
    """Lead somebody who comes to this address by hand or by a bookmark to the application."""
    return see_other("family.start")


@blueprint.post("/family/apply/children")
@requires(Permission.APPLICATION_SUBMIT)
def add_child() -> ResponseReturnValue:
    """Begin a child and go to its first question."""
    with begin() as work:
        key = drafts.add_child(work)
    return see_other("family.child_question", child=key, step="name")


@blueprint.get("/family/apply/children/<child>/remove")
@requires(Permission.APPLICATION_SUBMIT)
def ask_remove(child: str) -> ResponseReturnValue:
    """Ask before a child is taken out."""
    with begin() as work:
        draft = drafts.current(work)
        draft.child(child)
        return render_template("family/remove_child.html", child=child, name=name_of(draft, child))


@blueprint.post("/family/apply/children/<child>/remove")
@requires(Permission.APPLICATION_SUBMIT)
def remove_child(child: str) -> ResponseReturnValue:
    """Take a child out of the draft."""
    with begin() as work:
        drafts.remove_child(work, child)
    return see_other("family.start")


@blueprint.get("/family/apply/answers")
@requires(Permission.APPLICATION_SUBMIT)
def check_answers() -> ResponseReturnValue:
    """Show all answers with a way to change each, before sending."""
    with begin() as work:
        return _answers(work, Form())


def _answers(work: Work, form: Form) -> str:
    draft = drafts.current(work)
    return render_template(
        "family/check_answers.html",
        form=form,
        draft=draft,
        home=[(Place(step), draft.at(Place(step))) for step in steps.HOME_STEPS],
        children=[(child, _of_child(draft, child["key"])) for child in draft.unsent],
        payment=Place("payment"),
        expected={key: found.to_wire(spoken()) for key, found in drafts.expected(work, draft).items()},
        papers=documents.of_household(work, draft.household_id),
        is_complete=steps.is_complete(draft),
        address=address,
        name_of=name_of,
    )


def _of_child(draft: Draft, key: str) -> list[tuple[Place, dict[str, object]]]:
    return [(Place(step, key), draft.at(Place(step, key))) for step in steps.child_steps(draft.child(key))]


@blueprint.post("/family/apply/answers")
@requires(Permission.APPLICATION_SUBMIT)
def send() -> ResponseReturnValue:
    """Send the application of each child; a second press finds it sent and changes nothing."""
    form = read_form(schemas.Declaration())
    with begin() as work:
        sent = form.attempt(lambda: drafts.send(work, form.command)) if form.is_good else None
        if sent is None:
            return _answers(work, form), 422
    return see_other("family.sent")


@blueprint.get("/family/apply/sent")
@requires(Permission.APPLICATION_SUBMIT)
def sent() -> ResponseReturnValue:
    """Confirm: the numbers, who has it, what happens next."""
    with begin() as work:
        draft = drafts.current(work)
    if draft.submitted_at is None:
        return _to("family.start")
    return render_template("family/sent.html", draft=draft, sent=[each for each in draft.children if "sent" in each])


def _to(endpoint: str) -> Response:
    return redirect(url_for(endpoint), 303)  # type: ignore[return-value]
