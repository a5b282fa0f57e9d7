"""What the API tells of the statewide cap."""

from marshmallow import Schema, fields

from esa.platform.web.wire import Amount


class CapSchema(Schema):
    """The cap of a calendar year and what uses it: reserved + received + certified + available = cap."""

    year = fields.Integer(required=True)
    cap = Amount(required=True)
    reserved = Amount(required=True)
    received = Amount(required=True)
    certified = Amount(required=True)
    available = Amount(required=True)
    source = fields.String(required=True)
    as_of = fields.Date(required=True)
