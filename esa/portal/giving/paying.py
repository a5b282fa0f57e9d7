"""A donor pays for a reservation: the row first, then the processor's page, then looking how it stands."""

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from esa.credits import service as credits_
from esa.credits.domain import ReservationStanding
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import central_day
from esa.kernel.errors import Conflict, NotFound
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.payments import service as payments
from esa.payments.domain.words import Standing
from esa.platform.stripe_gateway import Asked, Unreachable, gateway_of
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, house, now, see_other, settings
from esa.platform.work import Work
from esa.portal.family.frame import spoken
from esa.portal.giving.frame import donor_pages

_AWAY = lazy_gettext("The payment page could not be opened just now. Nothing was taken. Try again in a few minutes.")


@donor_pages.get("/gifts/<reference>/pay")
@requires(Permission.GIFT_MAKE)
def before(reference: str) -> ResponseReturnValue:
    """Show what is about to be paid and what happens then."""
    with begin(read_only=True) as work:
        wanted, lapses_after = _wanted(work, reference)
        found = payments.of_reservations(work, [wanted.reservation_id]).get(wanted.reservation_id)
        eao = organizations.organization(work, wanted.organization_id).name
    under_way = found is not None and found.standing in (Standing.PROCESSING, Standing.SETTLED)
    return render_template(
        "payments/before.html", wanted=wanted, eao=eao, lapses_after=lapses_after,
        found=found if under_way else None, can_pay=gateway_of(settings()) is not None,
    )  # fmt: skip


@donor_pages.post("/gifts/<reference>/pay")
@requires(Permission.GIFT_MAKE)
def pay(reference: str) -> ResponseReturnValue:
    """Open the payment, commit, then ask the processor for its page; a second press finds both again."""
    gateway = gateway_of(settings())
    if gateway is None:
        raise NotFound("Nobody can pay here yet.")
    with begin() as work:
        wanted, _ = _wanted(work, reference)
        payment = payments.open_payment(work, wanted)
        eao = organizations.organization(work, wanted.organization_id).name
    try:
        opened = gateway.open_checkout(_asked(payment, eao))
    except Unreachable:
        raise Conflict(str(_AWAY), code="processor_away") from None
    with house().begin(SYSTEM) as work:
        payments.checkout_opened(work, payment.id, opened)
    return see_other("paying.payment", reference=payment.reference)


@donor_pages.get("/payments/<reference>")
@requires(Permission.GIFT_MAKE)
def payment(reference: str) -> ResponseReturnValue:
    """Show how a payment stands; the processor sends the donor back to this page."""
    with begin(read_only=True) as work:
        found = payments.own_payment(work, reference)
        eao = organizations.organization(work, found.organization_id).name
        steps = payments.steps(work, found.id)
    return render_template("payments/own.html", payment=found, eao=eao, steps=steps)


def _wanted(work: Work, reference: str) -> tuple[payments.Wanted, date]:
    for reserved, _ in credits_.own_gifts(work):
        if reserved.reference == reference:
            _refuse_over(reserved.standing, reserved.lapses_after)
            wanted = payments.Wanted(
                reservation_id=reserved.id, reservation=reserved.reference, amount=reserved.amount,
                organization_id=reserved.organization_id, donor_id=reserved.donor_id,
            )  # fmt: skip
            return wanted, reserved.lapses_after
    raise NotFound("There is no such reservation.")


def _refuse_over(standing: ReservationStanding, lapses_after: date) -> None:
    if standing is ReservationStanding.LAPSED or (
        standing is ReservationStanding.RESERVED and lapses_after < central_day(now())
    ):
        raise Conflict(
            gettext("This reservation has lapsed: no gift came in time. Reserve again, then pay."), code="lapsed"
        )
    if standing in (ReservationStanding.WAITING, ReservationStanding.VOIDED):
        raise Conflict(gettext("This reservation does not wait for money."), code="not_reserved")


def _asked(payment: payments.Payment, eao: str) -> Asked:
    page = f"{settings().base_url.rstrip('/')}/donor/payments/{payment.reference}"
    return Asked(
        ours=str(payment.id), reference=payment.reference, amount=payment.amount,
        label=f"Gift to {eao} ({payment.reservation})", success_url=page, cancel_url=page, language=spoken(),
    )  # fmt: skip
