"""The bank's file: a CSV with the columns below, each line known again when a later file has it once more."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from esa.kernel.money import ZERO, Money
from esa.kernel.tables import day, needed, read_table

COLUMNS = ("booked_on", "amount", "description", "reference")
_SPAN = timedelta(days=7)
_SIGNED = re.compile(r"([+-]?)([0-9]+(?:\.[0-9]{2})?)")


@dataclass(frozen=True, slots=True)
class Booked:
    """One line of the bank's file: a signed amount, what comes in being positive."""

    on: date
    amount: Money
    description: str
    reference: str
    fingerprint: str = ""


def read_bank_file(data: bytes) -> list[Booked]:
    """Return the lines of the bank's file. Raises Invalid with every fault by line: taken whole or not at all.

    Lines that are equal in all columns are told apart by how many of them there are, so that two gifts of one amount on
    one day are two and a line that a later file repeats is one.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    lines = []
    for _, row in read_table(data, COLUMNS, _booked).checked():
        same = (str(row.on), row.amount.to_wire(), row.description, row.reference)
        seen[same] += 1
        mark = sha256("\n".join((*same, str(seen[same]))).encode()).hexdigest()
        lines.append(Booked(row.on, row.amount, row.description, row.reference, mark))
    return lines


def _booked(cells: dict[str, str]) -> Booked:
    return Booked(day(cells, "booked_on"), signed(needed(cells, "amount")), cells["description"], cells["reference"])


def signed(text: str) -> Money:
    """Read an amount like 1250.00 or -3.50. Raises ValueError."""
    found = _SIGNED.fullmatch(text.replace(",", "").replace("$", ""))
    if found is None:
        raise ValueError("amount: must be an amount like 1250.00 or -3.50")
    dollars, _, cents = found[2].partition(".")
    amount = Money(int(dollars) * 100 + int(cents or 0))
    return -amount if found[1] == "-" else amount


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that the bank must show: a payout, or a deposit of what came by hand; `words` are its numbers."""

    kind: str
    id: str
    amount: Money
    on: date
    words: tuple[str, ...] = ()


def explain(lines: list[Booked], expected: list[Expected]) -> dict[str, Expected]:
    """Return which line shows what, by the lines' fingerprints; what could be two things is left to a person.

    A line fits what has its amount within seven days. Where several fit, one whose number the line names is taken.
    """
    left = list(expected)
    found: dict[str, Expected] = {}
    for line in sorted(lines, key=lambda each: (each.on, each.fingerprint)):
        if line.amount <= ZERO and not any(each.amount == line.amount for each in left):
            continue
        fits = [each for each in left if each.amount == line.amount and abs(each.on - line.on) <= _SPAN]
        text = f"{line.description} {line.reference}".lower()
        named = [each for each in fits if any(word.lower() in text for word in each.words if word)]
        chosen = named if len(named) == 1 else fits
        if len(chosen) == 1:
            found[line.fingerprint] = chosen[0]
            left.remove(chosen[0])
    return found
