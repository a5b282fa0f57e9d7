"""A family asks for an expense: one thing a page, a line at a time, papers by photo, then check and send."""

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from marshmallow import Schema

from esa.accounts import service as accounts
from esa.accounts.domain.expenses.draft import STEPS, first_open, next_step, steps_of
from esa.accounts.domain.expenses.house_rules import mileage_rate
from esa.accounts.schemas.expenses import DETAILS_OF, Amount, Category, Payee, Related
from esa.accounts.service import expenses, statements
from esa.accounts.service.expenses import Draft
from esa.accounts.views.expense_frame import spoken, standing_of, stored_files
from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.schools.service import payees

blueprint = Blueprint("expenses", __name__, url_prefix="/family/expenses")
_FORMS: dict[str, type[Schema]] = {"category": Category, "payee": Payee, "related": Related, "amount": Amount}


@blueprint.get("/")
@requires(Permission.HOUSEHOLD_READ)
def index() -> ResponseReturnValue:
    """Show the household's accounts, requests not sent yet, and every line with where it stands."""
    with begin() as work:
        household = work.actor.require_household()
        views = accounts.accounts_of_household(work, household)
        names = {each.id: each.name for each in organizations.organizations(work)}
        children = {each.account.id: statements.child_of(work, each.account) for each in views}
        lines = [(each, standing_of(each, names[each.organization_id])) for each in expenses.lines_of_household(work)]
        drafts = expenses.drafts(work)
    return render_template("expenses/index.html", views=views, children=children, lines=lines, drafts=drafts)


@blueprint.post("/new")
@requires(Permission.EXPENSE_ASK)
def new() -> ResponseReturnValue:
    """Begin a request for an account, or go on with the one that is not sent."""
    with begin() as work:
        draft = expenses.open_draft(work, request.form.get("account", ""))
        lines = len(draft.draft)
    if lines:
        return see_other("expenses.check", reference=draft.reference)
    return see_other("expenses.step", reference=draft.reference, number=1, step="category")


@blueprint.get("/<reference>/<int:number>/<step>")
@requires(Permission.EXPENSE_ASK)
def step(reference: str, number: int, step: str) -> ResponseReturnValue:
    with begin() as work:
        return _page(work, _unsent(work, reference), number, step, Form())


@blueprint.post("/<reference>/<int:number>/<step>")
@requires(Permission.EXPENSE_ASK)
def answer_step(reference: str, number: int, step: str) -> ResponseReturnValue:
    """Keep a page's answers and go to the next one, or to the check where nothing is open."""
    with begin() as work:
        draft = _unsent(work, reference)
        given, form = _given(work, draft, number, step)
        if given is None:
            return _page(work, draft, number, step, form), 422
        answers = expenses.change_draft(work, reference, number, given)
    following = first_open(answers) if request.form.get("to") == "check" else next_step(answers, step)
    if following is None:
        return see_other("expenses.check", reference=reference)
    return see_other("expenses.step", reference=reference, number=number, step=following)


def _unsent(work: Work, reference: str) -> Draft:
    draft = expenses.draft_of(work, reference)
    if draft.request.sent_at is not None:
        raise NotFound("There is no such request.")
    return draft


def _given(work: Work, draft: Draft, number: int, step: str) -> tuple[dict[str, Any] | None, Form]:
    """Return the answers of a page to keep, None with the form's errors where they are not good."""
    if step == "papers":
        return _papers(work, draft, number)
    answers = draft.line(number)
    schema = DETAILS_OF.get(str(answers.get("category"))) if step == "details" else _FORMS.get(step)
    if schema is None:
        raise NotFound("There is no such page.")
    form = read_form(schema())
    if not form.is_good:
        return None, form
    return (_payee(work, draft, form) if step == "payee" else form.command), form


def _payee(work: Work, draft: Draft, form: Form) -> dict[str, Any] | None:
    """Return the chosen payee as a line keeps it; a choice that there is none of is an error of the form."""
    chosen = form.command["payee"]
    if chosen == "other":
        named = {name: form.command[name] for name in ("payee_name", "payee_kind", "payee_state")}
        return {"payee": "other", "payee_id": None, "is_own_school": False, **named}
    if chosen == "own":
        found = expenses.own_school_of(work, draft.account)
    else:
        listed = {str(each.id) for each in payees.choices(work, draft.account.organization_id, "", 500)}
        found = expenses.payee_of(work, draft.account, uuid.UUID(chosen)) if chosen in listed else None
    if found is None:
        form.refuse("payee", gettext("Choose who is to be paid."))
        return None
    return {
        "payee": chosen, "payee_id": None if found.id is None else str(found.id), "is_own_school": chosen == "own",
        "payee_name": found.name, "payee_kind": found.kind, "payee_state": found.state,
    }  # fmt: skip


