"""The Treasurer's desk: the cap through the year, what waits for a certificate, allotments, exceptions."""

import uuid
from functools import partial
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service
from esa.credits.domain import AllotmentMode
from esa.credits.domain.turning import Turn
from esa.credits.service import allotting
from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.parameters import service as parameters
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import requires
from esa.platform.web.dollars import dollars
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import Form
from esa.platform.work import Work

blueprint = Blueprint("desk", __name__, url_prefix="/treasurer/credits")


@blueprint.get("")
@requires(Permission.ORGANIZATION_READ)
def index() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        year = work.today.year
        return render_template(
            "credits/desk.html", year=year, state=service.cap_state(work, year),
            through=service.through_year(work, year),
            shares=allotting.shares(work, year), by_standing=service.by_standing(work, year),
            waiting=service.to_certify(work), odd=service.exceptions(work), today=work.today,
            caps=parameters.caps_by_rule(work, (year, year + 1)),
            differing=service.self_check(work, year), lapses=service.lapses(work, year),
            names={each.id: each.name for each in organizations.organizations(work)},
        )  # fmt: skip


@blueprint.get("/off-the-top")
@requires(Permission.ORGANIZATION_READ)
def top() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        rows = [(each, service.duties(work, each.id)) for each in organizations.organizations(work)]
        states = {each.id: service.fund_states(work, each.id) for each, _ in rows}
        bonds = {each.id: service.bond_watch(work, each.id) for each, _ in rows}
        policy = work.law.text("overhead_watch", work.today)
    return render_template("credits/desk_top.html", rows=rows, states=states, policy=policy, bonds=bonds)


@blueprint.post("/certify")
@requires(Permission.CREDIT_CERTIFY)
def certify() -> ResponseReturnValue:
    chosen = [uuid.UUID(each) for each in request.form.getlist("reservation")]
    form = Form()
    with begin() as work:
        for each in chosen:
            form.attempt(partial(service.certify, work, each))
    if form.errors:
        flash(" ".join(form.errors.get("", [])), "error")
    else:
        flash(gettext("Certified: %(count)s.", count=len(chosen)), "success" if chosen else "info")
    return see_other("desk.index")


@blueprint.get("/donors/<uuid:donor_id>")
@requires(Permission.ORGANIZATION_READ)
def donor(donor_id: uuid.UUID) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        found = service.donor(work, donor_id)
        owners, papers = service.owners(work, donor_id), service.papers_of_donor(work, donor_id)
    return render_template(
        "credits/desk_donor.html", donor=found, owners=owners, number="", shown={}, papers=papers,
        can_make_pdf=can_make_pdf(),
    )  # fmt: skip


@blueprint.post("/donors/<uuid:donor_id>/number")
@requires(Permission.CREDIT_CERTIFY)
def number(donor_id: uuid.UUID) -> ResponseReturnValue:
    with begin() as work:
        found = service.donor(work, donor_id)
        owners, papers = service.owners(work, donor_id), service.papers_of_donor(work, donor_id)
        digits = service.taxpayer_number(work, donor_id, settings().data_key)
    return render_template(
        "credits/desk_donor.html", donor=found, owners=owners, number=digits, shown={}, papers=papers,
        can_make_pdf=can_make_pdf(),
    )  # fmt: skip


@blueprint.post("/donors/<uuid:donor_id>/owners/<uuid:owner_id>/number")
@requires(Permission.CREDIT_CERTIFY)
def owner_number(donor_id: uuid.UUID, owner_id: uuid.UUID) -> ResponseReturnValue:
    with begin() as work:
        found, owners = service.donor(work, donor_id), service.owners(work, donor_id)
        papers = service.papers_of_donor(work, donor_id)
        digits = service.owner_number(work, owner_id, settings().data_key)
    shown = {owner_id: digits}
    return render_template(
        "credits/desk_donor.html", donor=found, owners=owners, number="", shown=shown, papers=papers,
        can_make_pdf=can_make_pdf(),
    )  # fmt: skip


