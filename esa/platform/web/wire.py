"""Fields of the API's documents as they stand on the wire: money as two-place text, school years, instants in UTC."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from esa.kernel.dates import SchoolYear, parse_day
from esa.kernel.money import Money


class Amount(fields.Field[Money]):
    """Money as text with two places, like "8931.25"."""

    def _serialize(self, value: Money | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        del attr, obj, kwargs
        return None if value is None else value.to_wire()


class Year(fields.Field[SchoolYear]):
    """A school year like 2025-26."""

    def _serialize(self, value: SchoolYear | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        del attr, obj, kwargs
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> SchoolYear:
        del attr, data, kwargs
        try:
            return SchoolYear.parse(value if isinstance(value, str) else "")
        except ValueError:
            raise ValidationError("must be a school year like 2025-26") from None


class Day(fields.Date):
    """A day, YYYY-MM-DD and no other form."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        del attr, data, kwargs
        try:
            return parse_day(value if isinstance(value, str) else "")
        except ValueError:
            raise ValidationError("must be a day like 2025-11-25") from None


class Moment(fields.DateTime):
    """An instant in UTC, like 2025-11-25T15:00:00Z."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        del attr, obj, kwargs
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Untouched(fields.Nested):
    """An object that is described by its schema and judged by the room's own reader, which names every fault."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        del attr, data, partial, kwargs
        return value


class Cursor(fields.String):
    """The mark of a list's last row, from which the next page goes on; its inside is nobody's business."""

    def _serialize(self, value: str | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        del attr, obj, kwargs
        return None if value is None else urlsafe_b64encode(value.encode()).decode().rstrip("=")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        del attr, data, kwargs
        try:
            found = urlsafe_b64decode(str(value).encode("ascii") + b"=" * (-len(str(value)) % 4)).decode()
        except ValueError:
            found = "\x00"
        if "\x00" in found:
            raise ValidationError("is no mark of this list; take it from `next` of the page before")
        return found


class YesNo(fields.Field[bool]):
    """True or false, and nothing that resembles them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        del attr, data, kwargs
        if value is True or value is False:
            return bool(value)
        raise ValidationError("must be true or false")


class Flag(YesNo):
    """True or false in an address, where all is text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        return super()._deserialize({"true": True, "false": False}.get(value), attr, data, **kwargs)


class Words(fields.Enum[Any]):
    """One of an enumeration's words."""

    def __init__(self, kind: type[StrEnum], **more: Any) -> None:
        super().__init__(kind, by_value=True, **more)


DRY = "Only say what would happen."
AFTER = "Go on from here: `next` of the page before."


def told(sentence: str) -> dict[str, str]:
    """Return the metadata by which the document and its page tell what a field is for."""
    return {"description": sentence}


def limit(most: int = 200, otherwise: int = 50) -> fields.Integer:
    """Return the field by which a caller says how many rows a page has."""
    said = f"must be a whole number from 1 to {most}"
    return fields.Integer(
        load_default=otherwise, validate=validate.Range(1, most, error=said), metadata=told("How many rows a page has.")
    )


class OfEao(Schema):
    """Whose list is read: one's own EAO's, or that of the EAO whom the state's key names by short name or id."""

    organization = fields.String(
        load_default=None,
        validate=validate.Length(1, 80),
        metadata=told("For keys of the state: the EAO's short name or id."),
    )


class PageQuery(OfEao):
    """How far a list is read."""

    after = Cursor(load_default=None, metadata=told(AFTER))
    limit = limit()
