"""The forms of signing in and of keys; what the API says of a key."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from esa.identity.domain import NewKey
from esa.kernel.permissions import Permission
from esa.platform.web.wire import Moment


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


class JoinSchema(Schema):
    """The name and password of somebody who was invited."""

    display_name = fields.String(
        required=True,
        validate=validate.Length(max=120, error="Use a name of at most 120 letters."),
        error_messages={"required": "Enter your name."},
    )
    password = fields.String(required=True, error_messages={"required": "Choose a password."})


class RoleSchema(Schema):
    """Which of one's roles to take."""

    membership = fields.UUID(
        required=True, error_messages={"required": "Choose a role.", "invalid_uuid": "Choose a role."}
    )


class KeySchema(Schema):
    """What a new key is called, what it may do, for how many days."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=80, error="Use a name of at most 80 letters."),
        error_messages={"required": "Give the key a name, such as the program that will use it."},
    )
    permissions = fields.List(
        fields.Enum(Permission, by_value=True, error_messages={"unknown": "Choose from the list."}),
        required=True,
        error_messages={"required": "Choose at least one thing that the key may do."},
    )
    days = fields.Integer(
        required=True,
        validate=validate.OneOf([30, 90, 365], error="Choose how long the key is good."),
        error_messages={
            "required": "Choose how long the key is good.",
            "invalid": "Choose how long the key is good.",
        },
    )

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> NewKey:
        """Return the command."""
        return NewKey(data["name"], frozenset(data["permissions"]), data["days"])


class CallerSchema(Schema):
    """Whom a key acts as."""

    name = fields.String(required=True)
    role = fields.String(required=True)
    organization_id = fields.UUID(required=True, allow_none=True)
    key = fields.String(required=True, metadata={"description": "The beginning of the key."})
    permissions = fields.List(fields.String(), required=True)
    now = Moment(required=True)
