"""The forms of donors: what was typed becomes the values of a command, or errors with a way out."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import EXCLUDE, RAISE, Schema, fields, post_load, validate

from esa.credits.domain import ReturnReason, Rhythm, TaxpayerType
from esa.credits.domain.by_post import Address
from esa.platform.translation import LANGUAGES
from esa.platform.web.dollars import Dollars

_CHOOSE = lazy_gettext("Choose one.")


class _Form(Schema):
    """A form may carry a button's name beside its fields."""

    class Meta:
        unknown = EXCLUDE


def _words(values: Any, message: Any = _CHOOSE) -> fields.String:
    return fields.String(
        required=True, validate=validate.OneOf(list(values), error=message), error_messages={"required": message}
    )


def _eao() -> fields.UUID:
    message = lazy_gettext("Choose the EAO that is to get your gift.")
    return fields.UUID(required=True, error_messages={"required": message, "invalid_uuid": message})


def _amount() -> Dollars:
    return Dollars(required=True, error_messages={"required": lazy_gettext("Enter an amount in dollars, like 1,000.")})


def _text(message: Any, longest: int = 120) -> fields.String:
    too_long = lazy_gettext("This is too long. Use a shorter form.")
    return fields.String(
        required=True, validate=validate.Length(max=longest, error=too_long), error_messages={"required": message}
    )


def _day() -> fields.Date:
    message = lazy_gettext("Enter the day.")
    return fields.Date(required=True, error_messages={"required": message, "invalid": message})


class GiftSchema(_Form):
    """A request to reserve by a donor whom we know."""

    claim_id = fields.UUID(required=True)
    organization = _eao()
    amount = _amount()
    no_dependent_benefits = fields.Boolean(load_default=False)
    no_student_named = fields.Boolean(load_default=False)
    partial_ok = fields.Boolean(load_default=False)
    wait = fields.Boolean(load_default=False)
    note = fields.String(load_default="", validate=validate.Length(max=300))


class AgainSchema(GiftSchema):
    """The same on the page, where a reservation of a moment ago is made once more only by a press of its own."""

    once_more = fields.Boolean(load_default=False)


class FirstGiftSchema(GiftSchema):
    """A request to reserve by somebody new, who says who takes the credit."""

    taxpayer_type = _words((each.value for each in TaxpayerType), lazy_gettext("Choose who takes the credit."))
    name = _text(lazy_gettext("Enter the name of the taxpayer, as on the tax return."))
    email = fields.Email(
        required=True,
        error_messages={
            "required": lazy_gettext("Enter your e-mail address, so that we can remind you."),
            "invalid": "Enter an e-mail address like name@example.com.",
        },
    )
    taxpayer_number = fields.String(load_default="")
    is_anonymous = fields.Boolean(load_default=False)


class PageGiftSchema(FirstGiftSchema):
    """The same on the page, where a reservation of a moment ago is made once more only by a press of its own."""

    once_more = fields.Boolean(load_default=False)


class ClaimSchema(FirstGiftSchema):
    """A request to reserve as a program sends it: the same fields, and no others."""

    class Meta:
        unknown = RAISE


class ChangeSchema(_Form):
    """Another EAO or amount for a reservation."""

    organization = _eao()
    amount = _amount()


class PlanSchema(_Form):
    """A gift that recurs."""

    organization = _eao()
    amount = _amount()
    rhythm = _words(each.value for each in Rhythm)
    starts_on = _day()


class LanguageSchema(_Form):
    """The language of a donor's letters."""

    language = _words(LANGUAGES)


class NumberSchema(_Form):
    """A taxpayer number."""

    taxpayer_number = _text(lazy_gettext("Enter the nine digits of the taxpayer number."), 20)


class AddressSchema(_Form):
    """Where papers are posted to."""

    name = _text(lazy_gettext("Enter the name for the envelope."))
    street = _text(lazy_gettext("Enter the street and number, or the box."))
    city = _text(lazy_gettext("Enter the city."))
    state = fields.String(
        required=True,
        validate=validate.Regexp("[A-Za-z]{2}$", error=lazy_gettext("Enter the state in two letters, like MO.")),
        error_messages={"required": lazy_gettext("Enter the state in two letters, like MO.")},
    )
    zip = fields.String(
        required=True,
        validate=validate.Regexp(r"[0-9]{5}(-[0-9]{4})?$", error=lazy_gettext("Enter the ZIP code, like 65101.")),
        error_messages={"required": lazy_gettext("Enter the ZIP code, like 65101.")},
    )

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> Address:
        """Return the address."""
        return Address(**{**data, "state": data["state"].upper()})


class PostedSchema(_Form):
    """The day on which papers were posted."""

    sent_on = _day()


class NamingSchema(_Form):
    """Whether a donor's name stays out of the EAOs' lists."""

    is_anonymous = fields.Boolean(load_default=False)


class ProofSchema(_Form):
    """What proves a gift."""

    proof = _text(lazy_gettext("Say what proves the gift, for example the check's number and the day of its deposit."))


class BackSchema(_Form):
    """Money of a gift that goes back."""

    amount = _amount()
    reason = _words(each.value for each in ReturnReason)
    note = fields.String(load_default="", validate=validate.Length(max=300))


class RemitSchema(_Form):
    """A payment to the Treasurer's fund."""

    year = fields.Integer(required=True, error_messages={"required": _CHOOSE, "invalid": _CHOOSE})
    amount = _amount()
    paid_on = _day()
    proof = _text(lazy_gettext("Name the proof, for example the number of the transfer."))


class CostSchema(_Form):
    """A cost of marketing or administration."""

    amount = _amount()
    paid_on = _day()
    purpose = _text(lazy_gettext("Say what the money was for."))


class InterestSchema(_Form):
    """Interest that came in."""

    amount = _amount()
    paid_on = _day()
    purpose = _text(lazy_gettext("Name the account and the month."))
