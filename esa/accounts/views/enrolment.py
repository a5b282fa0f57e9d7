"""The EAO's page of what schools said: children who are not there, each a task until somebody notes what was done."""

import uuid

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts.schemas.enrolment import DoneForm
from esa.accounts.service import enrolment
from esa.kernel.permissions import Permission
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.schools.service import payees

blueprint = Blueprint("enrolment", __name__, url_prefix="/eao/enrolment")


@blueprint.get("/")
@requires(Permission.ENROLMENT_FOLLOW)
def index() -> ResponseReturnValue:
    with begin() as work:
        return _page(work, Form(), None)


@blueprint.post("/<uuid:answer_id>")
@requires(Permission.ENROLMENT_FOLLOW)
def deal_with(answer_id: uuid.UUID) -> ResponseReturnValue:
    form = read_form(DoneForm())
    with begin() as work:
        if form.is_good:
            form.attempt(lambda: enrolment.deal_with(work, answer_id, form.command["note"]))
        if not form.is_good:
            return _page(work, form, answer_id), 422
    flash(gettext("Saved."), "success")
    return see_other("enrolment.index")


def _page(work: Work, form: Form, about: uuid.UUID | None) -> str:
    tasks = enrolment.open_answers(work)
    names = {each.payee_id: "" for each, _ in tasks}
    names = {payee_id: payees.find(work, payee_id).name for payee_id in names}
    return render_template("accounts/enrolment.html", tasks=tasks, names=names, form=form, about=about)
