"""What the API tells of payments."""

from marshmallow import Schema, fields

from esa.payments.domain.words import Means, Standing
from esa.platform.web.wire import Amount, Moment, Words


class PaymentSchema(Schema):
    """A payment for a reservation; `counts` is how much of it stands as given today."""

    number = fields.String(required=True, attribute="reference")
    reservation = fields.String(required=True)
    means = Words(Means, required=True)
    standing = Words(Standing, required=True)
    reason = fields.String(required=True)
    amount = Amount(required=True)
    counts = Amount(required=True)
    disputed = Amount(required=True)
    given_on = fields.Date(required=True, allow_none=True)
    receipt_number = fields.String(required=True)
    opened_at = Moment(required=True)
    changed_at = Moment(required=True, allow_none=True)


class PaymentsSchema(Schema):
    """The EAO's payments, the newest first; 200 at most."""

    payments = fields.List(fields.Nested(PaymentSchema), required=True)


class StepSchema(Schema):
    """One thing that happened to a payment."""

    at = Moment(required=True)
    what = fields.String(required=True)
    counts = Amount(required=True)
    reason = fields.String(required=True)


class OnePaymentSchema(PaymentSchema):
    """A payment with all that happened to it, in order."""

    steps = fields.List(fields.Nested(StepSchema), required=True)