def _papers(work: Work, draft: Draft, number: int) -> tuple[dict[str, Any] | None, Form]:
    form, kept = Form(), list(draft.line(number).get("papers", []))
    for kind in _wanted(work, draft, number):
        subject = f"{draft.request.reference}-{number}"
        found = stored_files(work, form, (f"files_{kind}", kind), draft.account.household_id, subject)
        there = {each[1] for each in kept}
        kept.extend([kind, str(each.id), each.filename] for each in found if str(each.id) not in there)
    given = {"papers": kept, "papers_done": True}
    if form.errors:
        expenses.change_draft(work, draft.request.reference, number, {"papers": kept})
        return None, form
    return given, form


def _wanted(work: Work, draft: Draft, number: int) -> list[str]:
    """Return the kinds of paper that a line wants; one that is not answered far enough wants none."""
    answers = draft.line(number)
    if first_open({**answers, "papers_done": True}) is not None:
        return []
    wanted = [kind.value for kind in expenses.draft_facts(work, draft.account, answers).papers_wanted()]
    return wanted or ["other"]


def _page(work: Work, draft: Draft, number: int, step: str, form: Form) -> str:
    answers = draft.line(number)
    pages = steps_of(answers)
    if step not in STEPS or step not in pages:
        raise NotFound("There is no such page.")
    before = pages[pages.index(step) - 1] if pages.index(step) else None
    own = expenses.own_school_of(work, draft.account) if step == "payee" else None
    search = request.args.get("search", "")
    listed = payees.choices(work, draft.account.organization_id, search, 20) if step == "payee" else []
    return render_template(
        "expenses/step.html", draft=draft, number=number, step=step, answers=answers, form=form, before=before,
        own=own, listed=listed, search=search, child=statements.child_of(work, draft.account),
        wanted=_wanted(work, draft, number) if step == "papers" else [], rate=mileage_rate(work.today),
        to=request.args.get("to", request.form.get("to", "")),
    )  # fmt: skip


@blueprint.get("/<reference>")
@requires(Permission.EXPENSE_ASK)
def check(reference: str) -> ResponseReturnValue:
    """Show all answers of a request before it is sent; one that is sent shows its lines."""
    with begin() as work:
        draft = expenses.draft_of(work, reference)
        if draft.request.sent_at is not None:
            return _sent(work, draft)
        return _check(work, draft, Form())


def _check(work: Work, draft: Draft, form: Form) -> str:
    foreseen, language = expenses.foresee(work, draft), spoken()
    rows = [
        (number, answers, first_open(answers), [] if told is None else told.against(language))
        for number, (answers, told) in enumerate(zip(draft.lines, foreseen, strict=True), start=1)
    ]
    balance = accounts.accounts_of_household(work, draft.account.household_id)
    mine = next(each.balance for each in balance if each.account.id == draft.account.id)
    return render_template(
        "expenses/check.html", draft=draft, rows=rows, form=form, balance=mine,
        child=statements.child_of(work, draft.account),
    )  # fmt: skip


def _sent(work: Work, draft: Draft) -> str:
    eao = organizations.organization(work, draft.account.organization_id).name
    lines = [(each, standing_of(each, eao)) for each in expenses.request_lines(work, draft.request)]
    return render_template("expenses/sent.html", draft=draft, lines=lines)


@blueprint.post("/<reference>/<int:number>/remove")
@requires(Permission.EXPENSE_ASK)
def remove_line(reference: str, number: int) -> ResponseReturnValue:
    with begin() as work:
        expenses.drop_line(work, reference, number)
    flash(gettext("The line was taken out."), "success")
    return see_other("expenses.check", reference=reference)


@blueprint.post("/<reference>/send")
@requires(Permission.EXPENSE_ASK)
def send(reference: str) -> ResponseReturnValue:
    """Send the request; a second press, or another tab, finds it sent."""
    form = Form()
    with begin() as work:
        sent = form.attempt(lambda: expenses.send(work, reference))
        if sent is None:
            return _check(work, expenses.draft_of(work, reference), form), 422
        lines = len(expenses.request_lines(work, sent))
    flash(ngettext("Sent: %(num)s line.", "Sent: %(num)s lines.", lines), "success")
    return see_other("expenses.check", reference=reference)
