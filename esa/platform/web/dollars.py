"""Amounts of money as people type them into a form."""

import re
from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, fields

from esa.kernel.money import Money

_AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{2})?")


def dollars(typed: str) -> Money | None:
    """Return an amount as people type it, None where it is none."""
    plain = re.sub(r"[$,\s]", "", typed)
    if not _AMOUNT.fullmatch(plain):
        return None
    whole, _, cents = plain.partition(".")
    return Money.from_wire(f"{int(whole)}.{cents or '00'}")


class Dollars(fields.Field[Money]):
    """An amount as people type it: 1000, 1,000.00 or $1,000."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Money:
        del attr, data, kwargs
        amount = dollars(str(value))
        if amount is None:
            raise ValidationError(gettext("Enter an amount in dollars, like 1,000 or 1000.00."))
        return amount
