"""My children: where each application stands, who has it, what comes next, and why."""

from flask import render_template
from flask.typing import ResponseReturnValue

from esa.applications import service as applications
from esa.applications.service import drafts
from esa.audit import service as audit
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.portal.family.cards import answer_of, cards_of
from esa.portal.family.frame import blueprint, spoken


@blueprint.get("/family/children")
@requires(Permission.HOUSEHOLD_READ)
def children() -> ResponseReturnValue:
    """Show every child of the household."""
    with begin() as work:
        draft = drafts.current(work)
        cards = cards_of(work, draft, applications.applications_of_household(work, draft.household_id))
    return render_template("family/children.html", draft=draft, cards=cards)


@blueprint.get("/family/children/<reference>")
@requires(Permission.HOUSEHOLD_READ)
def child(reference: str) -> ResponseReturnValue:
    """Show one child: the answer with its reasons, the place in the order, the money."""
    with begin() as work:
        mine = applications.applications_of_household(work, work.actor.require_household())
        found = [pair for pair in mine if pair[0].reference == reference]
        if not found:
            raise NotFound("There is no such application.")
        application, decision = found[0]
        audit.view(work, "application", reference, household_id=application.household_id)
        return render_template(
            "family/child.html",
            card=cards_of(work, drafts.current(work), found)[0],
            answer=answer_of(work, decision, spoken()),
            decided_on=decision and decision.decided_on,
        )
