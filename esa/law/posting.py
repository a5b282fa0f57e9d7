"""The thirteen items of the Treasurer's yearly posting, and which figures of a school may be shown (135.714.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from esa.kernel.money import Money
from esa.law.law import Law
from esa.law.reporting_sentences import REPORTS
from esa.law.ruling import Figure, Ruling, either, tried

PostingItem = Literal[
    "PUB-1", "PUB-2", "PUB-3", "PUB-4", "PUB-5", "PUB-6", "PUB-7", "PUB-8", "PUB-9", "PUB-10", "PUB-11", "PUB-12",
    "PUB-13",
]  # fmt: skip
_YEAR_AND_DATE = "by school year and to date"
_TOTAL = "one figure"
ITEMS: Mapping[str, str] = {
    "PUB-1": _YEAR_AND_DATE,
    "PUB-2": "by school, by school year and to date",
    "PUB-3": _YEAR_AND_DATE,
    "PUB-4": _YEAR_AND_DATE,
    "PUB-5": "by EAO, by school year and to date",
    "PUB-6": "by grade, gender, family income, years in the program, race",
    "PUB-7": "by question",
    "PUB-8": _TOTAL,
    "PUB-9": _TOTAL,
    "PUB-10": _TOTAL,
    "PUB-11": _TOTAL,
    "PUB-12": "a list for each school",
    "PUB-13": "by school, by school year and in total",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the posting on a day; only the test scores wait for years of data."""

    item: PostingItem
    on: date
    years_of_data: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLine:
    """A school's recipients of a school year: of these with lunch status, with special education; and money paid."""

    on: date
    kind: str
    recipients: int
    lunch: int = 0
    special_education: int = 0
    paid: Money


def item(asked: Item, law: Law) -> Ruling:
    """Return whether the posting has the item: `due` or `not_due` (PUB-1 to PUB-13)."""
    if law.known("annual_web_posting", asked.on) is not True:
        return Ruling("not_due", (tried(REPORTS, asked.item, False, "item_not_yet"),))
    if asked.item == "PUB-6" and asked.years_of_data < law.number("public_after_years", asked.on):
        return Ruling("not_due", (tried(REPORTS, asked.item, False, "item_waits"),))
    return Ruling("due", (tried(REPORTS, asked.item, True, "item_due", splits=ITEMS[asked.item]),))


def school_line(line: SchoolLine, law: Law) -> Ruling:
    """Return what may be shown of a school (PUB-2, PUB-13, AMB-9): `shown`, `suppressed` or `grouped`.

    Figures are the counts that may be shown, None for those that may not; `services` is whether the kinds of special
    education may be. An FPE school is never shown by itself. Complements over several schools are the posting's work.
    """
    least = law.number("small_cell_under", line.on)
    nothing: dict[str, Figure] = dict.fromkeys(("recipients", "lunch", "special_education", "paid"))
    if line.kind == "fpe":
        finding = tried(REPORTS, "AMB-9", True, "fpe_together")
        return Ruling("grouped", (finding,), {**nothing, "services": "hidden"})
    counts = {"lunch": line.lunch, "special_education": line.special_education}
    # A count near the total tells as much as a small one.
    whole = all(count == 0 or (count >= least and line.recipients - count >= least) for count in counts.values())
    shown = line.recipients >= least
    finding = either(REPORTS, "AMB-9", shown and whole, ("cells_shown", "cells_hidden"), least=least)
    findings = [finding] if line.recipients != 1 else [finding, tried(REPORTS, "PUB-13", False, "one_payee")]
    if not shown:
        return Ruling("suppressed", tuple(findings), {**nothing, "services": "hidden"})
    figures: dict[str, Figure] = {"recipients": line.recipients, "paid": line.paid}
    if not whole:
        return Ruling("suppressed", tuple(findings), {**nothing, **figures, "services": "hidden"})
    return Ruling("shown", tuple(findings), {**figures, **counts, "services": "shown"})
