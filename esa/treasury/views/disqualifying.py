"""Proposals to disqualify: made by an EAO beside the account, listed, and decided by the Treasurer."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.treasury.domain.disqualifying import Finding
from esa.treasury.schemas.desk import FindingForm, ProposalForm
from esa.treasury.service import disqualifying as service

blueprint = Blueprint("cases", __name__)


@blueprint.get("/cases")
@requires(Permission.ACCOUNT_READ)
def index() -> ResponseReturnValue:
    with begin(read_only=True) as work:
        names = {each.id: each.name for each in organizations.organizations(work)}
        return render_template("treasury/cases.html", cases=service.cases(work), names=names)


@blueprint.get("/eao/accounts/<number>/disqualification")
@requires(Permission.ACCOUNT_CHANGE)
def propose(number: str) -> ResponseReturnValue:
    return render_template("treasury/propose.html", number=number, form=Form())


@blueprint.post("/eao/accounts/<number>/disqualification")
@requires(Permission.ACCOUNT_CHANGE)
def propose_post(number: str) -> ResponseReturnValue:
    form = read_form(ProposalForm())
    with begin() as work:
        made = form.attempt(lambda: service.propose(work, number, form.command)) if form.is_good else None
    if made is None:
        return render_template("treasury/propose.html", number=number, form=form), 422
    flash(gettext("Sent to the Treasurer."), "success")
    return see_other("cases.show", reference=made.reference)


@blueprint.get("/cases/<reference>")
@requires(Permission.ACCOUNT_READ)
def show(reference: str) -> ResponseReturnValue:
    with begin() as work:
        return _page(work, reference, Form())


@blueprint.post("/cases/<reference>")
@requires(Permission.DISQUALIFICATION_DECIDE)
def decide(reference: str) -> ResponseReturnValue:
    """Show what the law draws from a finding; on a second press, decide so."""
    form = read_form(FindingForm())
    finding, sure = form.command if form.is_good else (Finding(), False)
    with begin() as work:
        if form.is_good:
            form.attempt(lambda: service.decide(work, reference, finding) if sure else finding.refuse_incomplete())
        if not form.is_good:
            return _page(work, reference, form), 422
        if not sure:
            return _page(work, reference, form, finding)
    flash(gettext("Decided."), "success")
    return see_other("cases.show", reference=reference)


@blueprint.post("/cases/<reference>/withdraw")
@requires(Permission.ACCOUNT_CHANGE)
def withdraw(reference: str) -> ResponseReturnValue:
    with begin() as work:
        service.withdraw(work, reference, gettext("Taken back by the EAO."))
    flash(gettext("Taken back."), "success")
    return see_other("cases.show", reference=reference)


def _page(work: Work, reference: str, form: Form, finding: Finding | None = None) -> str:
    case = service.case(work, reference)
    name = next(each.name for each in organizations.organizations(work) if each.id == case.organization_id)
    ruling = None if finding is None else finding.ruling(case.whose)
    return render_template("treasury/case.html", case=case, name=name, form=form, ruling=ruling)
