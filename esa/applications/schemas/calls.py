"""What the API asks and tells of applications: lists, one with its decision, whole lists brought in."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from esa.applications.domain.bringing import SHOWN
from esa.applications.domain.words import Evidence, Origin, PaymentPlan, Status
from esa.applications.store.rows import Listing
from esa.platform.web.law import AnswerSchema, ChildFacts
from esa.platform.web.wire import DRY, Amount, Cursor, Day, Flag, Moment, PageQuery, Untouched, Words, Year, YesNo, told


class ListingQuery(PageQuery):
    """Which of the EAO's applications are asked for, and in which order."""

    school_year = Year(required=True)
    status = Words(Status, load_default=None, metadata=told("Only those that stand so."))
    tier = fields.String(
        load_default=None,
        validate=validate.OneOf([*"acdefghi"]),
        metadata=told("Only this tier of the order, siblings not counted."),
    )
    search = fields.String(
        load_default="",
        validate=validate.Length(max=80),
        metadata=told("The beginning of a name, or an application's number."),
    )
    school = fields.String(
        load_default="", validate=validate.Length(max=80), metadata=told("Words that the school's name or city holds.")
    )
    order = fields.String(
        load_default="completed",
        validate=validate.OneOf(["completed", "name"]),
        metadata=told("By day of completion, or by name."),
    )

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> tuple[str | None, Listing]:
        """Return the EAO that is named, and the listing."""
        return data.pop("organization"), Listing(**data)


class ApplicationSchema(Schema):
    """One child's application, and where it stands."""

    number = fields.String(required=True, attribute="reference")
    external_id = fields.String(required=True)
    school_year = Year(required=True)
    given_name = fields.String(required=True)
    family_name = fields.String(required=True)
    birth_date = fields.Date(required=True, attribute="birth_on")
    grade = fields.String(required=True)
    origin = Words(Origin, required=True)
    completed_at = Moment(required=True)
    status = Words(Status, required=True)
    outcome = fields.String(required=True, allow_none=True)
    tier = fields.String(required=True, allow_none=True, attribute="base_tier")
    cap = Amount(required=True, allow_none=True)
    cap_percent = fields.Integer(required=True, allow_none=True)


class ApplicationsSchema(Schema):
    """A page of applications; `next` goes on, null at the end."""

    applications = fields.List(fields.Nested(ApplicationSchema), required=True, attribute="rows")
    next = Cursor(required=True, allow_none=True, attribute="following")


class DecisionSchema(Schema):
    """What the law said, with the facts it saw, rule by rule."""

    sequence = fields.Integer(required=True)
    decided_on = fields.Date(required=True)
    decided_at = Moment(required=True)
    law = fields.String(required=True)
    facts = fields.Dict(required=True)
    answer = fields.Nested(AnswerSchema, required=True)


class PaperSchema(Schema):
    """A paper that came with the application."""

    kind = fields.String(required=True)
    filename = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    received_at = Moment(required=True)


class OneApplicationSchema(ApplicationSchema):
    """An application with every decision on it, the newest first, and its papers."""

    facts = fields.Dict(required=True)
    evidence = fields.Dict(required=True)
    payment_plan = Words(PaymentPlan, required=True)
    tuition = Amount(required=True, allow_none=True)
    agreement_on = fields.Date(required=True, allow_none=True)
    enrolled_on = fields.Date(required=True, allow_none=True)
    decisions = fields.List(fields.Nested(DecisionSchema), required=True)
    papers = fields.List(fields.Nested(PaperSchema), required=True)


class ShownSchema(Schema):
    """The kind of paper that shows a fact, and its day."""

    kind = fields.String(required=True, validate=validate.OneOf([each.value for each in Evidence]))
    dated = Day(required=True)


class NewHousehold(Schema):
    """A household of the list."""

    key = fields.String(required=True)
    contact_name = fields.String(required=True)
    size = fields.Integer(required=True, validate=validate.Range(1))
    annual_income = Amount(allow_none=True)
    email = fields.String()
    phone = fields.String()
    street = fields.String()
    city = fields.String()
    zip = fields.String()
    county = fields.String()
    district = fields.String()
    language = fields.String(validate=validate.OneOf(["en", "es"]))


class NewChild(ChildFacts):
    """A child of the list."""

    external_id = fields.String(required=True)
    given_name = fields.String(required=True)
    family_name = fields.String(required=True)
    completed_at = Moment(required=True)
    payment_plan = fields.String(validate=validate.OneOf([each.value for each in PaymentPlan]))
    school = fields.String()
    school_city = fields.String()
    tuition = Amount(allow_none=True)
    agreement_on = Day(allow_none=True)
    enrolled_on = Day(allow_none=True)
    state_student_number = fields.String()
    evidence = fields.Nested(Schema.from_dict({each: fields.Nested(ShownSchema) for each in SHOWN}, name="Evidence"))


class ListedHousehold(Schema):
    """One line of the list: a household with its children, as `esa applications import` takes it."""

    household = fields.Nested(NewHousehold, required=True)
    children = fields.List(fields.Nested(NewChild), required=True, validate=validate.Length(min=1))


class BringSchema(Schema):
    """A list of applications; the same list again changes nothing."""

    school_year = Year(required=True)
    dry_run = YesNo(load_default=False)
    all_or_none = YesNo(load_default=True)
    households = fields.List(Untouched(ListedHousehold), required=True, validate=validate.Length(min=1))


class BringQuery(Schema):
    """How a file of applications is to be taken."""

    school_year = Year(required=True)
    dry_run = Flag(load_default=False, metadata=told(DRY))
    all_or_none = Flag(load_default=True, metadata=told("One bad row keeps all out."))


class FaultSchema(Schema):
    """What is wrong with one field of a row."""

    field = fields.String(required=True)
    message = fields.String(required=True)


class RejectedSchema(Schema):
    """A row that was not taken: its line (the first household is 1), the child's number, all that is wrong."""

    line = fields.Integer(required=True)
    id = fields.String(required=True, allow_none=True)
    errors = fields.List(fields.Nested(FaultSchema), required=True)


class BroughtSchema(Schema):
    """What was done with a list, or would be in a dry run."""

    dry_run = fields.Boolean(required=True)
    seen_before = fields.Boolean(required=True)
    children = fields.Integer(required=True)
    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    decided = fields.Integer(required=True)
    waiting = fields.Integer(
        required=True, metadata=told("Kept undecided, because a figure that the decision needs is not published yet.")
    )
    rejected = fields.List(fields.Nested(RejectedSchema), required=True)
