"""More of the donor's pages: plans, the taxpayer number, the owners of a company."""

from datetime import date
from fractions import Fraction

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service
from esa.credits.domain import Rhythm
from esa.credits.domain.donors import WHOLE, Owner, plain_number
from esa.credits.schemas.forms import NamingSchema, NumberSchema, PlanSchema
from esa.credits.views.give import blueprint as give
from esa.credits.views.give import choices
from esa.credits.views.link import donor_of
from esa.kernel.actors import Actor
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.platform.web.access import public
from esa.platform.web.edge import house, see_other, settings
from esa.platform.web.forms import Form, read_form

BLUEPRINT = give
_MOST_OWNERS = 20
_LINES = 5


@give.get("/<token>/plan")
@public
def plan(token: str) -> ResponseReturnValue:
    return _plan_page(token, None)


@give.post("/<token>/plan")
@public
def plan_post(token: str) -> ResponseReturnValue:
    form, actor = read_form(PlanSchema()), donor_of(token)
    made = form.attempt(lambda: _start(actor, form)) if form.is_good else None
    if made is None:
        return _plan_page(token, form, 422)
    flash(gettext("Your plan is kept. On each of its days it reserves a credit for you."), "success")
    return see_other("give.mine", token=token)


def _start(actor: Actor, form: Form) -> object:
    if actor.donor_id is None:
        raise NotFound("There is no such donor.")
    given = form.command
    with house().begin(actor) as work:
        starts_on: date = given["starts_on"]
        return service.start_plan(
            work, actor.donor_id, given["organization"], given["amount"], Rhythm(given["rhythm"]), starts_on
        )


def _plan_page(token: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    with house().begin(donor_of(token), read_only=True) as work:
        around = choices(work)
    return render_template("credits/plan.html", form=form, token=token, **around), status


@give.post("/<token>/plan/<uuid:plan_id>/stop")
@public
def plan_stop(token: str, plan_id: object) -> ResponseReturnValue:
    with house().begin(donor_of(token)) as work:
        service.stop_plan(work, plan_id, "by the donor")  # type: ignore[arg-type]
    flash(gettext("The plan is stopped. What it has reserved stays."), "success")
    return see_other("give.mine", token=token)


@give.get("/<token>/taxpayer")
@public
def taxpayer(token: str) -> ResponseReturnValue:
    return _taxpayer_page(token, None)


@give.post("/<token>/taxpayer")
@public
def taxpayer_post(token: str) -> ResponseReturnValue:
    form, actor = read_form(NumberSchema()), donor_of(token)
    digits = form.attempt(lambda: plain_number(form.command["taxpayer_number"])) if form.is_good else None
    if digits is None or actor.donor_id is None:
        return _taxpayer_page(token, form, 422)
    number, last_four = service.sealed(settings().data_key, digits)
    with house().begin(actor) as work:
        service.set_number(work, actor.donor_id, number, last_four)
    flash(gettext("The number is kept, sealed. We show only its last four digits."), "success")
    return see_other("give.mine", token=token)


def _taxpayer_page(token: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    actor = donor_of(token)
    with house().begin(actor, read_only=True) as work:
        kept = None if actor.donor_id is None else service.find_donor(work, actor.donor_id)
    return render_template("credits/taxpayer.html", form=form, donor=kept, token=token), status


@give.get("/<token>/name")
@public
def naming(token: str) -> ResponseReturnValue:
    actor = donor_of(token)
    with house().begin(actor, read_only=True) as work:
        kept = None if actor.donor_id is None else service.find_donor(work, actor.donor_id)
    return render_template("credits/naming.html", form=None, donor=kept, token=token)


@give.post("/<token>/name")
@public
def naming_post(token: str) -> ResponseReturnValue:
    form, actor = read_form(NamingSchema()), donor_of(token)
    if actor.donor_id is None:
        raise NotFound("There is no such donor.")
    hides = bool(form.command["is_anonymous"])
    with house().begin(actor) as work:
        service.set_anonymity(work, actor.donor_id, is_anonymous=hides)
    hidden, shown = gettext("The EAOs' lists show a donor without a name."), gettext("The EAOs' lists show your name.")
    flash(hidden if hides else shown, "success")
    return see_other("give.mine", token=token)


@give.get("/<token>/owners")
@public
def owners(token: str) -> ResponseReturnValue:
    return _owners_page(token, None)


@give.post("/<token>/owners")
@public
def owners_post(token: str) -> ResponseReturnValue:
    actor = donor_of(token)
    form = Form(typed={name: request.form.get(name, "") for name in request.form if name != "csrf_token"})
    wanted = form.attempt(lambda: _owners(form))
    if wanted is None or actor.donor_id is None:
        return _owners_page(token, form, 422)
    donor_id = actor.donor_id
    with house().begin(actor) as work:
        service.set_owners(work, donor_id, wanted)
    flash(gettext("The owners are kept. Each one's part of the credit follows from these shares."), "success")
    return see_other("give.mine", token=token)


def _owners(form: Form) -> list[Owner]:
    """Return the owners of the lines that are filled. Raises Invalid for a share that is no percentage."""
    found = []
    for index in range(_MOST_OWNERS):
        name, share = (str(form.typed.get(f"{part}-{index}", "")).strip() for part in ("name", "share"))
        if name or share:
            number, last_four = _sealed(str(form.typed.get(f"number-{index}", "")).strip())
            found.append(
                Owner(name=name, share=_millionths(share), taxpayer_number=number, taxpayer_last_four=last_four)
            )
    if not found:
        raise Invalid("Name every owner.", [Ground("name-0", "Name every owner.")])
    from esa.credits.domain.donors import check_owners

    check_owners(found)
    return found


def _sealed(text: str) -> tuple[bytes | None, str]:
    return service.sealed(settings().data_key, plain_number(text) if text else "")


def _millionths(text: str) -> int:
    plain = text.rstrip("% ")
    whole, _, part = plain.partition(".")
    if not (whole.isascii() and whole.isdigit()) or len(part) > 4 or (part and not part.isdigit()):  # noqa: PLR2004
        raise Invalid("Enter a share.", [Ground("owners", "Enter each share in percent, like 50 or 33.3333.")])
    return int(Fraction(f"{whole}.{part or '0'}") * WHOLE / 100)


def _owners_page(token: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    actor = donor_of(token)
    with house().begin(actor, read_only=True) as work:
        kept = [] if actor.donor_id is None else list(service.owners(work, actor.donor_id))
    page = render_template("credits/owners.html", form=form, owners=kept, token=token, lines=max(_LINES, len(kept) + 1))
    return page, status
