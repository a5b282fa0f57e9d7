"""The bank's file in Nacha's format: credits to payees as PPD or CCD entries with their addenda, to the last column.

Records are 94 characters long; ten make a block, and the last block is filled with nines. A file is balanced, where
the bank wants that, by a debit of the EAO's own account in each batch.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from esa.kernel.dates import CENTRAL
from esa.kernel.money import Money, total
from esa.payments.domain.paying.words import AccountKind

_RECORD, _BLOCK = 94, 10
_HASH = 10**10
_CREDITS, _MIXED = 220, 200
_LIVE = {AccountKind.CHECKING: 22, AccountKind.SAVINGS: 32}
_PRENOTE = {AccountKind.CHECKING: 23, AccountKind.SAVINGS: 33}
_DEBIT = {AccountKind.CHECKING: 27, AccountKind.SAVINGS: 37}
_MODIFIERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MOST_FILES_A_DAY = len(_MODIFIERS)
_TRACES = 10**7


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account at a bank."""

    routing: str
    account: str
    kind: AccountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Originator:
    """Who gives the file to which bank, as that bank has told it; `offset` is the own account of a balanced file."""

    bank_name: str
    destination: str
    origin: str
    company: str
    company_id: str
    odfi: str
    description: str = "SCHOLARSHP"
    offset: BankAccount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One payment to a payee; one of no amount is a prenote. `told` goes beside it to the payee's bank."""

    number: str
    to: BankAccount
    name: str
    amount: Money
    is_business: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The file and each payment's trace number by the payment's number."""

    text: str
    traces: dict[str, str]
    total: Money
    records: int


def write(
    originator: Originator, credits_: Sequence[Credit], *, at: datetime, effective: date, files_today: int, trace: int
) -> Written:
    """Return the file of the payments; `trace` is the first free sequence number, `files_today` how many went before.

    Raises ValueError where there is nothing to pay or the day's names of files are used up.
    """
    if not credits_ or files_today >= MOST_FILES_A_DAY:
        raise ValueError("nothing to pay, or too many files in a day")
    local = at.astimezone(CENTRAL)
    batches: list[list[str]] = []
    traces: dict[str, str] = {}
    debits, entries, hashed = Money(0), 0, 0
    for code in ("CCD", "PPD"):
        chosen = [each for each in credits_ if each.is_business is (code == "CCD")]
        if not chosen:
            continue
        made = _Batch(originator, code, len(batches) + 1, effective, local.date(), trace + len(traces) + len(batches))
        made.fill(chosen)
        batches.append(made.records())
        traces.update(made.traces)
        debits, entries, hashed = debits + made.debits, entries + made.count, hashed + made.hash
    paid = total([each.amount for each in credits_])
    lines = [_header(originator, local, _MODIFIERS[files_today]), *(line for batch in batches for line in batch)]
    blocks = ceil((len(lines) + 1) / _BLOCK)
    control = (
        f"9{len(batches):06d}{blocks:06d}{entries:08d}{hashed % _HASH:010d}{debits.cents:012d}{paid.cents:012d}"
    ).ljust(_RECORD)
    lines.append(control)
    lines += ["9" * _RECORD] * (blocks * _BLOCK - len(lines))
    return Written("\n".join(lines) + "\n", traces, paid, len(lines))


def _header(originator: Originator, local: datetime, modifier: str) -> str:
    return (
        f"101{originator.destination:>10}{originator.origin:>10}{local:%y%m%d%H%M}{modifier}094101"
        f"{words(originator.bank_name, 23)}{words(originator.company, 23)}{'':8}"
    )


class _Batch:
    """One batch of the file under construction: its entries of one class, their count, hash and sums."""

    def __init__(
        self, originator: Originator, code: str, number: int, effective: date, made_on: date, trace: int
    ) -> None:
        self.originator, self.code, self.number, self.trace = originator, code, number, trace
        self.days = f"{made_on:%y%m%d}{effective:%y%m%d}"
        self.entries: list[str] = []
        self.traces: dict[str, str] = {}
        self.hash, self.debits, self.credits = 0, Money(0), Money(0)

    @property
    def count(self) -> int:
        """Return how many entries and addenda there are."""
        return len(self.entries)

    def fill(self, chosen: Sequence[Credit]) -> None:
        """Write an entry for each payment and, where the file is balanced, the debit of the own account."""
        for each in chosen:
            code = (_LIVE if each.amount else _PRENOTE)[each.to.kind]
            self.traces[each.number] = self._entry(code, each.to, each.amount, each.number, each.name, each.told)
        self.credits = total([each.amount for each in chosen])
        offset = self.originator.offset
        if offset is not None and self.credits:
            self.debits = self.credits
            self._entry(_DEBIT[offset.kind], offset, self.credits, "OFFSET", self.originator.company, "")

    def _entry(self, code: int, to: BankAccount, amount: Money, number: str, name: str, told: str) -> str:
        trace = f"{self.originator.odfi[:8]}{(self.trace % (_TRACES - 1)) + 1:07d}"
        self.trace += 1
        self.hash += int(to.routing[:8])
        self.entries.append(
            f"6{code:02d}{to.routing}{words(to.account, 17)}{amount.cents:010d}{words(number, 15)}{words(name, 22)}"
            f"{'':2}{int(bool(told))}{trace}"
        )
        if told:
            self.entries.append(f"705{words(told, 80)}0001{trace[-7:]}")
        return trace

    def records(self) -> list[str]:
        """Return the batch with its header and its control."""
        who = self.originator
        service = _MIXED if self.debits else _CREDITS
        first = (
            f"5{service}{words(who.company, 16)}{'':20}{words(who.company_id, 10)}{self.code}"
            f"{words(who.description, 10)}{self.days}{'':3}1{who.odfi[:8]}{self.number:07d}"
        )
        last = (
            f"8{service}{self.count:06d}{self.hash % _HASH:010d}{self.debits.cents:012d}{self.credits.cents:012d}"
            f"{words(who.company_id, 10)}{'':25}{who.odfi[:8]}{self.number:07d}"
        )
        return [first, *self.entries, last]


def words(text: str, width: int) -> str:
    """Return a text in capital letters that every bank can read, cut or filled to the width."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    return "".join(letter if letter.isprintable() else " " for letter in plain)[:width].ljust(width)


def remittance_line(number: str, amount: Money) -> str:
    """Return what a payee's bank is told with the payment: the remittance advice's number, as X12's RMR segment."""
    return f"RMR*IV*{number}**{amount.to_wire()}\\"
