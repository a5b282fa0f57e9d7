"""What the API tells of EAOs."""

from marshmallow import Schema, fields


class OrganizationSchema(Schema):
    """An EAO, with its standing this school year where it has applied for one."""

    id = fields.UUID(required=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    standing = fields.String(required=True, allow_none=True)
    is_invented = fields.Boolean(required=True)


class OrganizationsSchema(Schema):
    """All EAOs by name."""

    organizations = fields.List(fields.Nested(OrganizationSchema), required=True)
