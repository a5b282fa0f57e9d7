"""The forms of the portal."""

from marshmallow import Schema, fields, validate


class RegisterSchema(Schema):
    """A parent's own account."""

    display_name = fields.String(
        required=True, validate=validate.Length(max=120), error_messages={"required": "Enter your name."}
    )
    email = fields.Email(
        required=True,
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.com.",
        },
    )
    password = fields.String(required=True, error_messages={"required": "Choose a password."})
