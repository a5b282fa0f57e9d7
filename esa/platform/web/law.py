"""The law's questions and answers as the API describes them; the pure readers of the contract judge what comes."""

from marshmallow import Schema, fields, validate

from esa.law.facts import ACCREDITATIONS, ENTRIES, GRADES, IEP_KINDS, LUNCH_CATEGORIES
from esa.platform.web.wire import Amount, Day


class IepSchema(Schema):
    """A plan of special education."""

    kind = fields.String(required=True, validate=validate.OneOf(IEP_KINDS))
    dated = Day(required=True)


class MilitarySchema(Schema):
    """A child of somebody on active duty."""

    sponsor_on_active_duty = fields.Boolean()
    relocated_to_missouri = fields.Boolean()
    first_missouri_school = fields.Boolean()


class ChildFacts(Schema):
    """What the law asks of a child."""

    birth_date = Day(required=True)
    grade = fields.String(required=True, validate=validate.OneOf(GRADES))
    missouri_resident = fields.Boolean(required=True)
    lawfully_present = fields.Boolean(required=True)
    in_state_custody = fields.Boolean()
    county_has_charter_government = fields.Boolean()
    city_population = fields.Integer(validate=validate.Range(0))
    iep = fields.Nested(IepSchema, allow_none=True)
    dyslexia_diagnosed = fields.Boolean()
    limited_english = fields.Boolean()
    lunch_categorical = fields.String(allow_none=True, validate=validate.OneOf([*LUNCH_CATEGORIES, None]))
    public_semester_in_previous_12_months = fields.Boolean()
    entering = fields.String(allow_none=True, validate=validate.OneOf([*ENTRIES, None]))
    completed_kindergarten = fields.Boolean()
    grant_previous_school_year = fields.Boolean()
    qualified_before = fields.Boolean()
    military = fields.Nested(MilitarySchema, allow_none=True)


class DistrictFacts(Schema):
    """The district of residence and its class."""

    code = fields.String()
    accreditation = fields.String(validate=validate.OneOf(ACCREDITATIONS))


class SiblingFacts(Schema):
    """A sibling's grants."""

    grant_previous_school_year = fields.Boolean(required=True)
    grant_this_school_year = fields.String(required=True, validate=validate.OneOf(["granted", "pending", "no"]))


class StudentFacts(ChildFacts):
    """What the law asks of a student, with what an application need not tell."""

    district = fields.Nested(DistrictFacts)
    entry_cutoff = fields.String()
    siblings = fields.List(fields.Nested(SiblingFacts))


class HouseholdFacts(Schema):
    """Size and income of the household."""

    size = fields.Integer(required=True, validate=validate.Range(1))
    annual_income = Amount(allow_none=True)


class FactsSchema(Schema):
    """One line of facts of `esa law decide`; docs/contract.md has each field."""

    id = fields.String(required=True)
    decided_on = Day(required=True)
    school_year = fields.String(required=True)
    student = fields.Nested(StudentFacts, required=True)
    household = fields.Nested(HouseholdFacts, required=True)


class FindingSchema(Schema):
    """One rule that was tried."""

    rule = fields.String(required=True)
    holds = fields.Boolean(required=True, allow_none=True)
    cite = fields.String(required=True)
    because = fields.String(required=True)


class ReadingsField(fields.Dict):
    """The readings other than the recommended ones by which an answer was made; left out where there is none."""

    def __init__(self) -> None:
        super().__init__(
            keys=fields.String(), values=fields.String(),
            metadata={"description": "Readings of the law other than the recommended ones, by their id."},
        )  # fmt: skip


class AnswerSchema(Schema):
    """The answer of the law: outcome, tier, the most that may be granted, each rule, and what would change it."""

    id = fields.String(required=True)
    law = fields.String(required=True)
    outcome = fields.String(required=True)
    limbs = fields.List(fields.String(), required=True)
    tier = fields.String(required=True, allow_none=True)
    cap = fields.String(required=True, allow_none=True)
    cap_percent = fields.Integer(required=True, allow_none=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    trace = fields.List(fields.String(), required=True)
    readings = ReadingsField()
