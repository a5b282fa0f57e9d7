"""What TCAP-3 says of a calendar year's cap, out of the figures that are known, beside the cap that was entered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.law.credits.growth import BY_AID, CapYear, next_cap
from esa.law.law import Law
from esa.law.parameter import Status

CAP, AID = "credit_cap", "state_aid_distributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapByRule:
    """The rule's `cap` of a year and its `ratio`, None and empty where a figure is missing; `entered` is what stands.

    `before` is the cap of the year before, `current` the aid of the fiscal year in which the cap is set, `preceding` of
    the one before it; each is None where it is not known. `is_assumed` says that the cap before is not a published one.
    """

    year: int
    before: Money | None
    current: Money | None
    preceding: Money | None
    entered: Money | None
    cap: Money | None = None
    ratio: str = ""
    is_assumed: bool = False

    @property
    def fiscal_years(self) -> tuple[int, int]:
        """Return the fiscal years whose aid is compared, by the calendar year in which each ends."""
        return self.year, self.year - 1

    @property
    def difference(self) -> Money | None:
        """Return how much more the entered cap is than the rule's, negative where less; None where one is missing."""
        return None if self.entered is None or self.cap is None else self.entered - self.cap

    def to_wire(self) -> dict[str, Any]:
        """Return it as JSON types, amounts as text."""
        amounts = {name: getattr(self, name) for name in _AMOUNTS}
        kept = {name: None if amount is None else amount.to_wire() for name, amount in amounts.items()}
        return {"year": self.year, "ratio": self.ratio, "is_assumed": self.is_assumed, **kept}

    @classmethod
    def from_wire(cls, kept: Mapping[str, Any]) -> "CapByRule":
        """Return what was kept."""
        amounts = {name: None if kept[name] is None else Money.from_wire(kept[name]) for name in _AMOUNTS}
        return cls(year=kept["year"], ratio=kept["ratio"], is_assumed=kept["is_assumed"], **amounts)


_AMOUNTS = ("before", "current", "preceding", "entered", "cap")


def cap_by_rule(year: int, law: Law) -> CapByRule | None:
    """Return what the change of state aid makes of the cap of the year before (TCAP-3), or what is missing for it.

    The aid of the fiscal year in which the Treasurer sets the cap (TCAP-8) is compared with that of the fiscal year
    before. None where the law moves no cap by aid: the cap of the year before must be one of the law since 2024.
    """
    opens, before_on = date(year, 1, 1), date(year - 1, 1, 1)
    if law.known("credit_cap_growth", before_on) != BY_AID:
        return None
    month, day = (int(part) for part in law.text("credit_cap_set_on", before_on).split("-"))
    set_on = date(year - 1, month, day)
    fiscal = SchoolYear.of(set_on)
    entry = law.entry(CAP, before_on)
    known = CapByRule(
        year=year,
        before=_amount(law, CAP, before_on),
        current=_amount(law, AID, fiscal.first_day),
        preceding=_amount(law, AID, SchoolYear(fiscal.opens - 1).first_day),
        entered=_amount(law, CAP, opens),
        is_assumed=entry is not None and entry.status is Status.ASSUMED,
    )
    return _with_rule(known, set_on, law)


def _with_rule(known: CapByRule, set_on: date, law: Law) -> CapByRule:
    if known.before is None or known.current is None or not known.preceding:
        return known
    asked = CapYear(set_on=set_on, cap=known.before, current=known.current.cents, preceding=known.preceding.cents)
    said = next_cap(asked, law).figures
    cap = said["cap"]
    return replace(known, cap=cap if isinstance(cap, Money) else None, ratio=str(said["ratio"]))


def _amount(law: Law, key: str, day: date) -> Money | None:
    found = law.known(key, day)
    return found if isinstance(found, Money) else None
