"""The forms of expense requests: one schema for each page of a family's line, and those of the staff's queue."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, pre_load, validate

from esa.accounts.domain.expenses.words import AppealOutcome, LineStanding, Outcome, PaperKind, Relation, SampleOutcome
from esa.kernel.money import Money
from esa.law.expense_facts import CATEGORIES, PAYEE_KINDS

_AMOUNT = re.compile(r"[0-9]{1,7}(\.[0-9]{2})?", re.ASCII)
_LONGEST = 2_000


class Page(Schema):
    """A page of a line; a form carries fields that are not the page's."""

    class Meta:
        """Fields of other pages are passed over."""

        unknown = EXCLUDE


def _chosen(words: Any, message: Any) -> fields.String:
    wrong = {"required": message, "null": message}
    return fields.String(required=True, validate=validate.OneOf(list(words), error=message), error_messages=wrong)


def _yes_no(message: Any) -> fields.String:
    return _chosen(["yes", "no"], message)


def _text(message: Any, longest: int = 120) -> fields.String:
    too_long = lazy_gettext("This is too long. Use a shorter form.")
    wrong = {"required": message, "null": message}
    return fields.String(required=True, validate=validate.Length(max=longest, error=too_long), error_messages=wrong)


def amount_of(typed: str, field: str = "amount") -> Money:
    """Return a typed amount like 41.50, $41 or 1,200. Raises ValidationError at the field."""
    plain = re.sub(r"[$,\s]", "", typed)
    if not _AMOUNT.fullmatch(plain):
        raise ValidationError(gettext("Enter an amount in dollars, like 41.50."), field)
    dollars, _, cents = plain.partition(".")
    amount = Money.from_wire(f"{int(dollars)}.{cents or '00'}")
    if not amount:
        raise ValidationError(gettext("Enter an amount of more than zero."), field)
    return amount


class Category(Page):
    """What the line is for."""

    category = _chosen(CATEGORIES, lazy_gettext("Choose what it is for."))


