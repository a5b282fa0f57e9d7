"""Where money in stands: the payments, money that goes back, what processor, bank and books do not agree on."""

import uuid

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.kernel.errors import EsaError, Ground
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import PROCESSOR
from esa.payments import service as payments
from esa.platform.storage import storage_of
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.platform.work import Work
from esa.portal.giving.frame import eao_pages
from esa.portal.giving.schemas import BackSchema, ExplainSchema, RefundSchema

_FAULTS, _PAGE = 200, 50


@eao_pages.get("/")
@requires(Permission.PAYMENT_READ)
def index() -> ResponseReturnValue:
    """Show the EAO's payments, the newest first, and how many questions are open."""
    with begin(read_only=True) as work:
        rows = payments.payments(work, request.args.get("after", ""), _PAGE)
        found = _reconciled(work)
    following = rows[-1].reference if len(rows) == _PAGE else None
    questions = len(found.questions) + len(found.lines)
    return render_template("payments/index.html", rows=rows, questions=questions, following=following)


@eao_pages.get("/<reference>")
@requires(Permission.PAYMENT_READ)
def show(reference: str) -> ResponseReturnValue:
    """Show one payment with its trail."""
    return _show(reference, Form())


def _show(reference: str, form: Form) -> ResponseReturnValue:
    with begin() as work:
        found = payments.payment(work, reference)
        steps, refunds = payments.steps(work, found.id), payments.refunds(work, found.id)
        left = payments.refundable(work, found)
    page = render_template(
        "payments/show.html", payment=found, steps=steps, refunds=refunds, left=left, form=form,
        by_processor=found.processor_payment is not None,
    )  # fmt: skip
    return page if form.is_good else (page, 422)


@eao_pages.post("/<reference>/refund")
@requires(Permission.PAYMENT_REFUND)
def refund(reference: str) -> ResponseReturnValue:
    """Ask for money of a payment by the processor to be sent back."""
    form = read_form(RefundSchema())
    if form.is_good:
        form.attempt(lambda: _ask_refund(reference, form))
    if not form.is_good:
        return _show(reference, form)
    flash(gettext("Asked for. The money goes back within the hour, and the receipt is changed then."), "success")
    return see_other("money_in.show", reference=reference)


def _ask_refund(reference: str, form: Form) -> None:
    with begin() as work:
        payments.ask_refund(work, reference, form.command["amount"], form.command["reason"])


@eao_pages.post("/<reference>/back")
@requires(Permission.PAYMENT_REFUND)
def back(reference: str) -> ResponseReturnValue:
    """Take back what came by hand."""
    form = read_form(BackSchema())
    if form.is_good:
        form.attempt(lambda: _give_back(reference, form))
    if not form.is_good:
        return _show(reference, form)
    flash(gettext("Taken back. The receipt is void."), "success")
    return see_other("money_in.show", reference=reference)


def _give_back(reference: str, form: Form) -> None:
    with begin() as work:
        payments.give_back(work, reference, form.command["reason"], bounced=form.command["how"] == "bounced")


@eao_pages.get("/<reference>/paper")
@requires(Permission.PAYMENT_READ)
def paper(reference: str) -> ResponseReturnValue:
    """Give the picture of a check back as a file, never as a page."""
    with begin() as work:
        found, data = payments.image(work, storage_of(settings()), reference)
    answer = Response(data, mimetype=found.image_type)
    ending = found.image_type.rsplit("/", 1)[-1]
    answer.headers.set("Content-Disposition", "attachment", filename=f"{found.reference}.{ending}")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@eao_pages.get("/questions")
@requires(Permission.PAYMENT_READ)
def questions() -> ResponseReturnValue:
    """Show what processor, bank and books do not agree on."""
    return _questions(Form())


def _reconciled(work: Work) -> payments.Reconciled:
    booked = ledger.balance(work, work.actor.require_organization(), PROCESSOR)
    return payments.reconcile(work, booked)


def _questions(form: Form, faults: tuple[Ground, ...] = (), line: str = "") -> ResponseReturnValue:
    with begin() as work:
        found = _reconciled(work)
    page = render_template("payments/questions.html", found=found, form=form, faults=faults[:_FAULTS], line=line)
    return page if form.is_good else (page, 422)


@eao_pages.post("/bank")
@requires(Permission.PAYMENT_RECORD)
def bank() -> ResponseReturnValue:
    """Take the bank's file whole, or show every fault of it by line."""
    form, file = Form(), request.files.get("file")
    if file is None or not file.filename:
        form.refuse("file", gettext("Choose a file."))
        return _questions(form)
    try:
        with begin() as work:
            taken = payments.take_bank_file(work, file.read())
    except EsaError as refusal:
        form.refuse("file", gettext("The file was not taken. Mend these lines and bring it again."))
        return _questions(form, refusal.grounds)
    told = gettext(
        "%(new)s new lines, %(known)s known before, %(explained)s explained.",
        new=taken.new, known=taken.known, explained=taken.explained,
    )  # fmt: skip
    flash(told, "success")
    return see_other("money_in.questions")


@eao_pages.post("/bank/<uuid:line_id>/explain")
@requires(Permission.PAYMENT_RECORD)
def explain(line_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what a bank line is, in a person's words."""
    form = read_form(ExplainSchema())
    form.attempt(lambda: _explain(line_id, form))
    if not form.is_good:
        return _questions(form, line=str(line_id))
    flash(gettext("Saved."), "success")
    return see_other("money_in.questions")


def _explain(line_id: uuid.UUID, form: Form) -> None:
    with begin() as work:
        payments.explain_by_hand(work, line_id, form.command["note"])
