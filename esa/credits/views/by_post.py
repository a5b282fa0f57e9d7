"""Papers by post: the donor's page that asks for them, and the list of EAO finance that sends them."""

import uuid

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema

from esa.credits import service
from esa.credits.schemas.forms import AddressSchema, PostedSchema
from esa.credits.views.eao import blueprint as gifts
from esa.credits.views.give import blueprint as give
from esa.credits.views.give import own_reservation
from esa.credits.views.link import donor_of
from esa.kernel.permissions import Permission
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import public, requires
from esa.platform.web.edge import begin, house, see_other
from esa.platform.web.forms import Form, read_form

BLUEPRINTS = (give, gifts)


@give.get("/<token>/<reference>/post")
@public
def ask(token: str, reference: str) -> ResponseReturnValue:
    return _ask_page(token, reference, None)


@give.post("/<token>/<reference>/post")
@public
def ask_post(token: str, reference: str) -> ResponseReturnValue:
    form = read_form(AddressSchema())

    def act() -> bool:
        with house().begin(donor_of(token)) as work:
            service.ask_for_post(work, own_reservation(work, reference), form.command)
        return True

    if not (form.attempt(act) if form.is_good else None):
        return _ask_page(token, reference, form, 422)
    flash(gettext("The EAO sends you the papers by post."), "success")
    return see_other("give.mine", token=token)


@give.post("/<token>/<reference>/post/withdraw")
@public
def ask_withdraw(token: str, reference: str) -> ResponseReturnValue:
    read_form(Schema())
    with house().begin(donor_of(token)) as work:
        service.withdraw_post(work, own_reservation(work, reference))
    flash(gettext("No letter is sent."), "success")
    return see_other("give.mine", token=token)


def _ask_page(token: str, reference: str, form: Form | None, status: int = 200) -> ResponseReturnValue:
    actor = donor_of(token)
    with house().begin(actor, read_only=True) as work:
        found = own_reservation(work, reference)
        asked = service.posts_of(work).get(found.id)
        donor = service.donor(work, found.donor_id)
    kept = None if asked is None or asked.sent_on else asked
    page = render_template("credits/by_post.html", form=form, found=found, asked=kept, donor=donor, token=token)
    return page, status


@gifts.get("/to-post")
@requires(Permission.CONTRIBUTION_RECORD)
def to_post() -> ResponseReturnValue:
    return _list(None)


@gifts.post("/to-post/<uuid:post_id>")
@requires(Permission.CONTRIBUTION_RECORD)
def mark(post_id: uuid.UUID) -> ResponseReturnValue:
    form = read_form(PostedSchema())

    def act() -> bool:
        with begin() as work:
            service.mark_posted(work, post_id, form.command["sent_on"])
        return True

    if not (form.attempt(act) if form.is_good else None):
        return _list(form, 422)
    flash(gettext("Marked as sent."), "success")
    return see_other("gifts.to_post")


def _list(form: Form | None, status: int = 200) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        owner = work.actor.require_organization()
        page = render_template(
            "credits/to_post.html", form=form, waiting=service.to_post(work, owner), today=work.today,
            sent=service.posted(work, owner), can_make_pdf=can_make_pdf(),
        )  # fmt: skip
    return page, status
