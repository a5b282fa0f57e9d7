"""The money of an award run: its sources in the order in which they are drawn."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from esa.kernel.money import Money
from esa.kernel.wire import FieldError, Fields

_SOURCE = re.compile(r"[a-z0-9_]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fund:
    """A funding source and what it holds."""

    source: str
    amount: Money


class BadFunds(ValueError):
    """Funds that refuse the run; `errors` are all their faults."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = tuple(errors)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a field is given twice")
    return made


def read_funds(data: bytes) -> tuple[Fund, ...]:
    """Return the funds of a file: `[{"source": "tax_credit", "amount": "500000.00"}, …]`.

    Raises UnicodeDecodeError, and BadFunds with every fault named like `funds[0].amount`.
    """
    text = data.decode("utf-8")
    try:
        given = json.loads(text, object_pairs_hook=_pairs)
    except (ValueError, RecursionError) as fault:
        raise BadFunds([FieldError("funds", f"is not JSON: {fault}")]) from None
    if not isinstance(given, list):
        raise BadFunds([FieldError("funds", "must be a list")])
    errors: list[FieldError] = []
    funds: list[Fund] = []
    for index, each in enumerate(given):
        if not isinstance(each, dict):
            errors.append(FieldError(f"funds[{index}]", "must be an object"))
            continue
        fields = Fields(each, f"funds[{index}].", errors)
        source, amount = fields.text("source"), fields.money("amount")
        if source and _SOURCE.fullmatch(source) is None:
            fields.refuse("source", "must be small letters, digits and underscores")
        if source and source in [fund.source for fund in funds]:
            fields.refuse("source", "is named twice")
        fields.done()
        funds.append(Fund(source, amount))
    if errors:
        raise BadFunds(errors)
    return tuple(funds)


def write_funds(funds: Sequence[Fund]) -> bytes:
    """Return the funds as the file that `read_funds` reads."""
    rows = [{"source": fund.source, "amount": fund.amount.to_wire()} for fund in funds]
    return (json.dumps(rows) + "\n").encode()
