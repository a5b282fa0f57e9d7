"""The forms of the reference pages."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from esa.parameters import service as parameters
from esa.platform.web.wire import DRY, Day, Flag, told
from esa.portal.lists import Kind

_DAY = {"required": "Enter a date.", "invalid": "Enter a date like 2025-11-01."}
_SOURCE = {"required": "Say where it comes from."}


class BringSchema(Schema):
    """A list with where it comes from and the day it speaks of."""

    kind = fields.String(
        required=True, validate=validate.OneOf([each.value for each in Kind], error="Choose a list."),
        error_messages={"required": "Choose a list."},
    )  # fmt: skip
    source = fields.String(required=True, validate=validate.Length(max=300), error_messages=dict(_SOURCE))
    as_of = fields.Date(required=True, error_messages=dict(_DAY))


class FigureSchema(Schema):
    """One published figure."""

    key = fields.String(required=True, error_messages={"required": "Choose a figure."})
    starts_on = fields.Date(required=True, error_messages=dict(_DAY))
    ends_on = fields.Date(load_default=None, error_messages=dict(_DAY))
    value = fields.String(required=True, error_messages={"required": "Enter the figure."})
    cite = fields.String(
        required=True, validate=validate.Length(max=300), error_messages={"required": "Say what it rests on."}
    )
    source = fields.String(required=True, validate=validate.Length(max=300), error_messages=dict(_SOURCE))
    as_of = fields.Date(required=True, error_messages=dict(_DAY))

    @validates_schema
    def fits(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse dates that do not follow each other and a key that nobody publishes."""
        ends_on: date | None = data["ends_on"]
        if ends_on is not None and ends_on <= data["starts_on"]:
            raise ValidationError("The last day must be after the first.", "ends_on")
        if not parameters.is_published(data["key"]):
            raise ValidationError("Choose a figure.", "key")


class ListQuery(Schema):
    """Where a list comes from, the day it speaks of, and whether only to say what it would change."""

    source = fields.String(required=True, validate=validate.Length(1, 300), metadata=told("Where the list comes from."))
    as_of = Day(required=True, metadata=told("The day of which the list speaks."))
    dry_run = Flag(load_default=False, metadata=told(DRY))


class ChangesSchema(Schema):
    """What a list changed, or would change."""

    dry_run = fields.Boolean(required=True)
    added = fields.List(fields.String(), required=True)
    changed = fields.List(fields.String(), required=True)
    unchanged = fields.Integer(required=True)
    absent = fields.List(fields.String(), required=True)
    left_out = fields.List(fields.String(), required=True)


class ProposedSchema(ChangesSchema):
    """What figures would change, and the proposal that waits for a second person; none where nothing would change."""

    proposal = fields.String(required=True, allow_none=True)
