"""The forms of refunds: what is known of one, what came, why it is given up."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from esa.accounts.domain.refunds import Known, WentTo
from esa.platform.web.dollars import Dollars

_DAY = lazy_gettext("Enter a day, like 2025-11-01.")
_AMOUNT = lazy_gettext("Enter an amount in dollars, like 1,000.")
_WHERE = lazy_gettext("Choose where the money went.")
_LONG = validate.Length(max=1000)


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


def _day() -> fields.Date:
    return fields.Date(required=True, error_messages={"required": _DAY, "invalid": _DAY})


class KnownForm(_Form):
    """What is known of a refund."""

    amount = Dollars(required=True, error_messages={"required": _AMOUNT})
    told_on = _day()
    went_to = fields.Enum(WentTo, by_value=True, required=True, error_messages={"required": _WHERE, "unknown": _WHERE})
    reason = fields.String(load_default="", validate=_LONG)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Known:
        """Return what is known."""
        return Known(**data)


class CameForm(_Form):
    """Money that came back."""

    amount = Dollars(required=True, error_messages={"required": _AMOUNT})
    came_on = _day()
    proof = fields.String(load_default="", validate=_LONG)


class GiveUpForm(_Form):
    """Why a refund is given up; a second person needs no reason."""

    why = fields.String(load_default="", validate=_LONG)
