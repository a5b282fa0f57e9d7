"""A family follows one line: who has it, why it was denied, how to mend or appeal; sends papers, withdraws."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.accounts.domain.expenses.deciding import mending, said_in
from esa.accounts.domain.expenses.words import AppealOutcome
from esa.accounts.schemas.expenses import AppealForm, InvoiceForm
from esa.accounts.service import expenses, statements
from esa.accounts.service.expenses import OpenedLine
from esa.accounts.views.asking import blueprint
from esa.accounts.views.expense_frame import spoken, standing_with_appeal, stored_files
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work


@blueprint.get("/lines/<reference>")
@requires(Permission.HOUSEHOLD_READ)
def line(reference: str) -> ResponseReturnValue:
    """Show a line with its reasons."""
    with begin() as work:
        return _page(work, expenses.opened(work, reference, Permission.HOUSEHOLD_READ), Form())


def _page(work: Work, seen: OpenedLine, form: Form) -> str:
    decision, language = seen.decisions[0], spoken()
    law = work.law_of(seen.line.organization_id)
    findings = said_in(decision.facts, decision.findings, law.read_only_by(decision.readings), language)
    is_by_law = decision.decided_by is None
    return render_template(
        "expenses/line.html", seen=seen, line=seen.line, form=form, decision=decision, findings=findings,
        standing=standing_with_appeal(
            seen.line, organizations.organization(work, seen.line.organization_id).name,
            appealed=any(each.outcome is AppealOutcome.OPEN for each in seen.appeals),
        ),
        mending=mending(decision.facts, law, language) if seen.denial is not None and is_by_law else [],
        child=statements.child_of(work, seen.account), today=work.today,
    )  # fmt: skip


@blueprint.post("/lines/<reference>/withdraw")
@requires(Permission.EXPENSE_ASK)
def withdraw(reference: str) -> ResponseReturnValue:
    form = Form()
    with begin() as work:
        if form.attempt(lambda: expenses.withdraw(work, reference)) is None:
            return _page(work, expenses.opened(work, reference, Permission.HOUSEHOLD_READ), form), 422
    flash(gettext("The line was taken back. The money is in the account again."), "success")
    return see_other("expenses.line", reference=reference)


@blueprint.post("/lines/<reference>/papers")
@requires(Permission.EXPENSE_ASK)
def send_papers(reference: str) -> ResponseReturnValue:
    """Add papers to a line that waits for them."""
    form = Form()
    with begin() as work:
        seen = expenses.opened(work, reference, Permission.HOUSEHOLD_READ)
        kept = []
        for kind in [*seen.decisions[0].missing, "other"]:
            found = stored_files(work, form, (f"files_{kind}", kind), seen.line.household_id, reference)
            kept += [(kind, each.id) for each in found]
        if not kept and not form.errors:
            form.refuse("files", gettext("Choose a file or take a photo first."))
        if kept:
            form.attempt(lambda: expenses.hand_in(work, reference, kept))
        if form.errors:
            return _page(work, expenses.opened(work, reference, Permission.HOUSEHOLD_READ), form), 422
    flash(gettext("Thank you. The papers are with the line."), "success")
    return see_other("expenses.line", reference=reference)


@blueprint.post("/lines/<reference>/invoice")
@requires(Permission.EXPENSE_ASK)
def send_invoice(reference: str) -> ResponseReturnValue:
    """Send the bill of what was agreed before it was bought."""
    form = read_form(InvoiceForm())
    with begin() as work:
        seen = expenses.opened(work, reference, Permission.HOUSEHOLD_READ)
        kept = stored_files(work, form, ("files_invoice", "invoice"), seen.line.household_id, reference)
        papers = [("invoice", each.id) for each in kept]
        if not papers and not form.errors:
            form.refuse("files_invoice", gettext("Choose a file or take a photo first."))
        if form.is_good:
            form.attempt(lambda: expenses.send_invoice(work, reference, form.command, papers))
        if form.errors:
            return _page(work, expenses.opened(work, reference, Permission.HOUSEHOLD_READ), form), 422
    flash(gettext("Thank you. The bill is with the line."), "success")
    return see_other("expenses.line", reference=reference)


@blueprint.post("/lines/<reference>/appeal")
@requires(Permission.EXPENSE_ASK)
def appeal(reference: str) -> ResponseReturnValue:
    """File an appeal against a denial."""
    form = read_form(AppealForm())
    with begin() as work:
        if form.is_good:
            form.attempt(lambda: expenses.appeal(work, reference, form.command["text"]))
        if form.errors:
            return _page(work, expenses.opened(work, reference, Permission.HOUSEHOLD_READ), form), 422
    flash(gettext("Your appeal is filed. Another person looks at it."), "success")
    return see_other("expenses.line", reference=reference)
