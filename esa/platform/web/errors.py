"""One mapper from refusals to a page or a problem document (RFC 9457); HTTP statuses are known only here."""

from typing import Any

import structlog
from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from esa.kernel.errors import Conflict, EsaError, Forbidden, Invalid, LimitReached, NotFound

log = structlog.get_logger()

_STATUS: dict[type[EsaError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Invalid: 422,
    Conflict: 409,
    LimitReached: 409,
}


def _wants_json() -> bool:
    return request.path.startswith("/api/")


def _problem(status: int, code: str, detail: str, grounds: list[dict[str, str]]) -> Response:
    body: dict[str, Any] = {"type": f"urn:esa:error:{code}", "title": detail, "status": status, "code": code}
    if grounds:
        body["grounds"] = grounds
    answer = jsonify(body)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer


def _refusal(refusal: EsaError) -> ResponseReturnValue:
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 400)
    log.info("refused", code=refusal.code, path=request.path, status=status)
    grounds = [{"field": ground.field, "message": ground.message} for ground in refusal.grounds]
    if _wants_json():
        return _problem(status, refusal.code, refusal.message, grounds)
    return render_template("layout/refusal.html", refusal=refusal, status=status), status


def _http(fault: HTTPException) -> ResponseReturnValue:
    status = fault.code or 500
    if status < 400:  # noqa: PLR2004 - a redirect that werkzeug raises is no error
        return fault
    if _wants_json():
        answer = _problem(status, f"http_{status}", fault.name, [])
        for name, value in fault.get_headers():
            if name == "Allow":
                answer.headers[name] = value
        return answer
    return render_template("layout/http_error.html", status=status, name=fault.name), status


def _csrf(fault: CSRFError) -> ResponseReturnValue:
    del fault
    stale = Invalid(
        gettext("This page had been open too long. Go back, reload it and send it again."), code="stale_form"
    )
    return render_template("layout/refusal.html", refusal=stale, status=400), 400


def _defect(fault: Exception) -> ResponseReturnValue:
    log.error("defect", path=request.path, error=type(fault).__name__, exc_info=fault)
    if _wants_json():
        return _problem(500, "defect", "Something went wrong on our side.", [])
    return render_template("layout/http_error.html", status=500, name=""), 500


def register(app: Flask) -> None:
    """Make the application answer refusals, HTTP errors and defects."""
    app.register_error_handler(EsaError, _refusal)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _defect)
