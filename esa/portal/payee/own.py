"""What is on record of a school or provider: contact, licenses, how it stands with each EAO."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema

from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.payee.children import names_of_eaos
from esa.portal.payee.forms import ContactForm, CredentialForm
from esa.portal.payee.frame import blueprint
from esa.schools.domain.payees import PROVIDERS, is_soon_over, is_valid_on
from esa.schools.service import payees


@blueprint.get("/about")
@requires(Permission.PAYEE_OWN)
def own() -> ResponseReturnValue:
    """Show what is on record of the school or provider."""
    with begin() as work:
        return _page(work, Form(), "")


def _page(work: Work, form: Form, kept: str) -> str:
    me = payees.own(work)
    return render_template(
        "payee/own.html", me=me, is_provider=me.kind in PROVIDERS, form=form, kept=kept,
        listings=payees.listings_of(work, me.id), names=names_of_eaos(work),
        credentials=payees.credentials_of(work, me.id),
        is_valid=lambda each: is_valid_on(work.today, each.valid_from, each.valid_until),
        is_soon_over=lambda each: is_soon_over(work.today, each.valid_until),
    )  # fmt: skip


def _done(schema: Schema, kept: str, act: Callable[[Work, Any], object]) -> ResponseReturnValue:
    form = read_form(schema)
    with begin() as work:
        if form.is_good:
            form.attempt(lambda: act(work, form.command))
        if not form.is_good:
            return _page(work, form, kept), 422
    flash(gettext("Saved."), "success")
    return see_other("payee.own")


@blueprint.post("/about/contact")
@requires(Permission.PAYEE_OWN)
def change_contact() -> ResponseReturnValue:
    """Change whom to write to and call."""
    return _done(
        ContactForm(), "contact",
        lambda work, given: payees.change_contact(work, work.actor.require_payee(), **given),
    )  # fmt: skip


@blueprint.post("/about/licenses")
@requires(Permission.PAYEE_OWN)
def add_license() -> ResponseReturnValue:
    """Record a license or accreditation, which an EAO then looks at."""
    return _done(
        CredentialForm(), "license",
        lambda work, given: payees.record_credential(work, work.actor.require_payee(), given),
    )  # fmt: skip
