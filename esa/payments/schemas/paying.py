"""The forms of paying: a batch, a reason, bank details, the own bank, a tax form."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from esa.payments.domain.paying.tax import TaxClass, TaxForm
from esa.payments.domain.paying.words import AccountKind
from esa.payments.service.paying import OwnBank

_DAY: dict[str, Any] = {"invalid": "Enter a date like 2025-11-01.", "required": "Enter the day."}
_NUMBER: dict[str, Any] = {"invalid": "Enter a whole number."}


def _chosen(kind: type[TaxClass] | type[AccountKind], said: str) -> fields.Enum[Any]:
    return fields.Enum(kind, by_value=True, required=True, error_messages={"required": said, "unknown": said})


class PrepareSchema(Schema):
    """Whether the batch is to arrive on the same day."""

    same_day = fields.Boolean(load_default=False)


class ReasonSchema(Schema):
    """Why something is undone or refused."""

    reason = fields.String(load_default="")


class DetailsSchema(Schema):
    """A payee's bank details; whose they are stands in the address."""

    holder = fields.String(load_default="")
    kind = _chosen(AccountKind, "Choose checking or savings.")
    is_business = fields.Boolean(load_default=False)
    routing = fields.String(load_default="")
    account = fields.String(load_default="")
    contact_email = fields.String(load_default="")
    verified_how = fields.String(load_default="")


class BankSchema(Schema):
    """How the own bank wants its files."""

    bank_name = fields.String(load_default="")
    routing = fields.String(load_default="")
    company = fields.String(load_default="")
    company_id = fields.String(load_default="")
    destination = fields.String(load_default="")
    origin = fields.String(load_default="")
    offset_account = fields.String(load_default="")
    is_balanced = fields.Boolean(load_default=False)
    cut_off = fields.Time(load_default=None, format="%H:%M", error_messages={"invalid": "Enter a time like 16:00."})
    minutes_before_window = fields.Integer(
        load_default=60, error_messages=_NUMBER, validate=validate.Range(0, 600, error="Enter 0 to 600 minutes.")
    )
    cooling_days = fields.Integer(load_default=3, error_messages=_NUMBER)
    prenotes = fields.Boolean(load_default=False)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> OwnBank:
        """Return what the bank has told; without a time the usual one stands."""
        return OwnBank(**{name: value for name, value in data.items() if value is not None})


class TaxFormSchema(Schema):
    """A W-9 as it was signed."""

    name = fields.String(load_default="")
    tax_class = _chosen(TaxClass, "Choose the tax class that the form has.")
    number = fields.String(load_default="")
    number_is_ein = fields.Boolean(load_default=False)
    signed_on = fields.Date(required=True, error_messages=_DAY)
    street = fields.String(load_default="")
    city = fields.String(load_default="")
    state = fields.String(load_default="")
    zip = fields.String(load_default="")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> TaxForm:
        """Return the form; the number's dashes and blanks count for nothing."""
        return TaxForm(**{**data, "number": data["number"].replace("-", "").replace(" ", "")})


class YearSchema(Schema):
    """A calendar year."""

    year = fields.Integer(required=True, error_messages={"required": "Enter the year.", "invalid": "Enter the year."})
