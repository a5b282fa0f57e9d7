"""The forms of EAO finance: what came by hand, money that goes back, what a bank line is."""

from typing import Any

from marshmallow import Schema, fields, validate

from esa.kernel.money import Money
from esa.law.credits.events import METHODS

AMOUNT = "Enter an amount like 1250.00."
DAY: dict[str, Any] = {"invalid": "Enter a date like 2025-11-01.", "required": "Enter the day."}
METHOD = "Choose how the gift came."


class Dollars(fields.Field[Money]):
    """An amount as people type it: with or without cents, thousands separators or a dollar sign."""

    default_error_messages = {"invalid": AMOUNT, "required": AMOUNT}  # noqa: RUF012 - as its base declares it

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Money:
        """Return the money. Raises ValidationError."""
        del attr, data, kwargs
        text = str(value).replace(",", "").replace("$", "").strip()
        try:
            return Money.from_wire(text if "." in text else f"{text}.00")
        except ValueError:
            raise self.make_error("invalid") from None


class EnterSchema(Schema):
    """A gift that came by hand; the picture comes beside the form."""

    reservation = fields.String(required=True, error_messages={"required": "Enter the number of the reservation."})
    method = fields.String(
        required=True, validate=validate.OneOf(METHODS, error=METHOD), error_messages={"required": METHOD}
    )
    amount = Dollars(required=True)
    given_on = fields.Date(required=True, error_messages=DAY)
    payer = fields.String(load_default="")
    bank = fields.String(load_default="")
    routing = fields.String(load_default="")
    number = fields.String(load_default="")
    is_us_bank = fields.Boolean(load_default=False)


class RefundSchema(Schema):
    """Money that is to go back through the processor."""

    amount = Dollars(required=True)
    reason = fields.String(load_default="")


class BackSchema(Schema):
    """Money by hand that the bank returned or that the EAO has sent back."""

    how = fields.String(
        required=True,
        validate=validate.OneOf(["bounced", "sent_back"], error="Choose what happened."),
        error_messages={"required": "Choose what happened."},
    )
    reason = fields.String(load_default="")


class ExplainSchema(Schema):
    """What a bank line is, in a person's words."""

    note = fields.String(load_default="")
