"""An EAO's payments for its own programs: where each stands, and every step on its way."""

from typing import Any

from esa.kernel.permissions import Permission
from esa.payments import service
from esa.payments.schemas import OnePaymentSchema, PaymentSchema, PaymentsSchema
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin

room = Room("payments", "/payments", "Payments of gifts.")


@room.at("")
@requires(Permission.PAYMENT_READ)
@room.answers(PaymentsSchema)
def index() -> Any:
    """List the EAO's payments, the newest first, 200 at most."""
    with begin(read_only=True) as work:
        return {"payments": service.payments(work)}


@room.at("/<number>")
@requires(Permission.PAYMENT_READ)
@room.answers(OnePaymentSchema)
def show(number: str) -> Any:
    """Tell one payment with every step on its way."""
    with begin(read_only=True) as work:
        found = service.payment(work, number)
        steps = service.steps(work, found.id)
    told = {name: getattr(found, PaymentSchema().fields[name].attribute or name) for name in PaymentSchema().fields}
    return {**told, "reference": found.reference, "steps": steps}
