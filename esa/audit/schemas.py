"""The filters of the record."""

from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from esa.audit.domain import Asked
from esa.kernel.permissions import Role

_MOST = validate.Regexp(r"[^\x00]{0,100}\Z")
_FIRST = date(2020, 1, 1)
_LAST = 2**63 - 1


class AskedSchema(Schema):
    """What is looked for in the record; an empty field asks for nothing."""

    class Meta:
        """Anything else in the address is not ours."""

        unknown = EXCLUDE

    action = fields.String(load_default="", validate=_MOST)
    subject = fields.String(load_default="", validate=_MOST)
    role = fields.String(load_default="", validate=validate.OneOf([each.value for each in Role]))
    since = fields.Date(load_default=None, validate=validate.Range(min=_FIRST))
    before = fields.Integer(load_default=None, validate=validate.Range(1, _LAST))

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> Asked:
        """Return what was asked."""
        return Asked(**data)
