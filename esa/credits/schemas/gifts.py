"""What the API asks and tells of an EAO's reservations and gifts."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load

from esa.credits.domain import Method, ReservationStanding
from esa.platform.web.wire import AFTER, Amount, Cursor, Moment, OfEao, Words, told

_DIGITS = 18


class GiftsQuery(OfEao):
    """Which reservations are asked for."""

    standing = Words(ReservationStanding, load_default=None, metadata=told("Only those that stand so."))
    after = Cursor(load_default=None, metadata=told(AFTER))

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return what is asked. Raises ValidationError for a mark of another list."""
        mark = data["after"] or ""
        if mark and not (mark.isascii() and mark.isdigit() and len(mark) <= _DIGITS):
            raise ValidationError("is no mark of this list; take it from `next` of the page before", "after")
        return {**data, "after": mark}


class GiftSchema(Schema):
    """The gift that came of a reservation: what was given, the credit for it, the share due to the Treasurer's fund."""

    receipt_number = fields.String(required=True)
    method = Words(Method, required=True)
    received_on = fields.Date(required=True)
    amount = Amount(required=True)
    credit = Amount(required=True)
    fund_due = Amount(required=True)
    certified_at = Moment(required=True, allow_none=True)
    voided_at = Moment(required=True, allow_none=True)


class ReservationSchema(Schema):
    """A reservation of credits with the gift that came of it."""

    number = fields.String(required=True, attribute="reference")
    year = fields.Integer(required=True)
    standing = Words(ReservationStanding, required=True)
    asked = Amount(required=True)
    amount = Amount(required=True)
    reserved_at = Moment(required=True)
    lapses_after = fields.Date(required=True)
    reason = fields.String(required=True)
    gift = fields.Nested(GiftSchema, required=True, allow_none=True)


class ReservationsSchema(Schema):
    """A page of reservations; `next` goes on, null at the end."""

    reservations = fields.List(fields.Nested(ReservationSchema), required=True)
    next = Cursor(required=True, allow_none=True)


class MovementSchema(Schema):
    """One thing that happened to a reservation."""

    at = Moment(required=True)
    kind = fields.String(required=True)
    amount = Amount(required=True)
    reason = fields.String(required=True)


class OneReservationSchema(ReservationSchema):
    """A reservation with all that happened to it, in order."""

    movements = fields.List(fields.Nested(MovementSchema), required=True)
