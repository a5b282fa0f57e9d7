"""What the API tells of a published posting."""

from marshmallow import Schema, fields

from esa.platform.web.wire import Moment, Year


class PostingFileSchema(Schema):
    """A file of a posting; its bytes are at /api/v1/postings/YEAR/PATH."""

    path = fields.String(required=True)
    media_type = fields.String(required=True)
    sha256 = fields.String(required=True)
    size = fields.Integer(required=True)


class PostingSchema(Schema):
    """A published posting with its files; the digest is over all of them."""

    school_year = Year(required=True)
    built_at = Moment(required=True)
    digest = fields.String(required=True)
    files = fields.List(fields.Nested(PostingFileSchema), required=True)
