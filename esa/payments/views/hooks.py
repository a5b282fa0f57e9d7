"""The address to which the processor sends its signed messages: kept, answered, worked off afterwards."""

import structlog
from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Invalid
from esa.payments import service
from esa.platform.stripe_gateway import gateway_of
from esa.platform.web.access import public
from esa.platform.web.edge import house, settings

log = structlog.get_logger()
blueprint = Blueprint("payments", __name__)
# Stripe's messages are a few kilobytes; nobody else has a reason to send more.
_MOST = 256 * 1024


@blueprint.post("/hooks/stripe")
@public
def stripe_message() -> ResponseReturnValue:
    if "Stripe-Signature" not in request.headers:
        return "The message is not signed.", 400
    gateway = gateway_of(settings())
    if gateway is None or not gateway.webhook_secret:
        return "", 404
    request.max_content_length = _MOST
    try:
        notice = gateway.notice(request.get_data(), request.headers["Stripe-Signature"])
    except Invalid as refusal:
        log.warning("message_refused", code=refusal.code)
        return refusal.message, 400
    with house().begin(SYSTEM) as work:
        message_id, is_new = service.keep(work, notice)
        if is_new:
            work.defer("payments.handle", message=str(message_id))
    return "", 202
