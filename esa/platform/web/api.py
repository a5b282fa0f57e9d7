"""The JSON API: a room's routes with what they take and answer, and the OpenAPI document that follows from them."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

import flask_smorest
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, current_app
from flask_smorest.utils import prepare_response
from marshmallow import Schema

from esa.kernel.permissions import Permission
from esa.platform.web.access import MARK
from esa.platform.web.problems import MEDIA_TYPE, ProblemSchema
from esa.platform.web.reader import Reader
from esa.platform.web.wire import Amount, Day, Moment, Words, Year, YesNo

F = TypeVar("F", bound=Callable[..., Any])
VERSION = "/api/v1"
LINES = "application/x-ndjson"
_ABOUT = (
    "The JSON interface of esa for the systems of educational assistance organizations and of the State Treasurer. "
    "A key acts as the person who made it. Refusals are problem documents (RFC 9457) with a stable `code` and all "
    "`grounds`, each with its field."
)


class Room(flask_smorest.Blueprint):  # type: ignore[misc]
    """A room's part of the API."""

    ARGUMENTS_PARSER = Reader()

    def __init__(self, name: str, path: str, description: str) -> None:
        super().__init__(f"{name}_api", __name__, url_prefix=VERSION + path, description=description)

    def at(self, path: str, method: str = "GET") -> Callable[[F], F]:
        """Give the route its address; it already carries its permission mark."""

        def register(view: F) -> F:
            mark = getattr(view, MARK)
            more: dict[str, Any] = {"security": []}
            if isinstance(mark, Permission):
                more = {"security": [{"key": []}], "x-permission": mark.value}
            described = self.doc(**more, operationId=f"{self.name.removesuffix('_api')}_{view.__name__}")(view)
            self.add_url_rule(path, view.__name__, described, methods=[method], tags=[self.name.removesuffix("_api")])
            return view

        return register

    def query(self, schema: type[Schema]) -> Callable[[F], F]:
        """Say what the address may carry; the view is handed what the schema makes of it."""
        return cast(Callable[[F], F], self.arguments(schema, location="query"))

    def body(self, schema: type[Schema], example: Any = None) -> Callable[[F], F]:
        """Say what the JSON body is; the view is handed what the schema makes of it."""
        return cast(Callable[[F], F], self.arguments(schema, location="json", example=example))

    def takes(self, schema: type[Schema] | None, *media_types: str) -> Callable[[F], F]:
        """Say that the view reads the body by itself: JSON of the schema, where one is given, or a file of a kind."""
        content: dict[str, Any] = {each: {"schema": {"type": "string"}} for each in media_types}
        if schema is not None:
            content = {"application/json": {"schema": schema}, **content}
        return cast(Callable[[F], F], self.doc(requestBody={"required": True, "content": content}))

    def answers(self, schema: type[Schema], status: int = 200) -> Callable[[F], F]:
        """Say what is answered."""
        return cast(Callable[[F], F], self.response(status, schema))

    def file(self, *media_types: str) -> Callable[[F], F]:
        """Say that a file is answered, of one of these kinds."""

        def decorate(view: F) -> F:
            for each in media_types:
                view = self.response(200, {} if each == "application/json" else {"type": "string"}, content_type=each)(
                    view
                )
            return view

        return decorate


class Api(flask_smorest.Api):  # type: ignore[misc]
    """The library's assembly, with our problem documents in the place of its own errors."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave refusals to the one mapper of the house."""

    def _register_responses(self) -> None:
        refusal = {"description": "A refusal: its code, and every ground with its field.", "schema": ProblemSchema}
        for name in (self.DEFAULT_ERROR_RESPONSE_NAME, "UNPROCESSABLE_ENTITY", "UNPROCESSABLE_CONTENT"):
            told = dict(refusal)
            prepare_response(told, self.spec, MEDIA_TYPE)
            self.spec.components.response(name, told, lazy=True)


def register(app: Flask, rooms: Iterable[Room]) -> None:
    """Put the rooms' routes into the application and make its OpenAPI document."""
    app.config.update(API_TITLE="esa", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    plugin = MarshmallowPlugin()
    api = Api(
        app,
        spec_kwargs={
            "marshmallow_plugin": plugin,
            "info": {"description": _ABOUT, "license": {"name": "MIT", "identifier": "MIT"}},
        },
    )
    for field, form in ((Amount, None), (Year, None), (Words, None), (Day, "date"), (Moment, "date-time")):
        api.register_field(field, "string", form)
    api.register_field(YesNo, "boolean", None)
    if plugin.converter is not None:
        plugin.converter.add_attribute_function(_form)  # type: ignore[no-untyped-call]
    api.spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    for room in rooms:
        api.register_blueprint(room)
    app.extensions["esa_openapi"] = _told(api.spec.to_dict())


_FORMS = {Amount: r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$", Year: r"^[0-9]{4}-[0-9]{2}$"}


def _form(_: Any, field: Any, **__: Any) -> dict[str, Any]:
    """Return the pattern of a field's text."""
    return {"pattern": _FORMS[type(field)]} if type(field) in _FORMS else {}


def _told(made: dict[str, Any]) -> dict[str, Any]:
    """Return the document with plain names of rooms and sentences on one line; what may be left out has no null."""
    made["components"]["schemas"].pop("PaginationMetadata", None)  # the library's own, which no call of ours has
    for tag in made["tags"]:
        tag["name"] = tag["name"].removesuffix("_api")
    for methods in made["paths"].values():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            if "description" in operation:
                operation["description"] = " ".join(operation["description"].split())
            for parameter in operation.get("parameters", []):
                _without_null(parameter["schema"])
    return made


def _without_null(schema: dict[str, Any]) -> None:
    """Take the null out of a parameter of an address, which is left out instead."""
    if schema.get("default", "") is None:
        del schema["default"]
    if isinstance(schema.get("type"), list):
        schema["type"] = next(each for each in schema["type"] if each != "null")
    if "enum" in schema:
        schema["enum"] = [each for each in schema["enum"] if each is not None]


def document() -> dict[str, Any]:
    """Return the OpenAPI document of this application."""
    return cast(dict[str, Any], current_app.extensions["esa_openapi"])
