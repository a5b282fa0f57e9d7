"""The money of an award run: its sources in the order in which they are drawn."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from esa.kernel.money import Money
from esa.kernel.wire import FieldError, read_object

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


def read_funds(data: bytes) -> tuple[Fund, ...]:
    """Return the funds of a file: `[{"source": "tax_credit", "amount": "500000.00"}, …]`.

    Raises UnicodeDecodeError, and BadFunds with every fault named like `funds[0].amount`.
    """
    # As the one field of an object, the list is read and its faults are named by the reader of the other files.
    whole = read_object(f'{{"funds":{data.decode("utf-8")}}}')
    if isinstance(whole, str):
        raise BadFunds([FieldError("funds", "is not JSON")])
    funds: list[Fund] = []
    for fields in whole.many("funds", required=True):
        fund = Fund(fields.text("source"), fields.money("amount"))
        if fund.source and _SOURCE.fullmatch(fund.source) is None:
            fields.refuse("source", "must be small letters, digits and underscores")
        elif fund.source in [each.source for each in funds if each.source]:
            fields.refuse("source", "is named twice")
        fields.done()
        funds.append(fund)
    whole.done()
    if whole.errors:
        raise BadFunds(whole.errors)
    return tuple(funds)


def write_funds(funds: Sequence[Fund]) -> bytes:
    """Return the funds as the file that `read_funds` reads."""
    rows = [{"source": fund.source, "amount": fund.amount.to_wire()} for fund in funds]
    return (json.dumps(rows) + "\n").encode()


class Purse:
    """Funds as they are drawn, one source after the other; cents."""

    def __init__(self, funds: Sequence[Fund]) -> None:
        self._funds = iter(funds)
        self._source, self._held = "", 0
        self.left = sum(fund.amount.cents for fund in funds)

    def draw(self, cents: int) -> str:
        """Take the amount, which is not more than is left, and return its sources as the contract writes them."""
        self.left -= cents
        if cents <= self._held:
            self._held -= cents
            return f"{self._source}:{cents // 100}.{cents % 100:02d}"
        drawn = []
        while cents:
            if not self._held:
                fund = next(self._funds)
                self._source, self._held = fund.source, fund.amount.cents
                continue
            part = min(self._held, cents)
            drawn.append(f"{self._source}:{part // 100}.{part % 100:02d}")
            self._held -= part
            cents -= part
        return "|".join(drawn)
