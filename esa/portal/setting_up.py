"""What a new EAO has to set up, in order: each step says whether it is done, and where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.applications import service as applications
from esa.awards import service as awards
from esa.awards.domain.words import TakeoverStanding
from esa.awards.service import taking_over
from esa.identity import service as identity
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission, Role
from esa.organizations import service as organizations
from esa.organizations.domain import Standing
from esa.payments.service import paying
from esa.platform.web.access import requires
from esa.platform.web.edge import begin
from esa.platform.work import Work
from esa.schools import service as schools

blueprint = Blueprint("setting_up", __name__, url_prefix="/eao/setup")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up: its name, whether it is done, what is there now, where it is done, and by whom."""

    name: str
    is_done: bool
    now: str
    href: str = ""
    who: str = ""
    is_optional: bool = False


@blueprint.get("/")
@requires(Permission.AWARD_DRAFT)
def index() -> ResponseReturnValue:
    """Show the steps from certification to the first award."""
    with begin(read_only=True) as work:
        steps = [*_standing(work), *_people_and_bank(work), *_work(work)]
    left = sum(1 for each in steps if not each.is_done and not each.is_optional)
    return render_template("portal/setting_up.html", steps=steps, left=left)


def _standing(work: Work) -> Iterator[Step]:
    owner = work.actor.require_organization()
    found, year = organizations.organization(work, owner), SchoolYear.of(work.today)
    current = organizations.standings(work, year).get(owner)
    certified = current is not None and current.standing is Standing.CERTIFIED
    yield Step(
        gettext("Certification for %(year)s", year=year), certified,
        gettext("Certified") if certified else gettext("Not certified yet"), who=gettext("The Treasurer"),
    )  # fmt: skip
    whole = bool(found.street and found.tax_number)
    yield Step(
        gettext("Address and tax number, for receipts"), whole, found.address or gettext("Not entered yet"),
        url_for("describing.edit", slug=found.slug),
    )  # fmt: skip
    served = len(schools.served_by(work, owner))
    yield Step(gettext("Schools that you serve"), served > 0, str(served), who=gettext("The Treasurer"))


def _people_and_bank(work: Work) -> Iterator[Step]:
    roles = identity.staff_of(work)
    both = roles.get(Role.EAO_MANAGER, 0) > 0 and roles.get(Role.EAO_FINANCE, 0) > 0
    said = gettext(
        "Managers: %(managers)s, finance: %(finance)s, reviewers: %(reviewers)s",
        managers=roles.get(Role.EAO_MANAGER, 0), finance=roles.get(Role.EAO_FINANCE, 0),
        reviewers=roles.get(Role.EAO_REVIEWER, 0),
    )  # fmt: skip
    yield Step(gettext("Two people, since money needs two"), both, said, who=gettext("Who runs this system"))
    bank = paying.own_bank(work)
    yield Step(
        gettext("The bank that pays schools"), bank is not None,
        gettext("Entered") if bank is not None else gettext("Not entered yet"), who=gettext("Finance"),
    )  # fmt: skip


def _work(work: Work) -> Iterator[Step]:
    brought = sum(applications.counts(work, SchoolYear.of(work.today)).values())
    yield Step(
        gettext("Applications of this school year"), brought > 0, str(brought), url_for("applications.bring")
    )  # fmt: skip
    taken = any(each.standing is TakeoverStanding.BOOKED for each in taking_over.list_of(work))
    yield Step(
        gettext("Accounts from an earlier system"), taken, gettext("Taken over") if taken else gettext("None"),
        url_for("takeovers.index"), is_optional=True,
    )  # fmt: skip
    money = any(each.amount for each in awards.funds_now(work))
    yield Step(
        gettext("Money to award"), money, gettext("There is some") if money else gettext("None yet"),
        url_for("awards.index"), gettext("Finance"),
    )  # fmt: skip
    runs = len(awards.runs(work))
    yield Step(gettext("The first award run"), runs > 0, str(runs), url_for("awards.new"))
