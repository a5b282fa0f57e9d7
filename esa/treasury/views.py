"""The Treasurer's pages: EAOs with their money, the cap through the year, the posting."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service as credits_
from esa.grants import service as grants
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.treasury import service

blueprint = Blueprint("treasury", __name__, url_prefix="/treasurer")


@blueprint.get("/organizations")
@requires(Permission.ORGANIZATION_READ)
def organization_list() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        year = SchoolYear.of(work.today)
        return render_template(
            "treasury/organizations.html", year=year, organizations=organizations.organizations(work),
            standings=organizations.standings(work, year), granted=grants.by_organization(work, year),
            gifts=credits_.gifts_by_organization(work, year.first_day, year.last_day),
            sources=grants.by_source(work, year),
        )  # fmt: skip


@blueprint.get("/cap")
@requires(Permission.ORGANIZATION_READ)
def cap() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        year = work.today.year
        state, months = credits_.cap_state(work, year), credits_.gifts_by_month(work, year)
    top = max((amount.cents for _, amount in months), default=1)
    return render_template("treasury/cap.html", year=year, state=state, months=months, top=top)


@blueprint.get("/posting")
@requires(Permission.ORGANIZATION_READ)
def postings() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        year = SchoolYear.of(work.today)
        built = service.build_posting(work, year, invented=settings().is_demonstration)
        published = service.latest_posting(work, year)
    return render_template("treasury/postings.html", year=year, built=built, published=published and published[0])


@blueprint.post("/posting")
@requires(Permission.POSTING_BUILD)
def publish() -> ResponseReturnValue:
    with begin() as work:
        service.publish_posting(work, SchoolYear.of(work.today), invented=settings().is_demonstration)
    flash(gettext("Published. The public page shows it now."), "success")
    return see_other("treasury.postings")
