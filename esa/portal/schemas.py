"""The forms of the portal."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from esa.portal.giving.schemas import Dollars


class RegisterSchema(Schema):
    """A parent's own account."""

    display_name = fields.String(
        required=True, validate=validate.Length(max=120), error_messages={"required": "Enter your name."}
    )
    email = fields.Email(
        required=True,
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.com.",
        },
    )
    password = fields.String(required=True, error_messages={"required": "Choose a password."})


def _count(missing: str) -> fields.Integer:
    wrong = "Enter a whole number, 0 or more."
    return fields.Integer(
        required=True,
        strict=False,
        validate=validate.Range(min=0, max=9999, error=wrong),
        error_messages={"required": missing, "invalid": wrong},
    )


class _SchoolOfADistrict(Schema):
    incorporated = fields.Boolean(load_default=False)
    nondiscrimination = fields.Boolean(load_default=False)
    home_district = fields.String(load_default="", validate=validate.Length(max=80))
    school_district = fields.String(load_default="", validate=validate.Length(max=80))
    in_state_custody = fields.Boolean(load_default=False)


class PrivateSchool(Schema):
    """What is asked of a private school (SCH-3, SCH-7)."""

    incorporated = fields.Boolean(load_default=False)
    nondiscrimination = fields.Boolean(load_default=False)
    charges_tuition = fields.Boolean(load_default=False)
    partner = fields.Boolean(load_default=False)
    accredited = fields.Boolean(load_default=False)


class FamilySchool(Schema):
    """What is asked of an FPE school (FPE-2 to FPE-8)."""

    main_purpose = fields.Boolean(load_default=False)
    takes_pay = fields.Boolean(load_default=False)
    background_check = fields.Boolean(load_default=False)
    unrelated_children = _count("Enter how many children who are not family learn there, 0 for none.")
    student_age = _count("Enter the student’s age.")
    hours_total = _count("Enter the hours in a year.")
    hours_core = _count("Enter the hours in core subjects.")
    hours_core_at_location = _count("Enter the core hours at the regular place.")
    records = fields.String(
        required=True,
        validate=validate.OneOf(("all_three", "equivalent", "none"), error="Choose which records are kept."),
        error_messages={"required": "Choose which records are kept."},
    )


FORMS_OF_A_SCHOOL: dict[str, type[Schema]] = {
    "fpe": FamilySchool,
    "private": PrivateSchool,
    "charter": _SchoolOfADistrict,
    "public": _SchoolOfADistrict,
    "virtual": _SchoolOfADistrict,
    "home": Schema,
}


class CourseCheck(Schema):
    """What is asked of a virtual course (MOC-1, MOC-3, MOC-6)."""

    price = Dollars(required=True, error_messages={"required": "Enter the price of the course."})
    length = fields.String(
        required=True,
        validate=validate.OneOf(("semester", "year"), error="Choose how long the course is."),
        error_messages={"required": "Choose how long the course is."},
    )
    full_time_public = fields.Boolean(load_default=False)


class DescriptionSchema(Schema):
    """An EAO's address and federal tax number, as typed; what is wrong with them the room says."""

    class Meta:
        unknown = EXCLUDE

    street = fields.String(load_default="", validate=validate.Length(max=120))
    city = fields.String(load_default="", validate=validate.Length(max=120))
    state = fields.String(load_default="", validate=validate.Length(max=20))
    zip = fields.String(load_default="", validate=validate.Length(max=20))
    tax_number = fields.String(load_default="", validate=validate.Length(max=20))

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return the fields with the state in capitals."""
        return {**data, "state": data["state"].upper()}
