"""The form of the two days that a deposit waits for."""

from typing import Any

from marshmallow import Schema, fields

_DAY: dict[str, Any] = {"invalid": "Enter a date like 2025-11-01."}


class DatesSchema(Schema):
    """The day of the signed agreement, and of the school's confirmation."""

    agreement_on = fields.Date(error_messages=_DAY)
    enrolled_on = fields.Date(error_messages=_DAY)
