"""The home page of a school or provider: what waits for it, how it stands with each EAO, what runs out soon."""

from flask import render_template
from flask.typing import ResponseReturnValue

from esa.accounts.service import enrolment
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.portal.payee.frame import blueprint
from esa.schools.domain.payees import PROVIDERS, is_soon_over
from esa.schools.service import payees


@blueprint.get("/home")
@requires(Permission.PAYEE_OWN)
def home() -> ResponseReturnValue:
    """Show what waits for the school or provider."""
    with begin() as work:
        me = payees.own(work)
        children = enrolment.children(work)
        listings = payees.listings_of(work, me.id)
        names = {each.id: each.name for each in organizations.organizations(work)}
        ending = [
            each
            for each in payees.credentials_of(work, me.id)
            if each.withdrawn_on is None and is_soon_over(work.today, each.valid_until)
        ]
        today = work.today
    return render_template(
        "payee/home.html", me=me, listings=listings, names=names, ending=ending, today=today,
        is_provider=me.kind in PROVIDERS, asked=[each for each in children if each.is_asked], children=children,
    )  # fmt: skip
