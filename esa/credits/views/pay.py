"""A donor pays for a reservation: the row first, then the processor's page, then looking how it stands."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from esa.credits import service
from esa.credits.domain import ReservationStanding
from esa.credits.models import Reservation
from esa.credits.views.link import donor_of, language, link_of
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.dates import central_day
from esa.kernel.errors import Conflict, NotFound
from esa.kernel.permissions import Role
from esa.kernel.processor import Checkout
from esa.law.credits.gift import cards_count
from esa.organizations import service as organizations
from esa.payments import service as payments
from esa.payments.domain.words import Standing
from esa.platform.stripe_gateway import Asked, StripeGateway, Unreachable, gateway_of
from esa.platform.web.access import public
from esa.platform.web.edge import current_actor, house, now, see_other, settings
from esa.platform.work import Work

blueprint = Blueprint("paying", __name__, url_prefix="/give")
# The processor sends the browser back to an address without the donor's key; this cookie finds the way on.
_KEPT = "giving"


@blueprint.get("/<token>/<reference>/pay")
@public
def before(token: str, reference: str) -> ResponseReturnValue:
    """Show what is about to be paid and what happens then."""
    with house().begin(donor_of(token), read_only=True) as work:
        reserved = _reserved(work, reference)
        found = payments.of_reservations(work, [reserved.id]).get(reserved.id)
        eao = organizations.organization(work, reserved.organization_id).name
    under_way = found is not None and found.standing in (Standing.PROCESSING, Standing.SETTLED)
    return render_template(
        "payments/before.html", reserved=reserved, eao=eao, token=token, found=found if under_way else None,
        can_pay=gateway_of(settings()) is not None,
    )  # fmt: skip


@blueprint.post("/<token>/<reference>/pay")
@public
def pay(token: str, reference: str) -> ResponseReturnValue:
    """Open the payment, commit, then ask the processor for its page; a second press finds both again."""
    gateway = gateway_of(settings())
    if gateway is None:
        raise NotFound(gettext("Nobody can pay on this page here yet. Ask the EAO how to send a check."))
    _close_outdated(gateway, token, reference)
    with house().begin(donor_of(token)) as work:
        reserved = _reserved(work, reference)
        payment = payments.open_payment(work, _wanted(reserved))
        asked = _asked(work, payment, organizations.organization(work, reserved.organization_id).name)
    with _away():
        opened = gateway.open_checkout(asked)
    with house().begin(SYSTEM) as work:
        payments.checkout_opened(work, payment.id, opened)
    session[_KEPT] = token
    return see_other("paying.payment", token=token, reference=payment.reference)


def _close_outdated(gateway: StripeGateway, token: str, reference: str) -> None:
    """Close the page of an open payment that no longer fits its reservation, so that nobody pays on both."""
    with house().begin(donor_of(token), read_only=True) as work:
        old = payments.outdated(work, _wanted(_reserved(work, reference)))
    if old is None:
        return
    # A row without a page was never shown to anybody; asking for it under its key finds what there may be of it.
    with _away():
        page = (
            gateway.close_checkout(old.checkout)
            if old.checkout
            else Checkout(id="", status="expired", url="", payment="")
        )
    with house().begin(SYSTEM) as work:
        payments.look_again(work, old.id, None, page)


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except Unreachable:
        away = gettext("The payment page could not be opened just now. Nothing was taken. Try again in a few minutes.")
        raise Conflict(away, code="processor_away") from None


@blueprint.get("/<token>/payments/<reference>")
@public
def payment(token: str, reference: str) -> ResponseReturnValue:
    """Show how a payment stands."""
    with house().begin(donor_of(token), read_only=True) as work:
        found = payments.own_payment(work, reference)
        eao = organizations.organization(work, found.organization_id).name
        steps = payments.steps(work, found.id)
    return render_template("payments/own.html", payment=found, eao=eao, steps=steps, token=token)


@blueprint.get("/back/<reference>")
@public
def back(reference: str) -> ResponseReturnValue:
    """Lead a browser that comes back from the processor to its payment, or say where to look."""
    token = session.get(_KEPT) or _link_of(current_actor())
    if not token:
        return render_template("payments/back.html", reference=reference)
    return see_other("paying.payment", token=token, reference=reference)


def _link_of(actor: Actor) -> str:
    return link_of(actor.donor_id) if actor.role is Role.DONOR and actor.donor_id is not None else ""


def _reserved(work: Work, reference: str) -> Reservation:
    """Return the donor's own reservation that waits for money. Raises NotFound, Conflict."""
    for reserved, _ in service.own_gifts(work):
        if reserved.reference == reference:
            _refuse_over(reserved)
            return reserved
    raise NotFound("There is no such reservation.")


def _refuse_over(reserved: Reservation) -> None:
    standing = reserved.standing
    late = standing is ReservationStanding.RESERVED and reserved.lapses_after < central_day(now())
    if standing is ReservationStanding.LAPSED or (late and not reserved.paying_since):
        said = gettext("This reservation has lapsed: no gift came in time. Reserve again, then pay.")
        raise Conflict(said, code="lapsed")
    if standing in (ReservationStanding.WAITING, ReservationStanding.VOIDED):
        raise Conflict(gettext("This reservation does not wait for money."), code="not_reserved")


def _wanted(reserved: Reservation) -> payments.Wanted:
    return payments.Wanted(
        reservation_id=reserved.id, reservation=reserved.reference, amount=reserved.amount,
        organization_id=reserved.organization_id, donor_id=reserved.donor_id,
    )  # fmt: skip


def _asked(work: Work, payment: payments.Payment, eao: str) -> Asked:
    page = f"{settings().base_url.rstrip('/')}/give/back/{payment.reference}"
    return Asked(
        ours=str(payment.id), reference=payment.reference, amount=payment.amount,
        label=f"Gift to {eao} ({payment.reservation})", success_url=page, cancel_url=page, language=language(),
        with_cards=cards_count(work.law),
    )  # fmt: skip
