"""The forms about receipts and certificates: the public check, and a paper replaced."""

from flask_babel import lazy_gettext
from marshmallow import EXCLUDE, Schema, fields, validate

from esa.platform.web.dollars import Dollars

_NUMBER = lazy_gettext("Enter the number on the paper, like RCP-7K3PQ2XA.")
_REASON = lazy_gettext("Say why the paper is replaced.")


class CheckSchema(Schema):
    """What a stranger reads on a paper."""

    class Meta:
        unknown = EXCLUDE

    number = fields.String(
        required=True, validate=validate.Length(min=1, max=40, error=_NUMBER), error_messages={"required": _NUMBER}
    )
    amount = Dollars(required=True, error_messages={"required": lazy_gettext("Enter the amount on the paper.")})


class ReplaceSchema(Schema):
    """Why a paper is replaced; it stands on the next one."""

    class Meta:
        unknown = EXCLUDE

    reason = fields.String(
        required=True, validate=validate.Length(min=1, max=200, error=_REASON), error_messages={"required": _REASON}
    )
