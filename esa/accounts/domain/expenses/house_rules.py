"""The house's own rules of spending, read from data: promised days, the mileage rate, what goes without a person."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from esa.kernel.holidays import business_days_after
from esa.kernel.money import Money
from esa.law.expense_facts import CATEGORIES
from esa.law.parameter import DatedValue, Parameter, read_parameter

_FILES = Path(__file__).resolve().parents[2] / "spending_rules"
_LOW = "without_a_person"
OWN_SCHOOL, AGREED_BEFORE = "own_school", "agreed_before"
# Nearer to its ceiling than this share of it, a line is always looked at afterwards.
_CLOSE_PERCENT = 90
_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LowRisk:
    """A published rule by which lines go without a person, from a day on; `most` is the ceiling of a line."""

    name: str
    starts_on: date
    categories: tuple[str, ...]
    payee: str
    most: Money
    sample_percent: int

    def lets(self, category: str, amount: Money, standing: frozenset[str], on: date) -> bool:
        """Say whether the rule lets the line go; `standing` are the words for the payee that hold of this line."""
        fits = self.starts_on <= on and category in self.categories and self.payee in standing
        return fits and amount <= self.most

    def sampled(self, reference: str, amount: Money) -> str:
        """Return why the line is to be looked at afterwards, empty where it is not drawn: the same on every machine."""
        if amount.cents * _HUNDRED >= self.most.cents * _CLOSE_PERCENT:
            return "close_to_ceiling"
        drawn = int.from_bytes(hashlib.sha256(reference.encode()).digest()[:4], "big") % _HUNDRED
        return "drawn" if drawn < self.sample_percent else ""


@cache
def low_risk_rules() -> tuple[LowRisk, ...]:
    """Return the rules by which lines go without a person. Raises ValueError for one that cannot be used."""
    table = tomllib.loads((_FILES / f"{_LOW}.toml").read_text(encoding="utf-8"))
    return tuple(_low_risk(each) for each in table["rule"])


def _low_risk(table: dict[str, object]) -> LowRisk:
    categories, payee, starts_on = table["categories"], table["payee"], table["from"]
    if not isinstance(categories, list) or not set(categories) <= set(CATEGORIES):
        raise ValueError(f"{table['name']}: categories are those of the law's check")
    if payee not in (OWN_SCHOOL, AGREED_BEFORE) or not isinstance(starts_on, date):
        raise ValueError(f"{table['name']}: who is paid, and from which day on")
    return LowRisk(
        name=str(table["name"]), starts_on=starts_on, categories=tuple(categories), payee=str(payee),
        most=Money.from_wire(str(table["most"])), sample_percent=int(str(table["sample_percent"])),
    )  # fmt: skip


def rule_for(category: str, amount: Money, standing: frozenset[str], on: date) -> LowRisk | None:
    """Return the first published rule that lets a line go without a person, None where a person must look."""
    return next((each for each in low_risk_rules() if each.lets(category, amount, standing, on)), None)


@cache
def house_rule(key: str) -> Parameter:
    """Return one of the house's dated rules with its status. Raises OSError where there is none of that name."""
    return read_parameter(key, "spending_rules", (_FILES / f"{key}.toml").read_text(encoding="utf-8"))


def house_rules() -> list[Parameter]:
    """Return the dated rules by their names."""
    return [house_rule(path.stem) for path in sorted(_FILES.glob("*.toml")) if path.stem != _LOW]


def _days(key: str, on: date) -> int:
    value = _on(key, on).value
    if not isinstance(value, int):
        raise LookupError(f"{key} is not known for {on}")
    return value


def _on(key: str, on: date) -> DatedValue:
    found = house_rule(key).on(on)
    if found is None:
        raise LookupError(f"{key} is not known for {on}")
    return found


def answer_by(on: date) -> date:
    """Return the day by which a line that came on a day is answered."""
    return business_days_after(on, _days("answer_days", on))


def appeal_until(on: date) -> date:
    """Return the last day of an appeal against a denial of a day."""
    return on + timedelta(days=_days("appeal_days", on))


def appeal_answer_by(on: date) -> date:
    """Return the day by which an appeal of a day is answered."""
    return business_days_after(on, _days("appeal_answer_days", on))


def mileage_rate(on: date) -> DatedValue:
    """Return the rate of a mile on a day with its status; without a value where none was adopted (EXP-l)."""
    return _on("mileage_rate", on)
