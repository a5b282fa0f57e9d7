"""The list of payees, one payee with its licenses and people, a new payee."""

import uuid
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from esa.identity import service as identity
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.payee.forms import ListForm, PayeeForm
from esa.schools import service as schools
from esa.schools.domain.payees import PROVIDERS, ListingStanding, NewPayee, is_soon_over, is_valid_on
from esa.schools.domain.payees import PayeeKind as Kind
from esa.schools.service import payees

blueprint = Blueprint("payees", __name__, url_prefix="/payees")
# A payee that is in no list of the State: a provider, or a school of another state.
NEW_KINDS = (Kind.INDIVIDUAL, Kind.FIRM, Kind.VIRTUAL_SCHOOL, Kind.SCHOOL)


def _asked() -> payees.Wanted:
    given = {name: text for name, text in request.args.items() if text and name in ("search", "standing", "after")}
    try:
        found: payees.Wanted = ListForm().load(given)
    except ValidationError:
        return payees.Wanted()
    return found


@blueprint.get("/")
@requires(Permission.PAYEE_READ)
def index() -> ResponseReturnValue:
    """Show the list of payees."""
    wanted = _asked()
    with begin() as work:
        page = payees.page(work, wanted)
        others = _schools_to_add(work, wanted) if current_actor().may(Permission.PAYEE_RECORD) else []
    return render_template(
        "payees/index.html", page=page, wanted=wanted, others=others, standings=list(ListingStanding)
    )  # fmt: skip


def _schools_to_add(work: Work, wanted: payees.Wanted) -> list[Any]:
    """Return the schools of the State's list that fit the search and have no row in the register."""
    found = schools.find_schools(work, " ".join(wanted.words), limit=20)
    known = payees.payees_of_schools(work, [each.id for each in found])
    return [each for each in found if each.id not in known]


@blueprint.get("/new")
@requires(Permission.PAYEE_RECORD)
def new() -> ResponseReturnValue:
    """Show the form of a new payee."""
    return render_template("payees/new.html", form=Form(), kinds=NEW_KINDS)


@blueprint.post("/new")
@requires(Permission.PAYEE_RECORD)
def record() -> ResponseReturnValue:
    """Record a payee and propose it."""
    form = read_form(PayeeForm())
    if form.is_good:
        with begin() as work:
            made = form.attempt(lambda: payees.record(work, form.command, source="EAO"))
        if made is not None:
            return see_other("payees.show", payee_id=made)
    return render_template("payees/new.html", form=form, kinds=NEW_KINDS), 422


@blueprint.post("/schools/<uuid:school_id>")
@requires(Permission.PAYEE_RECORD)
def add_school(school_id: uuid.UUID) -> ResponseReturnValue:
    """Put a school of the State's list on the EAO's list."""
    with begin() as work:
        known = payees.payees_of_schools(work, [school_id])
        made = known.get(school_id) or payees.record(
            work, NewPayee(kind=Kind.SCHOOL, name="", school_id=school_id), source="list of schools"
        )
    return see_other("payees.show", payee_id=made)


@blueprint.get("/<uuid:payee_id>")
@requires(Permission.PAYEE_READ)
def show(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Show one payee."""
    with begin() as work:
        return page_of(work, payee_id, Form())


def page_of(work: Work, payee_id: uuid.UUID, form: Form, kept: str = "", link: str = "") -> str:
    """Return the page of a payee; `kept` names the part of it whose form came back with errors."""
    found = payees.find(work, payee_id)
    facts = payees.payee(work, payee_id)
    return render_template(
        "payees/show.html", payee=found, facts=facts, listing=payees.standing_of(work, payee_id),
        credentials=payees.credentials_of(work, payee_id), people=identity.people_of(work, payee_id),
        is_provider=found.kind in PROVIDERS, form=form, kept=kept, link=link, today=work.today,
        is_valid=lambda each: is_valid_on(work.today, each.valid_from, each.valid_until),
        is_soon_over=lambda each: is_soon_over(work.today, each.valid_until),
    )  # fmt: skip
