"""The law's checks of expenses, schools, donors and EAOs as the API describes them; the contract's readers judge."""

from marshmallow import INCLUDE, Schema, fields, validate

from esa.law.expense_facts import CATEGORIES, PAID_TO, PAYEE_KINDS
from esa.law.school_facts import KINDS, RECORDS
from esa.platform.web.law import FindingSchema, ReadingsField
from esa.platform.web.wire import Amount, Day


class PayeeFacts(Schema):
    """Who would be paid."""

    kind = fields.String(required=True, validate=validate.OneOf(PAYEE_KINDS))
    state = fields.String(required=True, validate=validate.Regexp("^[A-Z]{2}$"))
    name = fields.String(allow_none=True)
    qualified_school = fields.Boolean()
    licensed_or_accredited = fields.Boolean()
    relation_degree = fields.Integer(allow_none=True, validate=validate.Range(1))
    on_eao_firm_list = fields.Boolean()


class ExpenseFacts(Schema):
    """One line of `esa expense check`."""

    id = fields.String(required=True)
    on = Day(required=True)
    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))
    amount = Amount(required=True)
    balance = Amount(required=True)
    payee = fields.Nested(PayeeFacts, required=True)
    required_by_school = fields.Boolean()
    eao_approval = fields.String(allow_none=True)
    district_of_residence_service = fields.Boolean()
    paid_to = fields.String(validate=validate.OneOf(PAID_TO))


class ExpenseAnswer(Schema):
    """May it be paid from the account, and by which rule."""

    id = fields.String(required=True)
    law = fields.String(required=True)
    outcome = fields.String(required=True)
    rule = fields.String(required=True)
    cite = fields.String(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    readings = ReadingsField()


class FpeFacts(Schema):
    """How a family paced education school is run."""

    unrelated_children = fields.Integer(required=True, validate=validate.Range(0))
    takes_pay = fields.Boolean()
    student_age = fields.Integer(required=True, validate=validate.Range(0))
    hours_total = fields.Integer(required=True, validate=validate.Range(0))
    hours_core = fields.Integer(required=True, validate=validate.Range(0))
    hours_core_at_location = fields.Integer(required=True, validate=validate.Range(0))
    records = fields.String(required=True, validate=validate.OneOf(RECORDS))


class PupilFacts(Schema):
    """The student whose enrollment is judged."""

    resident_district = fields.String(required=True)
    in_state_custody = fields.Boolean()


class SchoolFacts(Schema):
    """One line of `esa school check`."""

    id = fields.String(required=True)
    on = Day(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    incorporated_in_missouri = fields.Boolean()
    nondiscrimination = fields.Boolean()
    charges_tuition = fields.Boolean()
    fpe = fields.Nested(FpeFacts)
    student = fields.Nested(PupilFacts)
    operated_by_district = fields.String(allow_none=True)
    located_in_district = fields.String(allow_none=True)


class SchoolAnswer(Schema):
    """Is it a qualified school."""

    id = fields.String(required=True)
    law = fields.String(required=True)
    outcome = fields.String(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    readings = ReadingsField()


class DonorYear(Schema):
    """A donor's year."""

    year = fields.Integer(required=True)
    liability = Amount(required=True)
    gifts = Amount(required=True)


class DonorFacts(Schema):
    """One line of `esa credit claim`."""

    id = fields.String(required=True)
    years = fields.List(fields.Nested(DonorYear), required=True, validate=validate.Length(min=1))


class Carried(Schema):
    """Credit that goes on to the next year."""

    class Meta:
        """A field whose name is a word of Python."""

        include = {"from": fields.Integer(required=True)}  # noqa: RUF012 - the library's own

    amount = fields.String(required=True)
    last_year = fields.Integer(required=True)


class DonorYearAnswer(Schema):
    """What a year's claim comes to."""

    year = fields.Integer(required=True)
    limit = fields.String(required=True)
    claimed = fields.String(required=True)
    expired = fields.String(required=True)
    carried = fields.List(fields.Nested(Carried), required=True)


class DonorAnswer(Schema):
    """What a donor may claim, year by year."""

    id = fields.String(required=True)
    law = fields.String(required=True)
    years = fields.List(fields.Nested(DonorYearAnswer), required=True)


class EaoYearFacts(Schema):
    """One line of `esa eao limits`."""

    id = fields.String(required=True)
    contributions = Amount(required=True)
    interest = Amount(required=True)
    spent_on_accounts = Amount(required=True)
    interest_spent_on_accounts = Amount(required=True)
    overhead = Amount(required=True)
    remitted_to_fund = Amount(required=True)


class EaoYearAnswer(Schema):
    """The yearly duties of an EAO in dollars."""

    id = fields.String(required=True)
    law = fields.String(required=True)
    remittance_due = fields.String(required=True)
    minimum_on_accounts = fields.String(required=True)
    overhead_limit = fields.String(required=True)
    interest_due_to_accounts = fields.String(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    readings = ReadingsField()


class QuestionFacts(Schema):
    """One line of `esa law ask`: its id and the facts of the question, which `esa law questions` lists."""

    class Meta:
        """What a question has beside these is its own."""

        unknown = INCLUDE

    id = fields.String(required=True)


class QuestionAnswer(Schema):
    """The outcome, every rule that was tried, and the figures of the question beside them."""

    class Meta:
        """What a question has beside these is its own."""

        unknown = INCLUDE

    id = fields.String(required=True)
    law = fields.String(required=True)
    outcome = fields.String(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
