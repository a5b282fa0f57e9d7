"""The API's own papers: the OpenAPI document, and a page that reads it out without any script."""

from typing import Any

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from esa.identity.domain import CALLS_OF_A_KEY, CALLS_OF_AN_ADDRESS
from esa.platform.web.access import public
from esa.platform.web.api import document

blueprint = Blueprint("api_pages", __name__)


@blueprint.get("/api/v1/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    """Give the OpenAPI document."""
    return jsonify(document())


@blueprint.get("/help/api")
@public
def page() -> ResponseReturnValue:
    """Read the document out, in the reader's language."""
    told = document()
    return render_template(
        "portal/api.html", rooms=_rooms(told), schemas=sorted(told["components"]["schemas"].items()),
        titles={each["name"]: each["description"] for each in told["tags"]},
        coded=coded, limits=(CALLS_OF_A_KEY, CALLS_OF_AN_ADDRESS),
    )  # fmt: skip


def coded(text: str) -> Markup:
    """Return a sentence as it reads on a page: what stands between backticks is code."""
    parts = str(escape(text)).split("`")
    return Markup("").join(Markup(f"<code>{part}</code>") if at % 2 else Markup(part) for at, part in enumerate(parts))  # noqa: S704 - escaped above


def _rooms(told: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the operations by room, in the order of the document."""
    found: dict[str, list[dict[str, Any]]] = {each["name"]: [] for each in told["tags"]}
    for path, methods in told["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method != "parameters":
                parameters = [*shared, *operation.get("parameters", [])]
                more = {"path": path, "method": method.upper(), "parameters": parameters}
                found[operation["tags"][0]].append({**operation, **more})
    return list(found.items())
