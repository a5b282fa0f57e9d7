"""What staff do about a payee: list, approve, suspend; licenses, W-9, contact; inviting people; the State's bar."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema

from esa.identity import service as identity
from esa.kernel.permissions import Permission, Role
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.payee.forms import ContactForm, CredentialForm, InviteForm, ReasonForm, W9Form
from esa.portal.payees.looking import blueprint, page_of
from esa.schools.domain.payees import SCHOOLS
from esa.schools.service import payees


def _done(payee_id: uuid.UUID, schema: Schema, part: str, act: Callable[[Work, Form], Any]) -> ResponseReturnValue:
    """Do what a form of a payee's page asks, and show the page again: with its errors where it was refused."""
    form = read_form(schema)
    if form.is_good:
        with begin() as work:
            form.attempt(lambda: act(work, form))
    if not form.is_good:
        with begin() as work:
            return page_of(work, payee_id, form, kept=part), 422
    flash(gettext("Saved."), "success")
    return see_other("payees.show", payee_id=payee_id)


@blueprint.post("/<uuid:payee_id>/propose")
@requires(Permission.PAYEE_RECORD)
def propose(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Put a payee on the EAO's list; another person approves."""
    return _done(payee_id, Schema(), "listing", lambda work, _: payees.propose(work, payee_id))


@blueprint.post("/<uuid:payee_id>/choose-firm")
@requires(Permission.PAYEE_RECORD)
def choose_firm(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Choose a firm to manage accounts (166.705.1(4)(h)); another person approves."""
    return _done(payee_id, Schema(), "listing", lambda work, _: payees.propose(work, payee_id, is_chosen_firm=True))


@blueprint.post("/<uuid:payee_id>/approve")
@requires(Permission.PAYEE_APPROVE)
def approve(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Approve as the second person."""
    return _done(payee_id, Schema(), "listing", lambda work, _: payees.approve(work, payee_id))


@blueprint.post("/<uuid:payee_id>/suspend")
@requires(Permission.PAYEE_APPROVE)
def suspend(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Pay a payee nothing more from the EAO's accounts."""
    return _done(
        payee_id, ReasonForm(), "listing", lambda work, form: payees.suspend(work, payee_id, form.command["reason"])
    )


@blueprint.post("/<uuid:payee_id>/disqualify")
@requires(Permission.PAYEE_DISQUALIFY)
def disqualify(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Bar a payee from every account of the state (AUD-2)."""
    return _done(
        payee_id, ReasonForm(), "state", lambda work, form: payees.disqualify(work, payee_id, form.command["reason"])
    )


@blueprint.post("/<uuid:payee_id>/reinstate")
@requires(Permission.PAYEE_DISQUALIFY)
def reinstate(payee_id: uuid.UUID) -> ResponseReturnValue:
    """End a disqualification."""
    return _done(payee_id, Schema(), "state", lambda work, _: payees.reinstate(work, payee_id))


@blueprint.post("/<uuid:payee_id>/contact")
@requires(Permission.PAYEE_RECORD)
def contact(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Change whom to write to and call."""
    return _done(
        payee_id, ContactForm(), "contact", lambda work, form: payees.change_contact(work, payee_id, **form.command)
    )


@blueprint.post("/<uuid:payee_id>/w9")
@requires(Permission.PAYEE_RECORD)
def w9(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Record the day on which the W-9 came."""
    return _done(payee_id, W9Form(), "w9", lambda work, form: payees.put_w9(work, payee_id, form.command["w9_on"]))


@blueprint.post("/<uuid:payee_id>/licenses")
@requires(Permission.PAYEE_RECORD)
def add_license(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Record a license or accreditation."""
    return _done(
        payee_id, CredentialForm(), "license", lambda work, form: payees.record_credential(work, payee_id, form.command)
    )


@blueprint.post("/<uuid:payee_id>/licenses/<uuid:credential_id>/verify")
@requires(Permission.PAYEE_APPROVE)
def verify(payee_id: uuid.UUID, credential_id: uuid.UUID) -> ResponseReturnValue:
    """Say that a license was looked at where it was given."""
    return _done(payee_id, Schema(), "licenses", lambda work, _: payees.verify(work, payee_id, credential_id))


@blueprint.post("/<uuid:payee_id>/licenses/<uuid:credential_id>/withdraw")
@requires(Permission.PAYEE_APPROVE)
def withdraw(payee_id: uuid.UUID, credential_id: uuid.UUID) -> ResponseReturnValue:
    """Let a license count no more."""
    return _done(
        payee_id, ReasonForm(), "licenses",
        lambda work, form: payees.withdraw(work, payee_id, credential_id, form.command["reason"]),
    )  # fmt: skip


@blueprint.post("/<uuid:payee_id>/invite")
@requires(Permission.PAYEE_INVITE)
def invite(payee_id: uuid.UUID) -> ResponseReturnValue:
    """Invite a person of the payee: the link is shown this once."""
    form, token = read_form(InviteForm()), None
    with begin() as work:
        found = payees.find(work, payee_id)
        role = Role.SCHOOL if found.kind in SCHOOLS else Role.PROVIDER
        if form.is_good:
            token = form.attempt(lambda: identity.invite(work, payee_id, role, form.command["email"]))
        if token is None:
            return page_of(work, payee_id, form, kept="people"), 422
        link = settings().base_url + url_for("joining.join", token=token)
        return page_of(work, payee_id, Form(), link=link)


@blueprint.post("/<uuid:payee_id>/people/<uuid:membership_id>/end")
@requires(Permission.PAYEE_INVITE)
def end_person(payee_id: uuid.UUID, membership_id: uuid.UUID) -> ResponseReturnValue:
    """End that somebody acts for the payee; an open session ends with it."""
    return _done(payee_id, Schema(), "people", lambda work, _: identity.end_person(work, payee_id, membership_id))
