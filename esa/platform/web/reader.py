"""Reading a call of the API: one schema a place, nothing unknown, nothing twice, every fault named by its field."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError
from webargs import core
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from esa.kernel.errors import Ground, Invalid

# What the library says, in words that tell the way out.
_SAID = {
    "Missing data for required field.": "is required",
    "Unknown field.": "is not a field here; mend its name or leave it out",
    "Field may not be null.": "must not be null; leave it out or give a value",
    "Not a valid string.": "must be a text",
    "Not a valid integer.": "must be a whole number",
    "Not a valid boolean.": "must be true or false",
    "Not a valid list.": "must be a list",
    "Invalid input type.": "must be a JSON object",
    "Invalid value.": "is not a value of this field",
}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError(f"the field {name} is given twice")
        made[name] = value
    return made


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")


def parse_json(data: bytes) -> Any:
    """Return the body's JSON value. Raises BadRequest for none, for a field given twice, for text no database keeps."""
    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        _keepable(value)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    except RecursionError:
        raise BadRequest("The body is nested too deep.") from None
    except ValueError as fault:
        raise BadRequest(f"The body is not JSON as it is read here: {fault}.") from None
    return value


def _keepable(value: Any) -> None:
    """Raise ValueError for a text with a null character or half a pair of surrogates, which no text column holds."""
    if isinstance(value, str):
        if "\x00" in value or not _is_utf8(value):
            raise ValueError("a text has a character that cannot be kept (a null, or half a surrogate pair)")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _keepable(name)
            _keepable(inner)
    elif isinstance(value, list):
        for inner in value:
            _keepable(inner)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_json(mimetype: str) -> bool:
    """Say whether a content type is JSON."""
    return bool(core.is_json(mimetype))


def grounds_of(messages: Any, path: str = "") -> Iterator[Ground]:
    """Yield the grounds of a schema's messages, each with its field's path like `households[0].household`."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from grounds_of(inner, _below(path, name))
    elif isinstance(messages, list):
        for each in messages:
            yield from grounds_of(each, path)
    else:
        yield Ground(path, _SAID.get(str(messages), str(messages)))


def _below(path: str, name: object) -> str:
    if name == "_schema":
        return path
    if isinstance(name, int):
        return f"{path}[{name}]"
    return f"{path}.{name}" if path else str(name)


def _located(messages: Any) -> Iterator[Ground]:
    """Yield the grounds; the library puts the place (`json`, `query`) around them, which is no field."""
    for inner in messages.values():
        yield from grounds_of(inner)


class Reader(FlaskParser):
    """The library's reader, made strict: what is unknown or given twice is refused, and refusals are ours."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE, "json": RAISE}  # noqa: RUF012 - the library's own

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Return the body's value. Raises UnsupportedMediaType and BadRequest."""
        del schema
        if not is_json(req.mimetype):
            raise UnsupportedMediaType("Send the body as Content-Type: application/json.")
        return parse_json(req.get_data())

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """Return the address's filters. Raises Invalid for one given twice and for text that cannot be kept."""
        del schema
        twice = [Ground(name, "is given twice") for name, values in req.args.lists() if len(values) > 1]
        bad = [Ground(name, "has a null character") for name, value in req.args.items() if "\x00" in name + value]
        if twice or bad:
            raise Invalid("The address cannot be read.", [*twice, *bad])
        return req.args.to_dict()

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Raise Invalid with every ground."""
        del req, schema, error_status_code, error_headers
        raise Invalid("The call cannot be taken as it is.", list(_located(error.messages)))