@blueprint.get("/allotments")
@requires(Permission.ORGANIZATION_READ)
def allotments() -> ResponseReturnValue:
    return _allotments(None)


@blueprint.post("/allotments")
@requires(Permission.CREDIT_ALLOT)
def allotments_post() -> ResponseReturnValue:
    """Show what a change would do; the same form, sent on, proposes it."""
    form = Form(typed={name: request.form.get(name, "") for name in request.form if name != "csrf_token"})
    sends = "propose" in request.form

    def act() -> Any:
        with begin(read_only=not sends) as work:
            wanted = _wanted(work, form)
            if sends:
                return allotting.propose(work, work.today.year, wanted, str(form.typed.get("reason", "")))
            return allotting.preview(work, work.today.year, wanted)

    found = form.attempt(act)
    if found is None:
        return _allotments(form, status=422)
    if not sends:
        return _allotments(form, ahead=found)
    flash(gettext("Proposed. A second person makes it."), "success")
    return see_other("desk.allotments")


def _allotments(form: Form | None, *, ahead: Any = None, status: int = 200) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        year = work.today.year
        page = render_template(
            "credits/allotments.html", form=form, ahead=ahead, year=year, state=service.cap_state(work, year),
            shares=allotting.shares(work, year), changes=allotting.changes(work, year),
            names={str(each.id): each.name for each in organizations.organizations(work)},
            turn=work.law.text("first_come_period_end", work.today),
        )  # fmt: skip
    return page, status


def _wanted(work: Work, form: Form) -> allotting.Change:
    """Return the change that the form describes. Raises Invalid for an amount or EAO that is none."""
    kind = form.typed.get("kind")
    if kind == "move":
        giver, taker = (_eao(form, name) for name in ("giver", "taker"))
        return allotting.move_change(work.now, giver, taker, _amount(form, "amount"))
    if kind == "turn":
        turn = Turn(_percent(form, "kept_percent"), _percent(form, "used_percent"))
        return allotting.turn_change(work, work.today.year, turn)
    eaos = [each.id for each in organizations.organizations(work)]
    mode = AllotmentMode(str(kind)) if kind in set(AllotmentMode) else AllotmentMode.FIRST_COME
    if mode is AllotmentMode.CUSTOM:
        named = {each: _amount(form, f"share-{each}") for each in eaos if form.typed.get(f"share-{each}", "").strip()}
        return allotting.split_change(work.now, mode, named)
    return allotting.split_change(work.now, mode, dict.fromkeys(eaos))


def _percent(form: Form, name: str) -> int:
    typed = str(form.typed.get(name, "")).strip(" %")
    if not (typed.isascii() and typed.isdigit() and int(typed) <= 100):  # noqa: PLR2004
        told = gettext("Enter a percentage from 0 to 100.")
        raise Invalid(told, [Ground(name, told)])
    return int(typed)


def _eao(form: Form, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(form.typed.get(name, "")))
    except ValueError:
        raise Invalid("Choose an EAO.", [Ground(name, "Choose an EAO.")]) from None


def _amount(form: Form, name: str) -> Money:
    amount = dollars(str(form.typed.get(name, "")))
    if amount is None:
        told = gettext("Enter an amount in dollars, like 1,000 or 1000.00.")
        raise Invalid(told, [Ground(name, told)])
    return amount


@blueprint.post("/allotments/<uuid:change_id>")
@requires(Permission.CREDIT_ALLOT)
def decide(change_id: uuid.UUID) -> ResponseReturnValue:
    form, withdraws = Form(), "withdraw" in request.form

    def act() -> bool:
        with begin() as work:
            (allotting.withdraw if withdraws else allotting.make)(work, change_id)
        return True

    if form.attempt(act) is None:
        return _allotments(form, status=409)
    flash(gettext("Set aside.") if withdraws else gettext("Made. The shares stand so now."), "success")
    return see_other("desk.allotments")
