"""The pages of paying: what is to pay and what each payee waits for, batches prepared and released, their files."""

from flask import Blueprint, Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.payments.schemas.paying import PrepareSchema, ReasonSchema
from esa.payments.service import paying
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, current_actor, see_other, settings
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("payouts", __name__, url_prefix="/payouts")


@blueprint.get("/")
@requires(Permission.PAYING_READ)
def index() -> ResponseReturnValue:
    return _index(Form())


def _index(form: Form) -> ResponseReturnValue:
    own = current_actor().organization_id is not None
    with begin() as work:
        groups = paying.to_pay(work) if own else []
        batches = paying.batches(work)
        bank = paying.own_bank(work) if own else None
        names = {} if own else {each.id: each.name for each in organizations.organizations(work)}
    page = render_template(
        "paying/index.html", groups=groups, batches=batches, bank=bank, form=form, own=own, names=names,
        ready=[each for each in groups if each.ready.waiting is None],
    )  # fmt: skip
    return page if form.is_good else (page, 422)


@blueprint.post("/prepare")
@requires(Permission.PAYING_PREPARE)
def prepare() -> ResponseReturnValue:
    form = read_form(PrepareSchema())
    made = form.attempt(lambda: _prepare(form)) if form.is_good else None
    if made is None:
        return _index(form)
    flash(gettext("Prepared. Somebody else looks at it now and releases it."), "success")
    return see_other("payouts.batch", reference=made)


def _prepare(form: Form) -> str:
    with begin() as work:
        return paying.prepare(work, same_day=form.command["same_day"]).reference


@blueprint.get("/batches/<reference>")
@requires(Permission.PAYING_READ)
def batch(reference: str) -> ResponseReturnValue:
    return _batch(reference, Form())


def _batch(reference: str, form: Form) -> ResponseReturnValue:
    with begin() as work:
        found, payments = paying.batch(work, reference)
    mine = found.prepared_by == current_actor().user_id
    page = render_template("paying/batch.html", batch=found, payments=payments, form=form, mine=mine)
    return page if form.is_good else (page, 422)


@blueprint.post("/batches/<reference>/release")
@requires(Permission.PAYING_RELEASE)
def release(reference: str) -> ResponseReturnValue:
    form = Form()
    form.attempt(lambda: _release(reference))
    if not form.is_good:
        return _batch(reference, form)
    flash(gettext("Released. Take the file to your bank now."), "success")
    return see_other("payouts.batch", reference=reference)


def _release(reference: str) -> None:
    with begin() as work:
        paying.release(work, settings().data_key, reference)


@blueprint.post("/batches/<reference>/drop")
@requires(Permission.PAYING_PREPARE)
def drop(reference: str) -> ResponseReturnValue:
    form = read_form(ReasonSchema())
    form.attempt(lambda: _drop(reference, form))
    if not form.is_good:
        return _batch(reference, form)
    flash(gettext("Dropped. All of it is to pay again."), "success")
    return see_other("payouts.index")


def _drop(reference: str, form: Form) -> None:
    with begin() as work:
        paying.drop(work, reference, form.command["reason"])


@blueprint.post("/batches/<reference>/reopen")
@requires(Permission.PAYING_RELEASE)
def reopen(reference: str) -> ResponseReturnValue:
    form = read_form(ReasonSchema())
    form.attempt(lambda: _reopen(reference, form))
    if not form.is_good:
        return _batch(reference, form)
    flash(gettext("Taken back. All of it is to pay again."), "success")
    return see_other("payouts.index")


def _reopen(reference: str, form: Form) -> None:
    with begin() as work:
        paying.reopen(work, reference, form.command["reason"])


@blueprint.get("/batches/<reference>/file")
@requires(Permission.PAYING_RELEASE)
def file(reference: str) -> ResponseReturnValue:
    with begin() as work:
        found, data = paying.file_of(work, settings().data_key, reference)
    answer = Response(data, mimetype="text/plain")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{found.reference}.ach")
    answer.headers["X-SHA256"] = found.file_sha256
    answer.headers["Cache-Control"] = "no-store"
    return answer