class Payee(Page):
    """Who is to be paid: the child's school, one of the register, or one that is named."""

    payee = fields.String(
        required=True, error_messages={"required": lazy_gettext("Choose who is to be paid.")}
    )  # fmt: skip
    payee_name = fields.String(load_default="", validate=validate.Length(max=120))
    payee_kind = fields.String(load_default="", validate=validate.OneOf(["", *PAYEE_KINDS]))
    payee_state = fields.String(load_default="MO")

    @post_load
    def named(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the payee; who is named needs a name, a kind and a state. Raises ValidationError for each."""
        if data["payee"] != "other":
            return data
        wrong = {}
        if not data["payee_name"]:
            wrong["payee_name"] = [gettext("Enter the name of who is to be paid.")]
        if not data["payee_kind"]:
            wrong["payee_kind"] = [gettext("Choose what kind of payee it is.")]
        state = data["payee_state"].strip().upper()
        if re.fullmatch("[A-Z]{2}", state, re.ASCII) is None:
            wrong["payee_state"] = [gettext("Enter the two letters of the state, like MO.")]
        if wrong:
            raise ValidationError(wrong)
        return {**data, "payee_state": state}


class Related(Page):
    """Whether the payee is a relative, and whether the family has paid already."""

    relation = _chosen([each.value for each in Relation], lazy_gettext("Tell us if the payee is a relative."))
    already_paid = _yes_no(lazy_gettext("Tell us if you have paid this already."))

    @post_load
    def answers(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the answers to keep."""
        return {"relation": data["relation"], "already_paid": data["already_paid"] == "yes"}


class _Details(Page):
    @post_load
    def answers(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the answers to keep; yes and no become true and false."""
        kept = {name: {"yes": True, "no": False}.get(value, value) for name, value in data.items()}
        return {**kept, "details_done": True}


class CourseDetails(_Details):
    """Whether tuition is for a virtual course, and how long it is."""

    course = _chosen(["none", "semester", "year"], lazy_gettext("Tell us if this is one virtual course."))


class TextbookDetails(_Details):
    """Whether the school asks for the books."""

    required_by_school = _yes_no(lazy_gettext("Tell us if the school asks for these books."))


class TherapyDetails(_Details):
    """Whether the one who gives the care has a license."""

    says_licensed = _yes_no(lazy_gettext("Tell us if the person has a license."))


class VirtualDetails(CourseDetails):
    """Whether a virtual school is a full-time public program besides."""

    full_time_public = _yes_no(lazy_gettext("Tell us if it is a full-time public program."))


class PublicSchoolDetails(CourseDetails):
    """Whether the public school is one of the family's own district."""

    of_residence_district = _yes_no(lazy_gettext("Tell us if it is a school of your own district."))


class TechnologyDetails(_Details):
    """The number of the EAO's approval, where there is one."""

    approval = fields.String(load_default="", validate=validate.Length(max=40))

    @pre_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the number without what people type around it."""
        return {**data, "approval": str(data.get("approval") or "").strip().upper()}


class MileageDetails(_Details):
    """How many miles were driven."""

    miles = fields.Integer(
        required=True, validate=validate.Range(1, 100_000, error=lazy_gettext("Enter how many miles, like 240.")),
        error_messages={
            "required": lazy_gettext("Enter how many miles, like 240."),
            "invalid": lazy_gettext("Enter how many miles, like 240."),
        },
    )  # fmt: skip


DETAILS_OF: dict[str, type[Schema]] = {
    "tuition": CourseDetails, "textbooks": TextbookDetails, "therapy": TherapyDetails,
    "virtual_tuition": VirtualDetails, "public_school_service": PublicSchoolDetails,
    "technology": TechnologyDetails, "mileage": MileageDetails,
}  # fmt: skip


class Amount(Page):
    """What it is in the family's words, how much, and whether there is a bill already."""

    description = _text(lazy_gettext("Write in a few words what it is."), 200)
    amount = fields.String(required=True, error_messages={"required": lazy_gettext("Enter the amount.")})
    stage = _chosen(["invoiced", "beforehand"], lazy_gettext("Tell us if you have the bill."))

    @post_load
    def answers(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the answers to keep. Raises ValidationError at the amount."""
        return {**data, "amount": amount_of(data["amount"]).to_wire()}


class InvoiceForm(Page):
    """The amount of the invoice of a line that was agreed to beforehand."""

    amount = fields.String(required=True, error_messages={"required": lazy_gettext("Enter the amount.")})

    @post_load
    def read(self, data: dict[str, Any], **_: Any) -> Money:
        """Return the amount. Raises ValidationError."""
        return amount_of(data["amount"])


class AppealForm(Page):
    """Why a family thinks that a denial is wrong."""

    text = _text(lazy_gettext("Write why you think the answer is wrong."), _LONGEST)


class JudgeForm(Page):
    """What a person decides of a line."""

    outcome = _chosen([Outcome.ALLOW, Outcome.DENY, Outcome.NEEDS_MORE], lazy_gettext("Choose what you decide."))
    reason = fields.String(load_default="", validate=validate.Length(max=_LONGEST))
    missing = fields.String(load_default="", validate=validate.OneOf(["", *[each.value for each in PaperKind]]))
    payee_id = fields.UUID(load_default=None)
    licensed = fields.Boolean(load_default=False)
    on_firm_list = fields.Boolean(load_default=False)


class AppealAnswerForm(Page):
    """What another person decides of an appeal."""

    outcome = _chosen([AppealOutcome.UPHELD, AppealOutcome.OVERTURNED], lazy_gettext("Choose what you decide."))
    reason = fields.String(load_default="", validate=validate.Length(max=_LONGEST))
    payee_id = fields.UUID(load_default=None)
    licensed = fields.Boolean(load_default=False)
    on_firm_list = fields.Boolean(load_default=False)


class SampleForm(Page):
    """What a look afterwards found."""

    outcome = _chosen([each.value for each in SampleOutcome], lazy_gettext("Choose what you found."))
    note = fields.String(load_default="", validate=validate.Length(max=_LONGEST))


class QueueQuery(Page):
    """Which lines of the queue are shown."""

    standing = fields.String(load_default="", validate=validate.OneOf(["", *[each.value for each in LineStanding]]))
    category = fields.String(load_default="", validate=validate.OneOf(["", *CATEGORIES]))
    mine = fields.Boolean(load_default=False)
    late = fields.Boolean(load_default=False)
    after = fields.String(load_default="")
