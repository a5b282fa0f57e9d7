"""The forms of general revenue: promises, invoices, payments, what goes back."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from esa.kernel.money import Money
from esa.platform.web.dollars import Dollars

_DAY = lazy_gettext("Enter a day, like 2025-11-01.")
_AMOUNT = lazy_gettext("Enter an amount in dollars, like 1,000.")


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


def _day() -> fields.Date:
    return fields.Date(required=True, error_messages={"required": _DAY, "invalid": _DAY})


def _amount() -> Dollars:
    return Dollars(required=True, error_messages={"required": _AMOUNT})


class PromiseForm(_Form):
    """A promise to an EAO, or one taken back, with its reason."""

    organization = fields.String(
        required=True, error_messages={"required": lazy_gettext("Choose the EAO.")}, validate=validate.Length(max=80)
    )
    amount = _amount()
    way = fields.String(load_default="more", validate=validate.OneOf(("more", "less")))
    reason = fields.String(load_default="", validate=validate.Length(max=1000))

    @post_load
    def signed(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the promise with its sign."""
        amount: Money = data["amount"]
        return {**data, "amount": -amount if data["way"] == "less" else amount}


class InvoiceForm(_Form):
    """Deposits due by which day are to be invoiced; `sure` sends what was shown."""

    due_by = _day()
    sure = fields.Boolean(load_default=False)


class CheckForm(_Form):
    """Which accounts of an invoice are refused, one a line as `account: reason`; nothing accepts all of it."""

    refused = fields.String(load_default="", validate=validate.Length(max=20_000))

    @post_load
    def by_account(self, data: dict[str, Any], **_: Any) -> dict[str, str]:
        """Return the reasons by account. Raises ValidationError for a line without a colon."""
        found = {}
        for line in filter(None, (each.strip() for each in data["refused"].splitlines())):
            number, colon, reason = line.partition(":")
            if not colon or not reason.strip():
                raise ValidationError(str(lazy_gettext("Write each line like AC-1: the reason.")), "refused")
            found[number.strip()] = reason.strip()
        return found


class PayForm(_Form):
    """The day and the number of the State's payment."""

    paid_on = _day()
    payment = fields.String(load_default="", validate=validate.Length(max=80))


class ReturnForm(_Form):
    """What goes back to the State, when, and what proves it."""

    back = _amount()
    paid_on = _day()
    proof = fields.String(load_default="", validate=validate.Length(max=200))
