"""One mapper from refusals to a page or a problem document (RFC 9457); HTTP statuses are known only here."""

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from esa.kernel.errors import Conflict, EsaError, Forbidden, Invalid, LimitReached, NotFound, NotKnown, TooOften
from esa.platform.web.edge import is_api
from esa.platform.web.problems import problem, problem_of_fault

log = structlog.get_logger()

_STATUS: dict[type[EsaError], int] = {
    NotFound: 404,
    NotKnown: 401,
    Forbidden: 403,
    Invalid: 422,
    Conflict: 409,
    TooOften: 429,
    LimitReached: 409,
}


def _refusal(refusal: EsaError) -> ResponseReturnValue:
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 400)
    log.info("refused", code=refusal.code, path=request.path, status=status)
    grounds = [{"field": ground.field, "message": ground.message} for ground in refusal.grounds]
    if is_api():
        answer = problem(status, refusal.code, refusal.message, grounds)
        if isinstance(refusal, TooOften):
            answer.headers["Retry-After"] = str(refusal.wait)
        if isinstance(refusal, NotKnown):
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return render_template("layout/refusal.html", refusal=refusal, status=status), status


def _http(fault: HTTPException) -> ResponseReturnValue:
    status = fault.code or 500
    if status < 400:  # noqa: PLR2004 - a redirect that werkzeug raises is no error
        return fault
    if is_api():
        return problem_of_fault(fault)
    return render_template("layout/http_error.html", status=status, name=fault.name), status


def _csrf(fault: CSRFError) -> ResponseReturnValue:
    del fault
    stale = Invalid(
        gettext("This page had been open too long. Go back, reload it and send it again."), code="stale_form"
    )
    return render_template("layout/refusal.html", refusal=stale, status=400), 400


def _defect(fault: Exception) -> ResponseReturnValue:
    log.error("defect", path=request.path, error=type(fault).__name__, exc_info=fault)
    if is_api():
        return problem(500, "defect", "Something went wrong on our side. Try again; if it stays, tell us the time.")
    return render_template("layout/http_error.html", status=500, name=""), 500


def register(app: Flask) -> None:
    """Make the application answer refusals, HTTP errors and defects."""
    app.register_error_handler(EsaError, _refusal)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _defect)
