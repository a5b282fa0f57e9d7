"""The pages of published figures: one person proposes a figure after a look at what it changes, another confirms it."""

import uuid
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.applications import service as applications
from esa.applications.domain.reconsidering import Look
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.parameters.domain import ProposalStanding, fingerprint
from esa.platform.lists import one_at_a_time
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.reference.schemas import FigureSchema
from esa.portal.reference.views import blueprint


@blueprint.get("/figures")
@requires(Permission.REFERENCE_READ)
def figures() -> ResponseReturnValue:
    """Show the published figures, what waits for a second person, and what was decided."""
    return _figures_page(None), 200


@blueprint.post("/figures")
@requires(Permission.PARAMETER_PUBLISH)
def figures_post() -> ResponseReturnValue:
    """Show what a figure would change; propose it once exactly that was seen."""
    form = read_form(FigureSchema())
    if form.is_good:
        with begin() as work:
            done = form.attempt(lambda: _propose(work, form.command))
        if isinstance(done, str):
            return done, 200
        if isinstance(done, uuid.UUID):
            flash(gettext("Proposed. Nothing is law until a second person confirms it."), "success")
            return see_other("reference.proposed", proposal_id=done)
        if not form.errors:
            flash(gettext("It stood so already."), "success")
            return see_other("reference.figures")
        form.errors = {"value": [message for messages in form.errors.values() for message in messages]}
    return _figures_page(form), 422


def _propose(work: Work, given: dict[str, Any]) -> uuid.UUID | str | None:
    """Propose what was seen and return its id; else return the page that shows it, None where it changes nothing."""
    figure = (given["key"], given["starts_on"], given["ends_on"], given["value"], given["cite"])
    if "seen" in request.form:
        one_at_a_time(work)
    found = applications.look(work, [figure], given["source"], given["as_of"])
    if found.is_idle:
        return None
    seen = fingerprint(found.to_wire())
    if request.form.get("seen") == seen:
        return parameters.propose(work, [figure], source=given["source"], as_of=given["as_of"], preview=found.to_wire())
    return render_template(
        "reference/figure_preview.html", typed=request.form, figure=figure, look=found, seen=seen, names=_names(work),
        is_other="seen" in request.form,
    )  # fmt: skip


def _names(work: Work) -> dict[uuid.UUID, str]:
    return {each.id: each.name for each in organizations.organizations(work)}


def _figures_page(form: Form | None) -> str:
    with begin() as work:
        entered, law = parameters.entered(work), work.law
        sees = work.actor.may(Permission.ORGANIZATION_READ)
        caps = parameters.caps_by_rule(work, (work.today.year, work.today.year + 1))
        waiting, decided = (parameters.waiting(work), parameters.decided(work)) if sees else ((), ())
    published = [each for each in law.parameters() if parameters.is_published(each.key)]
    return render_template(
        "reference/figures.html",
        published=published,
        entered=entered,
        form=form,
        waiting=waiting,
        decided=decided,
        caps=caps,
    )


@blueprint.get("/figures/proposed/<uuid:proposal_id>")
@requires(Permission.ORGANIZATION_READ)
def proposed(proposal_id: uuid.UUID) -> ResponseReturnValue:
    """Show a proposal: what it would change now, and what it would have changed when it was proposed."""
    return _proposal_page(proposal_id, Form()), 200


@blueprint.post("/figures/proposed/<uuid:proposal_id>")
@requires(Permission.PARAMETER_PUBLISH)
def decide(proposal_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm a proposal as it was shown, or take it back; where something changed in between, show it anew."""
    takes_back = "take_back" in request.form
    form = Form(typed={"reason": request.form.get("reason", "").replace("\x00", "")})

    def act() -> bool:
        with begin() as work:
            if takes_back:
                parameters.take_back(work, proposal_id, form.typed["reason"])
            else:
                _confirm(work, proposal_id)
        return True

    if form.attempt(act) is None:
        return _proposal_page(proposal_id, form), 409
    if takes_back:
        flash(gettext("Taken back. The law stays as it was."), "success")
    else:
        flash(gettext("Confirmed. The figure is published."), "success")
    return see_other("reference.proposed", proposal_id=proposal_id)


def _confirm(work: Work, proposal_id: uuid.UUID) -> None:
    one_at_a_time(work)
    found = _look_of(work, parameters.proposal(work, proposal_id))
    parameters.confirm(work, proposal_id, preview=found.to_wire(), seen=request.form.get("seen", ""))


def _look_of(work: Work, found: Any) -> Look:
    return applications.look(work, parameters.figures_of(found), found.source, found.as_of)


def _proposal_page(proposal_id: uuid.UUID, form: Form) -> str:
    with begin() as work:
        found = parameters.proposal(work, proposal_id)
        is_open = found.standing is ProposalStanding.PROPOSED
        looks = is_open and work.actor.may(Permission.PARAMETER_PUBLISH)
        before = Look.from_wire(found.preview)
        shown = _look_of(work, found) if looks else Look.from_wire(found.preview_confirmed or found.preview)
        return render_template(
            "reference/figure_proposal.html", found=found, figures=parameters.figures_of(found), looks=looks,
            before=before, shown=shown, seen=fingerprint(shown.to_wire()), names=_names(work), form=form,
            has_changed=before.to_wire() != shown.to_wire(),
        )  # fmt: skip
