"""The forms of payees: the register, a school's word on enrolment, a provider's relation to a child."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from esa.accounts.domain.enrolment import Answer, Said
from esa.accounts.domain.invoices import MOST_LINES, Invoice, Item, Refund, Term
from esa.portal.giving.schemas import Dollars
from esa.schools.domain.payees import CredentialKind, ListingStanding, NewCredential, NewPayee, PayeeKind
from esa.schools.service.payees import Wanted


def _(sentence: str) -> str:
    """Mark a sentence that the form translates when it shows it."""
    return sentence


_DAY: dict[str, Any] = {"invalid": _("Enter a date like 2025-11-01."), "required": _("Enter a date like 2025-11-01.")}
_KIND = _("Choose the kind of payee.")
_CREDENTIAL = _("Choose license or accreditation.")
_CHOOSE = _("Choose one.")
_DEGREE = _("Choose how you are related.")
_EMAIL: dict[str, Any] = {
    "invalid": _("Enter an e-mail address like name@example.com."), "required": _("Enter the e-mail address."),
}  # fmt: skip
_NOTE = validate.Length(max=1000, error=_("Use at most 1,000 letters."))
_LONG = validate.Length(max=200, error=_("Use at most 200 letters."))


class ContactForm(Schema):
    """Whom to write to and call."""

    contact_name = fields.String(load_default="", validate=_LONG)
    email = fields.Email(load_default="", error_messages=_EMAIL)
    phone = fields.String(load_default="", validate=validate.Length(max=40, error=_("Use at most 40 signs.")))


class PayeeForm(ContactForm):
    """A payee that is in no list of the State."""

    kind = fields.Enum(
        PayeeKind, by_value=True, required=True, error_messages={"required": _KIND, "unknown": _KIND}
    )  # fmt: skip
    name = fields.String(required=True, validate=_LONG, error_messages={"required": _("Enter the name.")})
    city = fields.String(load_default="", validate=_LONG)
    state = fields.String(load_default="MO", validate=validate.Regexp(r"^[A-Za-z]{2}$", error=_("Enter two letters.")))
    is_chosen_firm = fields.Boolean(load_default=False)

    @post_load
    def made(self, values: dict[str, Any], **_more: Any) -> NewPayee:
        """Return the command."""
        return NewPayee(**{**values, "state": values["state"].upper()})


class CredentialForm(Schema):
    """A license or accreditation."""

    kind = fields.Enum(
        CredentialKind, by_value=True, required=True,
        error_messages={"required": _CREDENTIAL, "unknown": _CREDENTIAL},
    )  # fmt: skip
    number = fields.String(required=True, validate=_LONG, error_messages={"required": _("Enter its number.")})
    issuer = fields.String(required=True, validate=_LONG, error_messages={"required": _("Enter who gave it.")})
    valid_from = fields.Date(required=True, error_messages=_DAY)
    valid_until = fields.Date(load_default=None, error_messages=_DAY)

    @post_load
    def made(self, values: dict[str, Any], **_more: Any) -> NewCredential:
        """Return the command."""
        return NewCredential(**values)


class ReasonForm(Schema):
    """Why a payee is suspended or disqualified, or a license counts no more."""

    reason = fields.String(load_default="", validate=_NOTE)


class W9Form(Schema):
    """The day on which the signed W-9 came."""

    w9_on = fields.Date(required=True, error_messages=_DAY)


class InviteForm(Schema):
    """Who is to sign in for a payee."""

    email = fields.Email(required=True, error_messages=_EMAIL)


class ListForm(Schema):
    """Which payees of the list are asked for; what is none of the choices asks for all."""

    search = fields.String(load_default="", validate=validate.Length(max=80))
    standing = fields.Enum(ListingStanding, by_value=True, load_default=None)
    after = fields.String(load_default="")

    @post_load
    def made(self, values: dict[str, Any], **_more: Any) -> Wanted:
        """Return what is asked for."""
        return Wanted(words=tuple(values["search"].split()), standing=values["standing"], after=values["after"])


class SaidForm(Schema):
    """What a school says of a child."""

    answer = fields.Enum(
        Answer, by_value=True, required=True, error_messages={"required": _CHOOSE, "unknown": _CHOOSE}
    )  # fmt: skip
    on = fields.Date(load_default=None, error_messages={"invalid": _("Enter a date like 2025-11-01.")})
    note = fields.String(load_default="", validate=_NOTE)

    @post_load
    def said(self, values: dict[str, Any], **_more: Any) -> Said:
        """Return the command."""
        return Said(**values)


class RelationForm(Schema):
    """How a provider is related to a child: `none`, or the degree."""

    degree = fields.String(
        required=True, validate=validate.OneOf(["none", *"123456789"], error=_DEGREE),
        error_messages={"required": _DEGREE},
    )  # fmt: skip

    @post_load
    def made(self, values: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Return the degree as a number, None for unrelated."""
        return {**values, "degree": None if values["degree"] == "none" else int(values["degree"])}


class TakeOnForm(RelationForm):
    """A child whom a provider serves, by the account's number and the family name."""

    number = fields.String(required=True, error_messages={"required": _("Enter the number of the account.")})
    family_name = fields.String(required=True, error_messages={"required": _("Enter the child’s family name.")})


class _Row(Schema):
    """The fields of the rows of an invoice, numbered from 1; a row that is empty is left out."""


_ROWS = {
    f"{name}_{row}": field(row)
    for row in range(1, MOST_LINES + 1)
    for name, field in (
        ("category", lambda _row: fields.String(load_default="")),
        ("what", lambda _row: fields.String(load_default="", validate=_LONG)),
        ("amount", lambda _row: Dollars(load_default=None)),
    )
}


class InvoiceForm(_Row.from_dict(_ROWS)):  # type: ignore[misc]
    """An invoice of the payee's own number, for a part of the year, with up to four lines."""

    number = fields.String(
        required=True, validate=validate.Length(max=40, error=_("Use at most 40 signs.")),
        error_messages={"required": _("Enter the number of your invoice.")},
    )  # fmt: skip
    term = fields.Enum(
        Term, by_value=True, required=True, error_messages={"required": _CHOOSE, "unknown": _CHOOSE}
    )  # fmt: skip

    @validates_schema(skip_on_field_errors=False)
    def has_a_row(self, values: dict[str, Any], **_more: Any) -> None:
        """Refuse an invoice without any row, beside whatever else is wrong."""
        if not any(values.get(name) for name in _ROWS):
            raise ValidationError({"category_1": [_("Fill in one line at least.")]})

    @post_load
    def made(self, values: dict[str, Any], **_more: Any) -> Invoice:
        """Return the command."""
        rows = [
            Item(row, values[f"category_{row}"], values[f"what_{row}"], values[f"amount_{row}"])
            for row in range(1, MOST_LINES + 1)
        ]
        items = tuple(each for each in rows if each.category or each.what or each.amount is not None)
        return Invoice(number=values["number"], term=values["term"], items=items)


class RefundForm(Schema):
    """Money that goes back: how much, to whom, why."""

    amount = Dollars(required=True)
    to = fields.String(
        required=True,
        validate=validate.OneOf(["account", "parent"], error=_CHOOSE),
        error_messages={"required": _CHOOSE},
    )
    reason = fields.String(load_default="", validate=_NOTE)

    @post_load
    def made(self, values: dict[str, Any], **_more: Any) -> Refund:
        """Return the command."""
        return Refund(amount=values["amount"], to_account=values["to"] == "account", reason=values["reason"])
