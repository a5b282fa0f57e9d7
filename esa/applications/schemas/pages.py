"""The forms and filters of the EAO's pages on applications."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from esa.applications.domain.words import PairStanding, Status
from esa.applications.store.duplicates import PairListing
from esa.applications.store.rows import Listing
from esa.kernel.dates import SchoolYear


class ListingSchema(Schema):
    """What a reviewer asks to see; an address may carry more than we know."""

    class Meta:
        unknown = EXCLUDE

    year = fields.String(load_default="")
    status = fields.String(load_default="", validate=validate.OneOf(["", *[each.value for each in Status]]))
    tier = fields.String(load_default="", validate=validate.OneOf(["", *"acdefghi"]))
    search = fields.String(load_default="", validate=validate.Length(max=80))
    school = fields.String(load_default="", validate=validate.Length(max=80))
    order = fields.String(load_default="completed", validate=validate.OneOf(["completed", "name"]))
    after = fields.String(load_default="")

    @post_load
    def make(self, data: dict[str, str], **_: object) -> Listing:
        """Return the listing."""
        return Listing(
            school_year=SchoolYear.parse(data["year"]),
            status=Status(data["status"]) if data["status"] else None,
            tier=data["tier"] or None,
            search=data["search"],
            school=data["school"],
            order=data["order"],
            after=data["after"] or None,
        )


class PairListingSchema(Schema):
    """Which pairs a reviewer asks to see."""

    class Meta:
        unknown = EXCLUDE

    standing = fields.Enum(PairStanding, by_value=True, load_default=PairStanding.OPEN)
    after = fields.String(load_default=None)

    @post_load
    def make(self, data: dict[str, Any], **_: object) -> PairListing:
        """Return the listing."""
        return PairListing(**data)


class SettleSchema(Schema):
    """Whether a pair is the same child."""

    same = fields.String(required=True, validate=validate.OneOf(["yes", "no"]))
