"""What the API asks of the books."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from esa.platform.web.wire import Day, told


class JournalQuery(Schema):
    """Which format and which span of days; both ends count."""

    format = fields.String(load_default="hledger", validate=validate.OneOf(["hledger", "beancount"]))
    first = Day(data_key="from", load_default=None, metadata=told("The first day; before it, balances only."))
    last = Day(data_key="to", load_default=None, metadata=told("The last day."))

    @validates_schema
    def check(self, data: dict[str, Any], **_: object) -> None:
        """Raise ValidationError for a span that ends before it starts."""
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            raise ValidationError("is before the first day", "to")
