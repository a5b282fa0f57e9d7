"""A payee's tax form and the year's report of what it was paid (IRS form 1099-NEC for services)."""

import csv
import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money

_NINE = re.compile(r"[0-9]{9}", re.ASCII)
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?", re.ASCII)


class TaxClass(StrEnum):
    """The federal tax classification that a W-9 tells."""

    INDIVIDUAL = "individual"
    PARTNERSHIP = "partnership"
    LLC = "llc"
    C_CORPORATION = "c_corporation"
    S_CORPORATION = "s_corporation"
    TRUST = "trust"
    EXEMPT = "exempt"


# Corporations and tax-exempt bodies are not reported for services (26 CFR 1.6041-3(p)).
NOT_REPORTED = frozenset({TaxClass.C_CORPORATION, TaxClass.S_CORPORATION, TaxClass.EXEMPT})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxForm:
    """A W-9 as it was signed."""

    name: str
    tax_class: TaxClass
    number: str
    number_is_ein: bool
    signed_on: date
    street: str
    city: str
    state: str
    zip: str


def refuse_bad_form(given: TaxForm, today: date) -> None:
    """Raise Invalid with every fault of a W-9."""
    checks = (
        ("name", bool(given.name.strip()), "Enter the name as the form has it."),
        ("number", _NINE.fullmatch(given.number) is not None, "Enter the nine digits of the taxpayer number."),
        ("signed_on", given.signed_on <= today, "The day of signature has not come yet."),
        ("street", bool(given.street.strip()), "Enter the street."),
        ("city", bool(given.city.strip()), "Enter the town."),
        ("state", _STATE.fullmatch(given.state) is not None, "Enter the two capital letters of a state, like MO."),
        ("zip", _ZIP.fullmatch(given.zip) is not None, "Enter the ZIP code, like 65101."),
    )
    grounds = [Ground(field, said) for field, good, said in checks if not good]
    if grounds:
        raise Invalid("The tax form cannot be kept.", grounds)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who reports: the EAO with its own number and address, as far as they are kept."""

    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What a payee was paid in a calendar year; `form` and `number` are of its W-9, None where there is none."""

    payee: str
    amount: Money
    form: TaxForm | None


@dataclass(frozen=True, slots=True)
class Report:
    """The year's file and what it leaves out: payees under the threshold, exempt ones, those without a form."""

    text: str
    reported: int
    amount: Money
    without_form: tuple[str, ...]
    exempt: int
    under: int


_COLUMNS = (
    "tax_year", "form", "payer_name", "payer_tin", "recipient_name", "recipient_tin", "recipient_tin_type",
    "recipient_street", "recipient_city", "recipient_state", "recipient_zip", "nonemployee_compensation",
)  # fmt: skip


def report(year: int, payer: Payer, paid: Sequence[Paid], threshold: Money) -> Report:
    """Return the year's report of payees that got at least the threshold (26 USC 6041A(a)), by name.

    One without a form is named apart, never left out in silence: it must be asked for its W-9.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    rows = [each for each in paid if each.amount >= threshold]
    missing = tuple(sorted(each.payee for each in rows if each.form is None))
    due = [each for each in rows if each.form is not None and each.form.tax_class not in NOT_REPORTED]
    for each in sorted(due, key=lambda one: (one.payee, one.amount)):
        form = each.form
        assert form is not None  # noqa: S101 - for the reader of types
        kind = "EIN" if form.number_is_ein else "SSN"
        writer.writerow(
            (year, "1099-NEC", payer.name, payer.number, form.name, form.number, kind, form.street, form.city,
             form.state, form.zip, each.amount.to_wire())
        )  # fmt: skip
    exempt = len(rows) - len(due) - len(missing)
    amount = Money(sum(each.amount.cents for each in due))
    return Report(out.getvalue(), len(due), amount, missing, exempt, len(paid) - len(rows))


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which sum a year's payments are reported, since when, and by which law."""

    since: date
    amount: Money
    cite: str


@cache
def _thresholds() -> tuple[Threshold, ...]:
    data = tomllib.loads((Path(__file__).parent / "reporting_thresholds.toml").read_text(encoding="utf-8"))
    return tuple(Threshold(row["from"], Money(row["cents"]), row["cite"]) for row in data["value"])


def threshold(year: int) -> Threshold:
    """Return the threshold of a calendar year. Raises Invalid for a year before the first that is kept."""
    known = [each for each in _thresholds() if each.since <= date(year, 1, 1)]
    if not known:
        raise Invalid("The threshold of this year is not kept.", [Ground("year", "Choose a year from 2021 on.")])
    return known[-1]
