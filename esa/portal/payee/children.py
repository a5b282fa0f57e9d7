"""The children of a school or provider: the list, one child, a school's word on enrolment, a provider's relation."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts.domain.enrolment import Answer
from esa.accounts.service import enrolment
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.payee.forms import RelationForm, SaidForm, TakeOnForm
from esa.portal.payee.frame import blueprint
from esa.schools.domain.payees import PROVIDERS
from esa.schools.service import payees


def names_of_eaos(work: Work) -> dict[Any, str]:
    """Return the EAOs' names by their ids."""
    return {each.id: each.name for each in organizations.organizations(work)}


@blueprint.get("/children")
@requires(Permission.PAYEE_OWN)
def children() -> ResponseReturnValue:
    """Show the children of the school or provider."""
    with begin() as work:
        return _list(work, Form())


def _list(work: Work, form: Form) -> str:
    me, search = payees.own(work), request.args.get("search", "")[:80]
    said = {each.student_id: each for each in reversed(payees.relations_of(work, me.id))}
    return render_template(
        "payee/children.html", me=me, is_provider=me.kind in PROVIDERS, search=search,
        page=enrolment.page(work, search, request.args.get("after", "")),
        names=names_of_eaos(work), said=said, form=form,
    )  # fmt: skip


@blueprint.post("/children")
@requires(Permission.PAYEE_OWN)
def take_on() -> ResponseReturnValue:
    """Let a provider add a child by what the family told it, and say how it is related."""
    form = read_form(TakeOnForm())
    with begin() as work:
        if form.is_good:
            given = form.command
            form.attempt(lambda: enrolment.take_on(work, given["number"], given["family_name"], given["degree"]))
        if not form.is_good:
            return _list(work, form), 422
    flash(gettext("Saved."), "success")
    return see_other("payee.children")


@blueprint.get("/children/<number>")
@requires(Permission.PAYEE_OWN)
def child(number: str) -> ResponseReturnValue:
    """Show one child."""
    with begin() as work:
        return _page(work, number, Form())


def _page(work: Work, number: str, form: Form) -> str:
    me, found = payees.own(work), enrolment.child(work, number)
    said = [each for each in payees.relations_of(work, me.id) if each.student_id == found.student_id]
    return render_template(
        "payee/child.html", me=me, is_provider=me.kind in PROVIDERS, child=found, form=form, answers=list(Answer),
        names=names_of_eaos(work), said=said[0] if said else None,
    )  # fmt: skip


def _done(number: str, form: Form, act: Callable[[Work], None]) -> ResponseReturnValue:
    with begin() as work:
        enrolment.child(work, number)
        if form.is_good:
            form.attempt(lambda: act(work))
        if not form.is_good:
            return _page(work, number, form), 422
    return see_other("payee.children")


@blueprint.post("/children/<number>/enrolment")
@requires(Permission.ENROLMENT_CONFIRM)
def say(number: str) -> ResponseReturnValue:
    """Keep a school's word on a child's enrolment."""
    form = read_form(SaidForm())
    answer = _done(number, form, lambda work: enrolment.say(work, number, form.command))
    if form.is_good:
        said = form.command.answer
        told = gettext("Thank you. The enrolment is confirmed.")
        flash(told if said is Answer.ENROLLED else gettext("Thank you. The EAO has been told."), "success")
    return answer


@blueprint.post("/children/<number>/relation")
@requires(Permission.PAYEE_OWN)
def relate(number: str) -> ResponseReturnValue:
    """Keep how a provider says it is related to a child."""
    form = read_form(RelationForm())
    answer = _done(number, form, lambda work: enrolment.relate(work, number, form.command["degree"]))
    if form.is_good:
        flash(gettext("Saved."), "success")
    return answer
