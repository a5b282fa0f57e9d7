"""The form of a new draft; what the API tells of a run."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from esa.awards.domain.plan import Options
from esa.awards.domain.takeover import Totals
from esa.awards.domain.words import RunStanding
from esa.kernel.dates import SchoolYear
from esa.platform.web.dollars import Dollars
from esa.platform.web.wire import AFTER, Amount, Cursor, Moment, Words, Year, told

_COUNT = lazy_gettext("Enter how many accounts there are.")
_TOTAL = lazy_gettext("Enter a total in dollars, 0 for nothing.")
_YEAR = "Choose a school year like 2025-26."


class DraftSchema(Schema):
    """The EAO's rules for ties and for the last dollars, for one school year."""

    year = fields.String(required=True)
    tie = fields.String(required=True, validate=validate.OneOf(["completed", "lottery"]))
    seed = fields.String(load_default=None, validate=validate.Length(max=200))
    last = fields.String(required=True, validate=validate.OneOf(["stop", "partial"]))

    @validates_schema(skip_on_field_errors=False)
    def check(self, data: dict[str, str], **_: object) -> None:
        """Raise ValidationError for a lottery without a seed."""
        if data.get("tie") == "lottery" and not data.get("seed"):
            raise ValidationError("A lottery needs a seed. Choose a text that was made public before.", "seed")

    @post_load
    def make(self, data: dict[str, str], **_: object) -> tuple[SchoolYear, Options]:
        """Return year and options. Raises ValidationError for two years that do not follow each other."""
        seed = data["seed"] if data["tie"] == "lottery" else None
        try:
            year = SchoolYear.parse(data["year"])
        except ValueError:
            raise ValidationError(_YEAR, "year") from None
        return year, Options(data["tie"], seed, data["last"])


def _is_year(text: str) -> None:
    """Raise ValidationError for what is no school year."""
    try:
        SchoolYear.parse(text)
    except ValueError:
        raise ValidationError("must be a school year like 2025-26") from None


class NewDraftSchema(DraftSchema):
    """What a draft is made of: the year, the rule for ties, the rule for the last dollars."""

    year = fields.String(required=True, data_key="school_year", validate=_is_year)
    seed = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))


class RunSchema(Schema):
    """An award run; `digest` is over the pool, the funds and the rules, and stands once the run is frozen."""

    number = fields.String(required=True, attribute="reference")
    school_year = Year(required=True)
    standing = Words(RunStanding, required=True)
    tie = fields.String(required=True, attribute="tie_rule")
    seed = fields.String(required=True)
    last = fields.String(required=True, attribute="last_rule")
    digest = fields.String(required=True, allow_none=True)
    drafted_at = Moment(required=True)
    frozen_at = Moment(required=True, allow_none=True)
    released_at = Moment(required=True, allow_none=True)
    summary = fields.Dict(required=True)
    readings = fields.Dict(
        required=True, keys=fields.String(), values=fields.String(),
        metadata={"description": "Readings of the law other than the recommended ones by which the run ranks."},
    )  # fmt: skip


class RunsSchema(Schema):
    """The EAO's runs, the newest first."""

    award_runs = fields.List(fields.Nested(RunSchema), required=True)


class PlaceSchema(Schema):
    """An applicant's place in a frozen run."""

    sequence = fields.Integer(required=True)
    outcome = fields.String(required=True)
    tier = fields.String(required=True, allow_none=True)
    amount = Amount(required=True, allow_none=True)
    sources = fields.String(required=True)
    reason = fields.String(required=True)
    application_id = fields.UUID(required=True)


class PlacesSchema(Schema):
    """A page of places by sequence; `next` goes on, null at the end."""

    places = fields.List(fields.Nested(PlaceSchema), required=True, attribute="rows")
    next = Cursor(required=True, allow_none=True, attribute="following")


class PlacesQuery(Schema):
    """From where on places are asked for."""

    after = Cursor(load_default=None, metadata=told(AFTER))

    @post_load
    def make(self, data: dict[str, str | None], **_: object) -> int:
        """Return the sequence after which to go on. Raises ValidationError for a mark of another list."""
        mark = data["after"] or "0"
        if not (mark.isascii() and mark.isdigit() and len(mark) < 10):  # noqa: PLR2004 - a sequence fits in these
            raise ValidationError("is no mark of this list; take it from `next` of the page before", "after")
        return int(mark)


class TakeoverForm(Schema):
    """The control totals of the earlier system, their proof, and whether to propose what was shown."""

    accounts = fields.Integer(required=True, error_messages={"required": _COUNT, "invalid": _COUNT})
    granted = Dollars(required=True, error_messages={"required": _TOTAL})
    deposited = Dollars(required=True, error_messages={"required": _TOTAL})
    spent = Dollars(required=True, error_messages={"required": _TOTAL})
    proof = fields.String(load_default="", validate=validate.Length(max=400))

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> tuple[Totals, str]:
        """Return totals and proof."""
        proof = data.pop("proof")
        return Totals(**data), proof
