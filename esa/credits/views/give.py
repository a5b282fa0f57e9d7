"""The donor's pages, open to everybody: reserve in one short form, then follow, change and cancel by a signed link."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema

from esa.credits import service
from esa.credits.domain.commands import Claimed, ReserveCredits
from esa.credits.domain.donors import plain_number
from esa.credits.schemas.forms import AgainSchema, ChangeSchema, PageGiftSchema
from esa.credits.views import pace
from esa.credits.views.claims import asked_of, claim_together
from esa.credits.views.link import donor_of, first_link_of, goes_by_mail, language, link_of
from esa.kernel.actors import Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from esa.payments import service as payments
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import public
from esa.platform.web.edge import current_actor, house, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work

blueprint = Blueprint("give", __name__, url_prefix="/give")
# What this browser reserved last, so that going back and pressing again does not reserve twice.
_JUST_MADE = "just_reserved"


@blueprint.get("")
@public
def start() -> ResponseReturnValue:
    actor = current_actor()
    if actor.role is Role.DONOR and actor.donor_id is not None:
        return see_other("give.again", token=link_of(actor.donor_id))
    return _page(None)


@blueprint.post("")
@public
def start_post() -> ResponseReturnValue:
    return _reserve(read_form(PageGiftSchema()))


@blueprint.get("/<token>/reserve")
@public
def again(token: str) -> ResponseReturnValue:
    return _page(None, token)


@blueprint.post("/<token>/reserve")
@public
def again_post(token: str) -> ResponseReturnValue:
    return _reserve(read_form(AgainSchema()), token)


def _page(
    form: Form | None, token: str = "", made: Claimed | None = None, status: int = 200, *, same: str = ""
) -> ResponseReturnValue:
    actor = donor_of(token) if token else None
    with house().begin(actor or current_actor(), read_only=True) as work:
        around = choices(work)
        donor = None if actor is None or actor.donor_id is None else service.donor(work, actor.donor_id)
    page = render_template(
        "credits/give.html", form=form, made=made, donor=donor, token=token, claim_id=new_id(), same=same, **around
    )
    return page, status


def choices(work: Work) -> dict[str, Any]:
    """Return what a donor chooses from: the EAOs certified this school year, and what of the cap is free."""
    certified = organizations.certified(work, SchoolYear.of(work.today))
    return {
        "eaos": [(each.id, each.name) for each in certified],
        "names": {each.id: each.name for each in organizations.organizations(work)},
        "state": service.cap_state(work, work.today.year),
        "least": work.law.money("reservation_least", work.today),
        "days": work.law.number("reservation_days", work.today),
        "today": work.today,
    }


def _reserve(form: Form, token: str = "") -> ResponseReturnValue:
    asked = _read(form, donor_of(token) if token else None)
    if asked is None:
        return _page(form, token, status=422)
    same = _the_same_again(asked, form)
    if same:
        return _page(form, token, status=409, same=same)
    who = str(asked.donor_id) if asked.new_donor is None else asked.new_donor.email
    form.attempt(lambda: pace.hold_back(who))
    if not form.is_good:
        return _page(form, token, status=429)
    made = claim_together(asked)
    if made.is_refused:
        for name, text in made.said:
            form.refuse(name, text)
        return _page(form, token, made, status=409)
    key = token or first_link_of(made.donor_id or asked.donor_id)
    own = url_for("give.done", token=key, reference=made.reference)
    pace.note(who)
    session[_JUST_MADE] = {"digest": asked.digest, "claim": str(asked.claim_id), "own": own}
    return redirect(own, 303)


def _read(form: Form, actor: Actor | None) -> ReserveCredits | None:
    """Return what the form asks for; None where it has faults, of which all are told at once."""
    if form.typed.get("taxpayer_number", "").strip():
        form.attempt(lambda: plain_number(form.typed["taxpayer_number"]))
    return form.attempt(lambda: _asked(form, actor)) if form.is_good else None


def _the_same_again(asked: ReserveCredits, form: Form) -> str:
    """Return where the same reservation of a moment ago is found, if this browser sends it anew without asking so.

    Going back and pressing again must not reserve twice; the same form sent twice finds its first answer by itself.
    """
    kept = session.get(_JUST_MADE) or {}
    is_anew = kept.get("digest") == asked.digest and kept.get("claim") != str(asked.claim_id)
    return str(kept["own"]) if is_anew and not form.command["once_more"] else ""


def _asked(form: Form, actor: Actor | None) -> ReserveCredits:
    given = form.command
    if actor is None or actor.donor_id is None:
        return asked_of(given, language())
    with house().begin(actor, read_only=True) as work:
        shown = service.shown_name(work, actor.donor_id)
    return ReserveCredits(
        claim_id=given["claim_id"], donor_id=actor.donor_id, organization_id=given["organization"],
        amount=given["amount"], partial_ok=given["partial_ok"], wait=given["wait"], note=given["note"],
        no_dependent_benefits=given["no_dependent_benefits"], no_student_named=given["no_student_named"],
        shown_name=shown, language=language(),
    )  # fmt: skip


def show_gifts(actor: Actor, token: str, reference: str = "") -> ResponseReturnValue:
    """Show a donor's reservations and gifts, the one just made on top."""
    with house().begin(actor, read_only=True) as work:
        rows = service.own_gifts(work)
        kept = None if actor.donor_id is None else service.find_donor(work, actor.donor_id)
        plans = [] if actor.donor_id is None else service.plans(work, actor.donor_id)
        trails = service.trails(work, [reserved.id for reserved, _ in rows])
        owners = [] if actor.donor_id is None else service.owners(work, actor.donor_id)
        paid = payments.of_reservations(work, [reserved.id for reserved, _ in rows])
        ahead = service.before_me(work)
        papers, posts = service.papers_of(work, [reserved.id for reserved, _ in rows]), service.posts_of(work)
        stated = service.stated_years(work)
        around = choices(work)
    fresh = next((reserved for reserved, _ in rows if reserved.reference == reference), None)
    return render_template(
        "credits/gifts.html", gifts=rows, donor=kept, plans=plans, trails=trails, owners=owners, token=token, paid=paid,
        fresh=fresh, by_mail=goes_by_mail(), ahead=ahead, papers=papers, posts=posts, stated=stated,
        can_make_pdf=can_make_pdf(), **around,
    )  # fmt: skip


