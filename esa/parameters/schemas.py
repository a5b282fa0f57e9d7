"""What the API asks and tells of the law in force."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from esa.kernel.dates import SchoolYear
from esa.law.versions import version_on
from esa.platform.translation import LANGUAGES
from esa.platform.web.wire import Day, Year, told


class DayQuery(Schema):
    """The day asked for; today (Central time) when left out."""

    on = Day(load_default=None, metadata=told("The day asked for; today (Central time) when left out."))

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> date | None:
        """Return the day. Raises ValidationError for one before the program began."""
        day: date | None = data["on"]
        if day is not None:
            try:
                version_on(day)
            except ValueError as fault:
                raise ValidationError(str(fault), "on") from None
        return day


class ParameterSchema(Schema):
    """A parameter's value of the day, with its citation and how sure it is, and the days of that value."""

    class Meta:
        include = {"from": fields.String(required=True), "to": fields.String(required=True, allow_none=True)}  # noqa: RUF012 - the library's own

    key = fields.String(required=True)
    title = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    unit = fields.String(required=True)
    rule = fields.String(required=True)
    cite = fields.String(required=True)
    status = fields.String(required=True)


class LawSchema(Schema):
    """The law of a day."""

    law = fields.String(required=True)
    on = fields.String(required=True)
    parameters = fields.List(fields.Nested(ParameterSchema), required=True)


class DatedValueSchema(Schema):
    """A value with the days it holds for, the day after the last open where it is null, and how sure it is."""

    class Meta:
        include = {"from": fields.String(required=True), "to": fields.String(required=True, allow_none=True)}  # noqa: RUF012 - the library's own

    value = fields.Raw(required=True, allow_none=True)
    cite = fields.String(required=True)
    status = fields.String(required=True)


class DatedParameterSchema(Schema):
    """A parameter with all its values, the oldest first."""

    key = fields.String(required=True)
    topic = fields.String(required=True)
    title = fields.String(required=True)
    unit = fields.String(required=True)
    rule = fields.String(required=True)
    values = fields.List(fields.Nested(DatedValueSchema), required=True)


class ParametersSchema(Schema):
    """All parameters."""

    parameters = fields.List(fields.Nested(DatedParameterSchema), required=True)


class LanguageQuery(Schema):
    """In which language the reasons are said."""

    language = fields.String(
        load_default="en", validate=validate.OneOf(LANGUAGES), metadata=told("The language of the reasons.")
    )

    @post_load
    def make(self, data: dict[str, str], **_: object) -> str:
        """Return the language."""
        return data["language"]


class RuleSchema(Schema):
    """A rule with its section, one sentence, what decides and tries it, and where it acts."""

    id = fields.String(required=True)
    cite = fields.String(required=True)
    says = fields.String(required=True)
    code = fields.List(fields.String(), required=True)
    parameters = fields.List(fields.String(), required=True)
    scenarios = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    acts = fields.List(fields.String(), required=True)
    binds = fields.String(required=True, allow_none=True)


class RulesSchema(Schema):
    """All rules."""

    rules = fields.List(fields.Nested(RuleSchema), required=True)


class CalendarQuery(LanguageQuery):
    """A school year, this one when left out, and the language of the sentences."""

    school_year = Year(load_default=None, metadata=told("The school year; this one when left out."))

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> Any:
        """Return the year or None, and the language. Raises ValidationError for a year before the program."""
        year: SchoolYear | None = data["school_year"]
        if year is not None:
            try:
                version_on(year.first_day)
            except ValueError as fault:
                raise ValidationError(str(fault), "school_year") from None
        return year, data["language"]


class CalendarEntrySchema(Schema):
    """A day, or days, with the rule behind it."""

    on = fields.String(required=True)
    until = fields.String(required=True, allow_none=True)
    rule = fields.String(required=True)
    cite = fields.String(required=True)
    status = fields.String(required=True)
    says = fields.String(required=True)


class HolidaySchema(Schema):
    """A holiday and who keeps it."""

    on = fields.String(required=True)
    name = fields.String(required=True)
    kept_by = fields.List(fields.String(), required=True)


class CalendarSchema(Schema):
    """A school year's days and holidays."""

    school_year = fields.String(required=True)
    entries = fields.List(fields.Nested(CalendarEntrySchema), required=True)
    holidays = fields.List(fields.Nested(HolidaySchema), required=True)
