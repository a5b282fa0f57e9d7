"""What the questions' schemas share: yes and no, texts, dates of three fields, an income of some period."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from esa.applications.domain.drafts.answers import Answers
from esa.kernel.money import Money

A_YEAR = {"year": 1, "month": 12, "two_weeks": 26, "week": 52}
_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{2})?", re.ASCII)


def yes_or_no(message: Any) -> fields.String:
    """Return a field answered by yes or no; `message` asks again."""
    return fields.String(
        required=True, validate=validate.OneOf(["yes", "no"]), error_messages={"required": message, "null": message}
    )


def text(message: Any, longest: int = 80) -> fields.String:
    """Return a field that must be filled."""
    too_long = lazy_gettext("This is too long. Use a shorter form.")
    return fields.String(
        required=True, validate=validate.Length(max=longest, error=too_long), error_messages={"required": message}
    )


class Question(Schema):
    """A question's page; the version mark and the way back are read by the view."""

    class Meta:
        """A form carries fields that are not the question's."""

        unknown = EXCLUDE

    @post_load
    def answer(self, data: dict[str, Any], **_: Any) -> Answers:
        """Return the answer. Raises ValidationError at a field."""
        return Answers(self.values(data))

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the values to keep; yes and no become true and false."""
        return {name: {"yes": True, "no": False}.get(value, value) for name, value in data.items()}


def read_date(data: Mapping[str, Any], prefix: str, name: str) -> date:
    """Return the date of three fields. Raises ValidationError at `name`."""
    try:
        parts = [int(data.get(f"{prefix}_{part}", "")) for part in ("year", "month", "day")]
        return date(*parts)
    except ValueError:
        raise ValidationError(gettext("Enter a month, a day and a year, like March 27 2015."), name) from None


def annual(typed: str, period: str) -> tuple[Money, Money]:
    """Return the amount as typed and for a year. Raises ValidationError at `amount`."""
    plain = re.sub(r"[$,\s]", "", typed)
    if not _AMOUNT.fullmatch(plain):
        raise ValidationError(gettext("Enter your income as a number, like 41,795 or 41795.00."), "amount")
    dollars, _, cents = plain.partition(".")
    amount = Money.from_wire(f"{int(dollars)}.{cents or '00'}")
    return amount, Money(amount.cents * A_YEAR[period])