@blueprint.get("/<token>")
@public
def mine(token: str) -> ResponseReturnValue:
    return show_gifts(donor_of(token), token)


@blueprint.get("/<token>/reserved/<reference>")
@public
def done(token: str, reference: str) -> ResponseReturnValue:
    return show_gifts(donor_of(token), token, reference)


def own_reservation(work: Work, reference: str) -> Any:
    """Return a reservation of the donor who asks. Raises NotFound for anybody else's."""
    found = next((reserved for reserved, _ in service.own_gifts(work) if reserved.reference == reference), None)
    if found is None:
        raise NotFound("There is no such reservation.")
    return found


@blueprint.get("/<token>/<reference>/change")
@public
def change(token: str, reference: str) -> ResponseReturnValue:
    return _change_page(token, reference, None)


@blueprint.post("/<token>/<reference>/change")
@public
def change_post(token: str, reference: str) -> ResponseReturnValue:
    form = read_form(ChangeSchema())
    done = form.attempt(lambda: _change(token, reference, form)) if form.is_good else None
    if done is None:
        return _change_page(token, reference, form, 422)
    flash(gettext("Your reservation is changed. Its last day stays the same."), "success")
    return see_other("give.mine", token=token)


def _change(token: str, reference: str, form: Form) -> Any:
    with house().begin(donor_of(token)) as work:
        found = own_reservation(work, reference)
        given = form.command
        return service.change(work, found.id, organization_id=given["organization"], amount=given["amount"])


def _change_page(token: str, reference: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    with house().begin(donor_of(token), read_only=True) as work:
        found, around = own_reservation(work, reference), choices(work)
    return render_template("credits/change.html", form=form, found=found, token=token, **around), status


@blueprint.post("/<token>/<reference>/cancel")
@public
def cancel(token: str, reference: str) -> ResponseReturnValue:
    form = read_form(Schema())
    with house().begin(donor_of(token)) as work:
        found = own_reservation(work, reference)
        form.errors.clear()
        form.attempt(lambda: service.cancel(work, found.id, "by the donor"))
    told = gettext("Your reservation is withdrawn. The credit is free for others.")
    if form.errors:
        told = " ".join(form.errors.get("", [gettext("This cannot be withdrawn any more.")]))
    flash(told, "error" if form.errors else "success")
    return see_other("give.mine", token=token)
