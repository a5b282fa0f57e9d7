"""The forms of signing in."""

from marshmallow import Schema, fields, validate


class SignInSchema(Schema):
    """E-mail and password."""

    email = fields.Email(
        required=True,
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.com.",
        },
    )
    password = fields.String(required=True, error_messages={"required": "Enter your password."})
    next = fields.String()


class CodeSchema(Schema):
    """The six digits of the authenticator."""

    code = fields.String(
        required=True,
        validate=validate.Regexp(r"^[0-9 ]{6,8}$", error="Enter the six digits that your app shows."),
        error_messages={"required": "Enter the six digits that your app shows."},
    )
    next = fields.String()


class RoleSchema(Schema):
    """Which of one's roles to take."""

    membership = fields.UUID(
        required=True, error_messages={"required": "Choose a role.", "invalid_uuid": "Choose a role."}
    )
