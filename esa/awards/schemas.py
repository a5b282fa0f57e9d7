"""The form of a new draft."""

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from esa.awards.domain.plan import Options
from esa.kernel.dates import SchoolYear


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
        """Return year and options."""
        seed = data["seed"] if data["tie"] == "lottery" else None
        return SchoolYear.parse(data["year"]), Options(data["tie"], seed, data["last"])
