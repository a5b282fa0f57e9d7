"""The form by which an EAO notes what it did about a school's word."""

from marshmallow import Schema, fields, validate


def _(sentence: str) -> str:
    """Mark a sentence that the form translates when it shows it."""
    return sentence


class DoneForm(Schema):
    """What the EAO did."""

    note = fields.String(load_default="", validate=validate.Length(max=1000, error=_("Use at most 1,000 letters.")))
