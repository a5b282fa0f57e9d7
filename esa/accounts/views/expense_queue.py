"""The staff's queue of expense lines: who has which, one in hand with papers and like cases, appeals, samples."""

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import ValidationError

from esa.accounts.domain.expenses.listing import QueueListing, mark_of
from esa.accounts.domain.expenses.words import AppealOutcome, LineStanding, Outcome, PaperKind, SampleOutcome
from esa.accounts.schemas.expenses import AppealAnswerForm, JudgeForm, QueueQuery, SampleForm
from esa.accounts.service import expenses, statements
from esa.accounts.service.expenses import Judged
from esa.accounts.views.expense_frame import as_download
from esa.kernel.errors import Ground, Invalid
from esa.kernel.permissions import Permission
from esa.platform.storage import storage_of
from esa.platform.web import edge
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, form_values, read_form
from esa.platform.work import Work
from esa.schools.service import payees

blueprint = Blueprint("expense_queue", __name__, url_prefix="/eao/expenses")
_MOST_PAYEES = 500


@blueprint.get("/")
@requires(Permission.ACCOUNT_READ)
def index() -> ResponseReturnValue:
    """Show the lines that wait, those that wait longest first, or those that the address asks for."""
    asked = _asked()
    standing = LineStanding(asked["standing"]) if asked["standing"] else None
    with begin() as work:
        listing = QueueListing(
            standing=standing if "standing" in request.args else LineStanding.WAITING, category=asked["category"],
            mine=asked["mine"], late_on=work.today if asked["late"] else None, mark=mark_of(asked["after"]),
        )  # fmt: skip
        page = expenses.queue(work, listing)
        counts = expenses.counts(work)
        may_decide = work.actor.may(Permission.EXPENSE_DECIDE)
        appeals = expenses.open_appeals(work) if may_decide else []
        today = work.today
    return render_template(
        "expenses/queue.html", page=page, counts=counts, listing=listing, appeals=appeals, today=today
    )


def _asked() -> dict[str, Any]:
    try:
        return dict(QueueQuery().load(form_values(QueueQuery(), request.args)))
    except ValidationError as fault:
        told = fault.normalized_messages().items()  # type: ignore[no-untyped-call]
        grounds = [Ground(name, f"{name}: {' '.join(messages)}") for name, messages in told]
        raise Invalid(gettext("The list cannot be shown like this."), grounds) from None


@blueprint.get("/lines/<reference>")
@requires(Permission.ACCOUNT_READ)
def line(reference: str) -> ResponseReturnValue:
    """Show a line with its papers, what the law finds, and like cases beside it."""
    with begin() as work:
        return _page(work, reference, Form())


def _page(work: Work, reference: str, form: Form) -> str:
    seen = expenses.opened(work, reference)
    listed = payees.choices(work, seen.line.organization_id, "", _MOST_PAYEES)
    return render_template(
        "expenses/desk.html", seen=seen, line=seen.line, decision=seen.decisions[0], form=form,
        alike=expenses.like_cases(work, seen.line), listed=listed, child=statements.child_of(work, seen.account),
        may_decide=work.actor.may(Permission.EXPENSE_DECIDE), kinds=[each.value for each in PaperKind],
        open_appeal=next((each for each in seen.appeals if each.outcome is AppealOutcome.OPEN), None),
    )  # fmt: skip


@blueprint.post("/lines/<reference>/take")
@requires(Permission.EXPENSE_DECIDE)
def take(reference: str) -> ResponseReturnValue:
    with begin() as work:
        expenses.take_in_hand(work, reference)
    return see_other("expense_queue.line", reference=reference)


@blueprint.post("/lines/<reference>/give-back")
@requires(Permission.EXPENSE_DECIDE)
def give_back(reference: str) -> ResponseReturnValue:
    with begin() as work:
        expenses.put_back(work, reference)
    return see_other("expense_queue.index")


@blueprint.post("/lines/<reference>/decide")
@requires(Permission.EXPENSE_DECIDE)
def decide(reference: str) -> ResponseReturnValue:
    """Decide a line; what is refused stays on the page as it was typed."""
    form = read_form(JudgeForm())
    with begin() as work:
        if form.is_good:
            given = form.command
            missing = (PaperKind(given["missing"]),) if given["missing"] else ()
            said = _judged(given, Outcome(given["outcome"]), missing)
            form.attempt(lambda: expenses.judge(work, reference, said))
        if form.errors:
            return _page(work, reference, form), 422
    flash(gettext("Decided."), "success")
    return see_other("expense_queue.line", reference=reference)


def _judged(given: dict[str, Any], outcome: Outcome, missing: tuple[PaperKind, ...] = ()) -> Judged:
    return Judged(
        outcome=outcome, reason=given["reason"], licensed=given["licensed"], on_firm_list=given["on_firm_list"],
        payee_id=given["payee_id"], missing=missing,
    )  # fmt: skip


@blueprint.post("/lines/<reference>/appeal")
@requires(Permission.EXPENSE_DECIDE)
def answer_appeal(reference: str) -> ResponseReturnValue:
    """Decide an appeal; the person who denied cannot."""
    form = read_form(AppealAnswerForm())
    with begin() as work:
        if form.is_good:
            said = _judged(form.command, Outcome.ALLOW)
            outcome = AppealOutcome(form.command["outcome"])
            form.attempt(lambda: expenses.answer(work, reference, outcome, said))
        if form.errors:
            return _page(work, reference, form), 422
    flash(gettext("The appeal is decided."), "success")
    return see_other("expense_queue.line", reference=reference)


@blueprint.get("/papers/<uuid:document_id>")
@requires(Permission.ACCOUNT_READ)
def paper(document_id: uuid.UUID) -> ResponseReturnValue:
    """Give a paper of a line as a file."""
    with begin() as work:
        document, data = expenses.paper(work, storage_of(edge.settings()), document_id)
    return as_download(document, data)


@blueprint.get("/approvals")
@requires(Permission.ACCOUNT_READ)
def approvals() -> ResponseReturnValue:
    """Show the EAO's register of approved technology."""
    with begin() as work:
        rows = expenses.approvals(work)
    return render_template("expenses/approvals.html", rows=rows)


@blueprint.get("/samples")
@requires(Permission.ACCOUNT_READ)
def samples() -> ResponseReturnValue:
    """Show lines that went without a person and are drawn to be looked at."""
    with begin() as work:
        waiting, done = expenses.samples(work), expenses.samples(work, looked_at=True)
    return render_template("expenses/samples.html", waiting=waiting, done=done, form=Form(), at="")


@blueprint.post("/samples/<reference>")
@requires(Permission.EXPENSE_DECIDE)
def look_at_sample(reference: str) -> ResponseReturnValue:
    """Keep what a look afterwards found."""
    form = read_form(SampleForm())
    with begin() as work:
        if form.is_good:
            outcome, note = SampleOutcome(form.command["outcome"]), form.command["note"]
            form.attempt(lambda: expenses.look_at_sample(work, reference, outcome, note))
        if form.errors:
            waiting, done = expenses.samples(work), expenses.samples(work, looked_at=True)
            return render_template("expenses/samples.html", waiting=waiting, done=done, form=form, at=reference), 422
    flash(gettext("Saved."), "success")
    return see_other("expense_queue.samples")
