"""What the API asks and tells of the state's lists of districts and schools."""

from marshmallow import Schema, fields, validate

from esa.platform.web.wire import AFTER, Cursor, told


class ListQuery(Schema):
    """Which records of a list are asked for."""

    search = fields.String(
        load_default="", validate=validate.Length(max=80), metadata=told("Words that the name or the place holds.")
    )
    after = Cursor(load_default=None, metadata=told(AFTER))


class DistrictSchema(Schema):
    """A district, or a charter or state school that stands in the same public list."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    county = fields.String(required=True)
    city = fields.String(required=True)
    zip = fields.String(required=True)
    entry_cutoff = fields.String(required=True)
    source = fields.String(required=True)
    as_of = fields.Date(required=True)


class SchoolSchema(Schema):
    """A school that students may attend."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    city = fields.String(required=True)
    county = fields.String(required=True)
    kind = fields.String(required=True)
    is_invented = fields.Boolean(required=True)
    source = fields.String(required=True)
    as_of = fields.Date(required=True)


class DistrictsSchema(Schema):
    """A page of districts; `next` goes on, null at the end."""

    districts = fields.List(fields.Nested(DistrictSchema), required=True, attribute="rows")
    next = Cursor(required=True, allow_none=True, attribute="following")


class SchoolsSchema(Schema):
    """A page of schools; `next` goes on, null at the end."""

    schools = fields.List(fields.Nested(SchoolSchema), required=True, attribute="rows")
    next = Cursor(required=True, allow_none=True, attribute="following")
