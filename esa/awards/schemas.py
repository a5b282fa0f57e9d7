"""The form of a new draft."""

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from esa.awards.domain.plan import Options
from esa.kernel.dates import SchoolYear

_YEAR = "Choose a school year like 2025-26."


class DraftSchema(Schema):
    """The EAO's rules for ties and for the last dollars, for one school year."""

    year = fields.String(required=True)
    tie = fields.String(required=True, validate=validate.OneOf(["completed", "lottery"]))
    seed = fields.String(load_default=None, validate=validate.Length(max=200))
    last = fields.String(required=True, validate=validate.OneOf(["stop", "partial"]))

    @validates_schema
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
