"""Problem documents of the API (RFC 9457): a stable code, and every ground with its field and the way out."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"

# What an HTTP fault of the web layer is called, and the way out of it.
_FAULTS: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "The call cannot be read. Look at the address and the headers."),
    404: ("not_found", "There is nothing at this address. /api/v1/openapi.json lists all there is."),
    405: ("method_not_allowed", "This address does not take this method; the header Allow names those it takes."),
    413: ("too_large", "The body is too large. Send at most 42 MB, in several calls."),
    414: ("too_large", "The address is too long. Use fewer or shorter filters."),
    415: ("wrong_content_type", "The body has a content type that is not read here."),
    431: ("too_large", "The headers are too large."),
}


class GroundSchema(Schema):
    """One reason of a refusal: the field (empty for the call as a whole) and one sentence with the way out."""

    field = fields.String(required=True)
    message = fields.String(required=True)


class ProblemSchema(Schema):
    """A refusal; `code` is stable, `grounds` are all its reasons."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    grounds = fields.List(fields.Nested(GroundSchema), required=True)


def problem(status: int, code: str, title: str, grounds: Sequence[Mapping[str, str]] = (), **more: Any) -> Response:
    """Return the problem document; a refusal without grounds has its own sentence as the one ground."""
    told = list(grounds) or [{"field": "", "message": title}]
    body = {"type": f"urn:esa:error:{code}", "title": title, "status": status, "code": code, "grounds": told, **more}
    answer = jsonify(body)
    answer.status_code, answer.mimetype = status, MEDIA_TYPE
    return answer


def problem_of_fault(fault: HTTPException) -> Response:
    """Return the problem document of a fault that the web layer raised, with the methods that are allowed."""
    status = fault.code or 500
    code, message = _FAULTS.get(status, (f"http_{status}", fault.name))
    if status in (400, 415) and fault.description:
        message = fault.description
    answer = problem(status, code, message)
    for name, value in fault.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer
