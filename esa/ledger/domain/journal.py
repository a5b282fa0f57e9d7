"""The journal as plain text accounting, for two programs that others wrote: hledger and beancount."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from esa.kernel.money import ZERO, Money

CURRENCY = "USD"
_OPENED = date(2021, 8, 28)
_PLAIN = re.compile(r'[;|"\\\r\n\t]+')


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """An account of an EAO and what it holds."""

    organization_id: uuid.UUID
    path: str
    balance: Money


class JournalLine(NamedTuple):
    """One side of an entry; a named tuple, since a journal has hundreds of thousands."""

    path: str
    amount: Money


class JournalEntry(NamedTuple):
    """An entry as the journal has it; `number` is the books', `eao` the organization's short name."""

    number: int
    on: date
    narrative: str
    key: str
    eao: str
    lines: list[JournalLine]


def lines_said(said: str) -> list[JournalLine]:
    """Return the lines of an entry from their text, `path=cents` parted by `|`."""
    parted = (each.rpartition("=") for each in said.split("|"))
    return [JournalLine(path, Money(int(cents))) for path, _, cents in parted]


@cache
def account_name(eao: str, path: str) -> str:
    """Return an account's name in a journal of all EAOs: the kind, then the EAO, then the rest."""
    root, rest = path.split(":", 1)
    return f"{root}:{eao[:1].upper()}{eao[1:]}:{rest}"


def _plain(text: str) -> str:
    """Return a text without the signs that one of the two formats would read as its own."""
    return _PLAIN.sub(" ", text).strip() if _PLAIN.search(text) else text.strip()


@dataclass(slots=True)
class Writer:
    """Writes a journal: the accounts first, entry after entry, at the end what every account must hold."""

    format: str
    accounts: tuple[str, ...]
    opening: Mapping[str, Money]
    opening_on: date | None

    def text(self, entries: Iterable[JournalEntry]) -> Iterator[str]:
        """Yield the journal piece by piece; the balances at its end are summed from what was written."""
        yield from self._head()
        held = {name: amount.cents for name, amount in self.opening.items()}
        last = self.opening_on or _OPENED
        for entry in entries:
            last = max(last, entry.on)
            lines = [(account_name(entry.eao, line.path), line.amount) for line in entry.lines]
            for name, amount in lines:
                held[name] = held.get(name, 0) + amount.cents
            yield self._entry(entry.on, entry.key, entry.narrative, lines)
        yield from self._assertions(last, {name: Money(cents) for name, cents in held.items()})

    def _head(self) -> Iterator[str]:
        if self.format == "hledger":
            yield f"commodity 1000.00 {CURRENCY}\n\n"
            yield "".join(f"account {name}\n" for name in self.accounts) + "\n"
        else:
            yield f'option "operating_currency" "{CURRENCY}"\n\n'
            yield "".join(f"{_OPENED} open {name} {CURRENCY}\n" for name in self.accounts) + "\n"
        opening = [(name, amount) for name, amount in sorted(self.opening.items()) if amount]
        if opening and self.opening_on is not None:
            yield self._entry(self.opening_on, "opening", "Balances brought forward", opening)

    def _entry(self, on: date, key: str, narrative: str, lines: list[tuple[str, Money]]) -> str:
        rows = "".join(f"  {name}  {amount.to_wire()} {CURRENCY}\n" for name, amount in lines)
        if self.format == "hledger":
            return f"{on} * ({_plain(key).replace(')', ' ')}) {_plain(narrative)}\n{rows}\n"
        return f'{on} * "{_plain(narrative)}"\n  key: "{_plain(key)}"\n{rows}\n'

    def _assertions(self, last: date, held: Mapping[str, Money]) -> Iterator[str]:
        rows = sorted((name, held.get(name, ZERO)) for name in self.accounts)
        if not rows:
            return
        if self.format == "hledger":
            yield f"{last} * Balances of all accounts\n"
            for name, amount in rows:
                yield f"  {name}  0.00 {CURRENCY} = {amount.to_wire()} {CURRENCY}\n"
            return
        for name, amount in rows:
            # Without a tolerance of its own, beancount would let a cent pass.
            yield f"{last + timedelta(days=1)} balance {name}  {amount.to_wire()} ~ 0.001 {CURRENCY}\n"
