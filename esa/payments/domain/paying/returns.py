"""What a payee's bank sends back: the codes and what each asks of us, and the file in which they come."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money
from esa.payments.domain.paying.words import AccountKind

_RECORD = 94
# Where each notice of change tells the routing number, the account number and the transaction code.
_COLUMNS = {
    "C01": (slice(0), slice(17), slice(0)),
    "C02": (slice(9), slice(0), slice(0)),
    "C03": (slice(9), slice(12, 29), slice(0)),
    "C05": (slice(0), slice(0), slice(2)),
    "C06": (slice(0), slice(17), slice(20, 22)),
    "C07": (slice(9), slice(9, 26), slice(26, 28)),
}
_KINDS = {"2": AccountKind.CHECKING, "3": AccountKind.SAVINGS}


class Action(StrEnum):
    """What a code asks of the EAO."""

    DETAILS = "details"
    AGAIN = "again"
    CONTACT = "contact"
    FILE = "file"
    BANK = "bank"
    CHANGE = "change"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its meaning in English and Spanish, and what it asks."""

    code: str
    action: Action
    en: str
    es: str

    def told(self, language: str) -> str:
        """Return the meaning in the reader's language."""
        return self.es if language == "es" else self.en

    @property
    def gives_back(self) -> bool:
        """Say whether the payment has come back: a return, and not one that the banks settle between them."""
        return self.code.startswith("R") and self.action is not Action.BANK

    @property
    def stops_details(self) -> bool:
        """Say whether nothing may go to this account before a person has looked at it."""
        return self.action in (Action.DETAILS, Action.CONTACT)


@cache
def codes() -> dict[str, Code]:
    """Return every code by its name."""
    data = tomllib.loads((Path(__file__).parent / "return_codes.toml").read_text(encoding="utf-8"))
    return {name: Code(name, Action(row["action"]), row["en"], row["es"]) for name, row in data.items()}


def code_of(name: str) -> Code:
    """Return a code; one that the rules do not list asks to speak with the bank."""
    told = ("This code is not in the list. Ask your bank.", "Este código no está en la lista. Pregunte a su banco.")
    return codes().get(name) or Code(name, Action.NOTE, *told)


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a return file: which of our payments, by its trace number, and what its bank says of it."""

    line: int
    code: str
    trace: str
    amount: Money
    corrected: str
    said: str
    fingerprint: str


def read_return_file(data: bytes) -> list[Told]:
    """Return the returns and changes of a file of the bank, in its order.

    Raises Invalid with every fault by line: the file is taken whole or not at all.
    """
    rows, grounds = _rows(data)
    found, detail = [], ""
    for number, row in rows:
        if row.startswith("6"):
            detail = row
        elif row.startswith(("798", "799")):
            if not detail or not row[6:21].isdigit() or not detail[29:39].isdigit():
                grounds.append(Ground(f"line {number}", "This line does not stand after the entry that it is about."))
                continue
            found.append(_told(number, detail, row))
            detail = ""
    if not found and not grounds:
        grounds.append(Ground("file", "The file holds no return and no change."))
    if grounds:
        raise Invalid("The file was not taken.", grounds, code="return_file_bad")
    return found


def _rows(data: bytes) -> tuple[list[tuple[int, str]], list[Ground]]:
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        return [], [Ground("file", "The file is not plain text in Nacha's format.")]
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines or not lines[0][1].startswith("101"):
        return [], [Ground("file", "The file does not begin with the header of Nacha's format.")]
    bad = [number for number, line in lines if len(line) != _RECORD]
    return lines, [Ground(f"line {number}", "A line has 94 characters. This one has not.") for number in bad]


def _told(number: int, detail: str, row: str) -> Told:
    code, trace = row[3:6], row[6:21]
    change = row[1:3] == "98"
    corrected = row[35:64].rstrip() if change else ""
    said = "" if change else row[35:79].strip()
    # The bank's own trace number tells two returns of one payment apart; the same return in two files has the same.
    mark = sha256("\n".join((code, trace, corrected, row[79:94], detail[29:39])).encode()).hexdigest()
    return Told(number, code, trace, Money(int(detail[29:39])), corrected, said, mark)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a notice of change says is right; empty where it says nothing of it."""

    routing: str = ""
    account: str = ""
    kind: AccountKind | None = None


def correction(code: str, corrected: str) -> Correction:
    """Return what a notice of change corrects, by the columns of its code (Nacha's appendix on notices of change)."""
    text = corrected.ljust(29)
    routing, account, kind = _COLUMNS.get(code, (slice(0), slice(0), slice(0)))
    return Correction(text[routing].strip(), text[account].strip(), _KINDS.get(text[kind][:1]))
