"""The Treasurer's pages: EAOs with their money, the cap through the year, the posting."""

from typing import Any

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service as credits_
from esa.credits.domain import ChangeStanding
from esa.credits.service import allotting
from esa.grants import service as grants
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Invalid, NotFound
from esa.kernel.permissions import Permission
from esa.law.versions import BEGINNING
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import read_form
from esa.platform.work import Work
from esa.readings import service as readings
from esa.readings.domain import Standing
from esa.treasury import service
from esa.treasury.domain.certifying import Filing
from esa.treasury.schemas.desk import FilingForm

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
            sources=grants.by_source(work, year), waiting=parameters.waiting(work), **_waiting(work),
        )  # fmt: skip


def _waiting(work: Work) -> dict[str, Any]:
    """Return what else waits for a second person of the office: readings of the law, shares of the cap."""
    choices = [each for each in readings.shown(work) if each.standing is Standing.PROPOSED]
    changes = allotting.changes(work, work.today.year)
    return {
        "choices": [each.choice for each in choices if each.choice.organization_id is None],
        "changes": [each for each in changes if each.standing is ChangeStanding.PROPOSED],
    }


@blueprint.get("/organizations/<slug>/<year>")
@requires(Permission.ORGANIZATION_READ)
def certification(slug: str, year: str) -> ResponseReturnValue:
    """Show an EAO's standing in a school year, and what the law would say of a filing."""
    with begin(read_only=True) as work:
        considered = service.consider(work, slug, _year(year), Filing())
    return render_template("treasury/certification.html", considered=considered, form=None, asked=False)


@blueprint.post("/organizations/<slug>/<year>")
@requires(Permission.ORGANIZATION_CERTIFY)
def certification_post(slug: str, year: str) -> ResponseReturnValue:
    """Look at a filing, certify, or deny; a refusal by the law shows all its grounds and keeps what was typed."""
    wanted, form = _year(year), read_form(FilingForm())
    filing, decision, reason = form.command if form.is_good else (Filing(), "look", "")
    with begin() as work:
        done = form.attempt(lambda: _decide(work, slug, wanted, filing, decision, reason)) if form.is_good else None
        considered = done or service.consider(work, slug, wanted, filing)
    if done is None or decision == "look":
        answer = render_template("treasury/certification.html", considered=considered, form=form, asked=form.is_good)
        return answer, 200 if form.is_good else 422
    flash(gettext("Recorded."), "success")
    return see_other("treasury.organization_list")


def _decide(work: Work, slug: str, year: SchoolYear, filing: Filing, decision: str, reason: str) -> service.Considered:
    if decision == "certify":
        if service.consider(work, slug, year, filing).ruling.failed:
            # The page shows every ground in the reader's language; the service's own refusal has them in English.
            raise Invalid("The law does not allow this certification.")
        return service.certify(work, slug, year, filing)
    if decision == "deny":
        return service.deny(work, slug, year, filing, reason)
    return service.consider(work, slug, year, filing)


def _year(text: str) -> SchoolYear:
    try:
        year = SchoolYear.parse(text)
    except ValueError:
        raise NotFound("There is no such school year.") from None
    if year.first_day < BEGINNING:
        raise NotFound("There is no such school year.")
    return year


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
