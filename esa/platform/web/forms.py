"""Forms: text is turned into JSON types, one marshmallow schema validates, what was typed is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext
from marshmallow import Schema, ValidationError

from esa.kernel.errors import Conflict, EsaError, Invalid, LimitReached

R = TypeVar("R")


@dataclass(slots=True)
class Form:
    """A form as it came in: the command it makes when it is good, else its errors by field and what was typed."""

    typed: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    command: Any = None

    @property
    def is_good(self) -> bool:
        """Say whether the form made its command."""
        return not self.errors

    def value(self, name: str, otherwise: Any = "") -> Any:
        """Return what was typed in a field, else what stood there before."""
        return self.typed.get(name, otherwise)

    def refuse(self, name: str, message: str) -> None:
        """Add an error of a field; an empty name is the form as a whole."""
        self.errors.setdefault(name, []).append(message)

    def attempt(self, action: Callable[[], R]) -> R | None:
        """Do it; a refusal by the service becomes this form's errors, so that nothing typed is lost."""
        try:
            return action()
        except (Invalid, Conflict, LimitReached) as refusal:
            self._take(refusal)
            return None

    def _take(self, refusal: EsaError) -> None:
        for ground in refusal.grounds:
            self.refuse(ground.field, gettext(ground.message))
        if not refusal.grounds:
            self.refuse("", gettext(refusal.message))


def form_values(schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form as the schema's JSON types: empty text is absent, a checkbox is a boolean, lists stay lists."""
    from marshmallow import fields

    values: dict[str, Any] = {}
    for name, wanted in schema.load_fields.items():
        text = given.get(name)
        if isinstance(wanted, fields.Boolean):
            values[name] = text in ("true", "yes", "on", "1") if text else False
        elif isinstance(text, str) and text.strip():
            values[name] = text.strip()
        elif isinstance(text, list):
            values[name] = text
    return values


def read_form(schema: Schema, **known: Any) -> Form:
    """Read the request's form through the schema; `known` are values that come from the address, not from the form."""
    given = {name: request.form.get(name, "") for name in request.form if name != "csrf_token"}
    form = Form(typed={name: text.replace("\x00", "") for name, text in given.items()})
    for name in (name for name, text in given.items() if "\x00" in text):
        form.refuse(name, gettext("This had a character that cannot be kept. It is taken out; send it again."))
    try:
        form.command = schema.load({**form_values(schema, request.form), **known})
    except ValidationError as fault:
        for name, messages in fault.normalized_messages().items():  # type: ignore[no-untyped-call]
            for message in messages if isinstance(messages, list) else [str(messages)]:
                form.refuse(name, gettext(message))
    return form
