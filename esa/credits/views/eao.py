"""The EAO's pages: reservations with days left, gifts recorded and taken back, the fund and overhead."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service
from esa.credits.domain import ReservationStanding, ReturnReason
from esa.credits.schemas.forms import BackSchema, CostSchema, InterestSchema, ProofSchema, RemitSchema
from esa.kernel.errors import Conflict
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.paper import can_make_pdf
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, see_other
from esa.platform.web.forms import Form, read_form

blueprint = Blueprint("gifts", __name__, url_prefix="/eao/gifts")


@blueprint.get("")
@requires(Permission.BOOKS_READ)
def index() -> ResponseReturnValue:
    wanted = request.args.get("standing", "")
    standing = ReservationStanding(wanted) if wanted in set(ReservationStanding) else None
    with begin(read_only=True) as work:
        owner = work.actor.require_organization()
        page = service.eao_gifts(work, owner, standing, request.args.get("after", ""))
        counts = service.eao_counts(work, owner, work.today.year)
        soon, today = service.ending_soon(work, owner), work.today
    return render_template("credits/eao.html", page=page, counts=counts, standing=standing, soon=soon, today=today)


@blueprint.get("/<reference>")
@requires(Permission.BOOKS_READ)
def show(reference: str) -> ResponseReturnValue:
    return _one(reference, {})


def _one(reference: str, forms: dict[str, Form], status: int = 200) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        found, gift = service.eao_gift(work, reference)
        trail = service.trails(work, [found.id]).get(found.id, [])
        back = service.returns(work, found.id)
        papers = service.papers_of(work, [found.id]).get(found.id, [])
        today = work.today
    page = render_template(
        "credits/eao_one.html", found=found, gift=gift, trail=trail, back=back, today=today, forms=forms,
        form=next(iter(forms.values()), None), papers=papers, can_make_pdf=can_make_pdf(),
    )  # fmt: skip
    return page, status


@blueprint.post("/<reference>/donor")
@requires(Permission.CONTRIBUTION_RECORD)
def donor(reference: str) -> ResponseReturnValue:
    """Show finance who gives and the papers, for a receipt's sake; the look is on record."""
    with begin() as work:
        found, _ = service.eao_gift(work, reference)
        return render_template(
            "credits/eao_donor.html", found=found, donor=service.donor_behind(work, found),
            papers=service.papers_behind(work, found), can_make_pdf=can_make_pdf(),
        )  # fmt: skip


@blueprint.post("/<reference>/proof")
@requires(Permission.CONTRIBUTION_RECORD)
def proof(reference: str) -> ResponseReturnValue:
    form = read_form(ProofSchema())

    def act() -> bool:
        with begin() as work:
            found, _ = service.eao_gift(work, reference)
            service.send_proof(work, found.id, form.command["proof"])
        return True

    if not (form.attempt(act) if form.is_good else None):
        return _one(reference, {"proof": form}, 422)
    flash(gettext("Sent to the Treasurer, who certifies the credit."), "success")
    return see_other("gifts.show", reference=reference)


@blueprint.post("/<reference>/back")
@requires(Permission.CONTRIBUTION_RECORD)
def back(reference: str) -> ResponseReturnValue:
    form = read_form(BackSchema())

    def act() -> bool:
        given = form.command
        with begin() as work:
            _, gift = service.eao_gift(work, reference)
            if gift is not None and gift.payment.startswith("PAY-"):
                told = gettext("Money of a payment goes back from the page of the payment.")
                raise Conflict(told, code="by_payment")
            receipt = "" if gift is None else gift.receipt_number
            service.take_back(
                work, receipt, ReturnReason(given["reason"]), work.today, amount=given["amount"], note=given["note"]
            )
        return True

    if not (form.attempt(act) if form.is_good else None):
        return _one(reference, {"back": form}, 422)
    flash(gettext("Taken back. The cap, the books and the receipt follow."), "success")
    return see_other("gifts.show", reference=reference)


@blueprint.get("/off-the-top")
@requires(Permission.BOOKS_READ)
def top() -> ResponseReturnValue:
    return _top({})


def _top(forms: dict[str, Form], status: int = 200) -> ResponseReturnValue:
    with begin(read_only=True) as work:
        owner = work.actor.require_organization()
        found = service.duties(work, owner)
        page = render_template(
            "credits/top.html", duties=found, states=service.fund_states(work, owner),
            paid=service.remittances(work, owner), costs=service.overhead_costs(work, owner, found.period),
            warnings=service.warnings(work, found), forms=forms, form=next(iter(forms.values()), None),
            today=work.today, bond=service.bond_watch(work, owner), eao=organizations.organization(work, owner),
            audit=service.audit_watch(work, owner),
        )  # fmt: skip
    return page, status


@blueprint.post("/off-the-top/remit")
@requires(Permission.CONTRIBUTION_RECORD)
def remit() -> ResponseReturnValue:
    form = read_form(RemitSchema())

    def act() -> object:
        given = form.command
        with begin() as work:
            return service.remit(work, given["year"], given["amount"], given["paid_on"], given["proof"])

    if (form.attempt(act) if form.is_good else None) is None:
        return _top({"remit": form}, 422)
    flash(gettext("The payment to the fund is recorded."), "success")
    return see_other("gifts.top")


@blueprint.post("/off-the-top/cost")
@requires(Permission.CONTRIBUTION_RECORD)
def cost() -> ResponseReturnValue:
    form = read_form(CostSchema())

    def act() -> list[str]:
        given = form.command
        with begin() as work:
            return service.record_overhead(work, given["amount"], given["paid_on"], given["purpose"])

    told = form.attempt(act) if form.is_good else None
    if told is None:
        return _top({"cost": form}, 422)
    flash(" ".join([gettext("The cost is recorded."), *told]), "warning" if told else "success")
    return see_other("gifts.top")


@blueprint.post("/off-the-top/interest")
@requires(Permission.CONTRIBUTION_RECORD)
def interest() -> ResponseReturnValue:
    form = read_form(InterestSchema())

    def act() -> object:
        given = form.command
        with begin() as work:
            return service.record_interest(work, given["amount"], given["paid_on"], given["purpose"])

    if (form.attempt(act) if form.is_good else None) is None:
        return _top({"interest": form}, 422)
    flash(gettext("The interest is recorded. All of it is for scholarship accounts."), "success")
    return see_other("gifts.top")
