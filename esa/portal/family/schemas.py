"""One schema for each question: what was typed becomes the values of an answer, or errors with a way out."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from esa.applications.domain.drafts.answers import Signature
from esa.law.facts import GRADES
from esa.portal.family.fields import A_YEAR, Question, annual, read_date, text, yes_or_no

_FIRST_BIRTH_YEAR = 1990
_LARGEST_HOUSEHOLD = 30


class Missouri(Question):
    missouri_resident = yes_or_no(lazy_gettext("Tell us whether you live in Missouri."))


class Contact(Question):
    contact_name = text(lazy_gettext("Enter your name, so that we know whom to call."))
    phone = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"^[0-9 ()+.\-]{10,20}$", error=lazy_gettext("Enter a phone number with area code, like 573-555-0134.")
        ),
    )


class Size(Question):
    size = fields.Integer(
        required=True,
        validate=validate.Range(1, _LARGEST_HOUSEHOLD, error=lazy_gettext("Enter a number from 1 to 30.")),
        error_messages={
            "required": lazy_gettext("Enter how many people live in your home."),
            "invalid": lazy_gettext("Enter a whole number, like 4."),
        },
    )


class Income(Question):
    given = yes_or_no(lazy_gettext("Choose whether you give your income."))
    amount = fields.String(load_default="")
    period = fields.String(load_default="year", validate=validate.OneOf(list(A_YEAR)))

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["given"] == "no":
            return {"given": False, "annual_income": None}
        amount, year = annual(data["amount"], data["period"])
        return {
            "given": True,
            "amount": amount.to_wire(),
            "period": data["period"],
            "annual_income": year.to_wire(),
        }


class Address(Question):
    street = text(lazy_gettext("Enter your street and house number."))
    city = text(lazy_gettext("Enter your city or town."))
    zip = fields.String(
        required=True,
        validate=validate.Regexp(r"^[0-9]{5}(-[0-9]{4})?$", error=lazy_gettext("Enter a ZIP code of 5 digits.")),
        error_messages={"required": lazy_gettext("Enter your ZIP code.")},
    )
    county = text(lazy_gettext("Choose your county. St. Louis City is its own choice."))


class District(Question):
    district_id = text(lazy_gettext("Choose your school district, or choose that you are not sure."))

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"district_id": "" if data["district_id"] == "unsure" else data["district_id"]}


class Name(Question):
    given_name = text(lazy_gettext("Enter your child's first name."))
    family_name = text(lazy_gettext("Enter your child's last name."))


class Birth(Question):
    birth_on_month = fields.String(load_default="")
    birth_on_day = fields.String(load_default="")
    birth_on_year = fields.String(load_default="")

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        found = read_date(data, "birth_on", "birth_on")
        if found.year < _FIRST_BIRTH_YEAR:
            raise ValidationError(gettext("Check the year. It should be the year your child was born."), "birth_on")
        return {"birth_on": found.isoformat()}


class Grade(Question):
    grade = fields.String(
        required=True,
        validate=validate.OneOf(GRADES),
        error_messages={"required": lazy_gettext("Choose your child's grade.")},
    )


class Presence(Question):
    lawfully_present = yes_or_no(lazy_gettext("Choose yes or no. This question is about your child, not about you."))


class Earlier(Question):
    grant_previous_school_year = yes_or_no(lazy_gettext("Choose whether your child had a MOScholars grant last year."))


class LastSchool(Question):
    public_semester = yes_or_no(lazy_gettext("Choose whether your child went to a public school."))


class Starting(Question):
    start = fields.String(
        required=True,
        validate=validate.OneOf(["kindergarten", "first_grade", "first_after_kindergarten", "no"]),
        error_messages={"required": lazy_gettext("Choose what fits your child.")},
    )


class Plan(Question):
    kind = fields.String(
        required=True,
        validate=validate.OneOf(["none", "iep", "service_plan", "plan_504", "other"]),
        error_messages={"required": lazy_gettext("Choose the plan your child has, or that there is none.")},
    )
    dated_month = fields.String(load_default="")
    dated_day = fields.String(load_default="")
    dated_year = fields.String(load_default="")

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["kind"] == "none":
            return {"kind": "none"}
        return {"kind": data["kind"], "dated": read_date(data, "dated", "dated").isoformat()}


class Dyslexia(Question):
    dyslexia = yes_or_no(lazy_gettext("Choose whether your child has been diagnosed with dyslexia."))


class English(Question):
    limited_english = yes_or_no(lazy_gettext("Choose whether your child is still learning English."))


class Lunch(Question):
    category = fields.String(
        required=True,
        validate=validate.OneOf(["none", "free", "reduced"]),
        error_messages={"required": lazy_gettext("Choose what fits your home, or that none of these fit.")},
    )


class Custody(Question):
    in_state_custody = yes_or_no(lazy_gettext("Choose whether your child is in foster care or state custody."))


class Military(Question):
    sponsor_on_active_duty = fields.Boolean(load_default=False)
    relocated_to_missouri = fields.Boolean(load_default=False)
    first_missouri_school = fields.Boolean(load_default=False)


class SchoolChoice(Question):
    school_id = text(lazy_gettext("Choose a school, or choose to go on without one."))

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"school_id": "" if data["school_id"] == "none" else data["school_id"]}


class OrganizationChoice(Question):
    organization_id = text(lazy_gettext("Choose who should handle this application."))


class Payment(Question):
    payment_plan = fields.String(
        required=True,
        validate=validate.OneOf(["four", "lump"]),
        error_messages={"required": lazy_gettext("Choose how the money should come.")},
    )


HOME: dict[str, type[Question]] = {
    "missouri": Missouri, "contact": Contact, "size": Size, "income": Income, "address": Address, "district": District,
    "payment": Payment,
}  # fmt: skip
CHILD: dict[str, type[Question]] = {
    "name": Name, "birth": Birth, "grade": Grade, "presence": Presence, "earlier": Earlier, "last_school": LastSchool,
    "starting": Starting, "plan": Plan, "dyslexia": Dyslexia, "english": English, "lunch": Lunch, "custody": Custody,
    "military": Military, "school": SchoolChoice, "organization": OrganizationChoice,
}  # fmt: skip


class Check(Size):
    """The few facts of "could we qualify?"; the size of the household is asked as in the application."""

    missouri_resident = fields.Boolean(load_default=False)
    lawfully_present = fields.Boolean(load_default=False)
    earlier = fields.Boolean(load_default=False)
    plan = fields.Boolean(load_default=False)
    public_semester = fields.Boolean(load_default=False)
    sibling = fields.Boolean(load_default=False)
    start = fields.String(
        required=True,
        validate=validate.OneOf(["kindergarten", "first_grade", "no"]),
        error_messages={"required": lazy_gettext("Choose what fits your child.")},
    )
    amount = fields.String(load_default="")
    period = fields.String(load_default="year", validate=validate.OneOf(list(A_YEAR)))

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        year = annual(data["amount"], data["period"])[1] if data["amount"] else None
        return {**data, "annual_income": None if year is None else year.to_wire()}


class Declaration(Schema):
    class Meta:
        unknown = EXCLUDE

    signed_name = text(lazy_gettext("Type your full name to sign."))
    is_true = fields.Boolean(load_default=False)
    version = fields.Integer(load_default=0)

    @post_load
    def signed(self, data: dict[str, Any], **_: Any) -> Signature:
        if not data["is_true"]:
            raise ValidationError(gettext("Check the box to say that what you told us is true."), "is_true")
        return Signature(data["signed_name"], data["version"])


class AgreementForm(Schema):
    class Meta:
        unknown = EXCLUDE

    signed_name = text(lazy_gettext("Type your full name to sign."))
    enrolled = fields.Boolean(load_default=False)
    releases_district = fields.Boolean(load_default=False)
    agrees = fields.Boolean(load_default=False)
