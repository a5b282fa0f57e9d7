"""The form by which an EAO records what happened to an account."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import Schema, fields, post_load, validate

from esa.accounts.domain.happenings import CHOICES, Act, Told

_DAY: dict[str, Any] = {"invalid": lazy_gettext("Enter a date like 2025-11-01.")}
_SCHOOL: dict[str, Any] = {"invalid_uuid": lazy_gettext("Choose a school of the list.")}
_CHOOSE = lazy_gettext("Choose what happened.")


class ToldForm(Schema):
    """What happened, when, to which school, until when and why; `seen` marks what was shown before."""

    act = fields.Enum(
        Act, by_value=True, required=True, validate=validate.OneOf(CHOICES, error=_CHOOSE),
        error_messages={"required": _CHOOSE, "unknown": _CHOOSE},
    )  # fmt: skip
    on = fields.Date(load_default=None, error_messages=_DAY)
    school_id = fields.UUID(load_default=None, error_messages=_SCHOOL)
    until = fields.Date(load_default=None, error_messages=_DAY)
    reason = fields.String(load_default="", validate=validate.Length(max=1000))
    seen = fields.String(load_default="")

    @post_load
    def told(self, values: dict[str, Any], **_: Any) -> tuple[Told, str]:
        """Return what was told and the mark of what was seen; a field that the act does not ask for is left out."""
        seen, act = values.pop("seen"), values["act"]
        if act is not Act.MOVED:
            values["school_id"] = None
        if act is not Act.HELD:
            values["until"] = None
        return Told(**values), seen
