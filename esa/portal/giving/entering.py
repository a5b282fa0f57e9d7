"""EAO finance enters what came by hand: one gift with its paper, or an employer's payroll file."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service as credits_
from esa.kernel.errors import EsaError
from esa.kernel.permissions import Permission
from esa.payments import service as payments
from esa.payments.domain.entering import Entered
from esa.platform.storage import storage_of
from esa.platform.web import reading
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other, settings
from esa.platform.web.forms import Form, read_form
from esa.portal.giving.frame import eao_pages
from esa.portal.giving.schemas import EnterSchema

_FAULTS = 200


@eao_pages.get("/enter")
@requires(Permission.PAYMENT_RECORD)
def enter() -> ResponseReturnValue:
    """Show the form for a gift that came by hand."""
    form = Form(typed={"reservation": request.args.get("reservation", "")})
    return render_template("payments/enter.html", form=form)


@eao_pages.post("/enter")
@requires(Permission.PAYMENT_RECORD)
def enter_post() -> ResponseReturnValue:
    """Record a gift that came by hand; what is refused keeps what was typed and says what to do."""
    form = read_form(EnterSchema())
    if form.is_good:
        made = form.attempt(lambda: _entered(dict(form.command)))
        if made is not None:
            number = made.receipt_number
            flash(gettext("The gift is recorded. The receipt is %(number)s.", number=number), "success")
            return see_other("money_in.show", reference=made.reference)
    return render_template("payments/enter.html", form=form), 422


def _entered(command: dict[str, object]) -> payments.Payment:
    file = request.files.get("image")
    reservation = str(command.pop("reservation"))
    given = Entered(**command, image=file.read() if file else b"")  # type: ignore[arg-type]
    with begin() as work:
        return credits_.enter_gift(work, storage_of(settings()), reservation, given)


@eao_pages.get("/payroll")
@requires(Permission.PAYMENT_RECORD)
def payroll() -> ResponseReturnValue:
    """Show the page that takes an employer's file."""
    return render_template("payments/payroll.html", faults=(), form=Form())


@eao_pages.post("/payroll")
@requires(Permission.PAYMENT_RECORD)
def payroll_post() -> ResponseReturnValue:
    """Take an employer's file whole, or show every fault of it by line."""
    form, file = Form(), request.files.get("file")
    if file is None or not file.filename:
        form.refuse("file", gettext("Choose a file."))
        return render_template("payments/payroll.html", faults=(), form=form), 422
    try:
        with begin() as work:
            count, amount = credits_.take_payroll(work, storage_of(settings()), file.read())
    except EsaError as refusal:
        form.refuse("file", gettext("The file was not taken. Mend these lines and bring it again."))
        return render_template("payments/payroll.html", faults=refusal.grounds[:_FAULTS], form=form), 422
    told = gettext("%(count)s gifts are recorded, %(amount)s in all.", count=count, amount=reading.money(amount))
    flash(told, "success")
    return see_other("money_in.index")
