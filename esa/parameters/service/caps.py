"""An entered cap on tax credits beside what the law's own rule makes of the cap of the year before."""

from collections.abc import Iterable
from datetime import date

from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.law import Law
from esa.law.credits.cap_by_rule import AID, CAP, CapByRule, cap_by_rule
from esa.law.credits.growth import thousandths
from esa.parameters.domain import Figure
from esa.platform.work import Work


def caps_by_rule(work: Work, years: Iterable[int]) -> list[CapByRule]:
    """Return what TCAP-3 says of the cap of each of these years, by year; a year that it does not move is left out."""
    work.authorize(Permission.CAP_READ)
    return _by_rule(work.law, years)


def caps_moved(law: Law, figures: Iterable[Figure]) -> list[CapByRule]:
    """Return what TCAP-3 says, under that law, of each year whose cap or whose state aid these figures set."""
    years = set()
    for key, starts_on, *_ in figures:
        if key == CAP:
            years.add(starts_on.year)
        if key == AID:  # compared with the year before for one cap, and with the year after for the next
            years |= {starts_on.year + 1, starts_on.year + 2}
    return _by_rule(law, years)


def _by_rule(law: Law, years: Iterable[int]) -> list[CapByRule]:
    found = (cap_by_rule(year, law) for year in sorted(years) if date.min.year < year <= date.max.year)
    return [each for each in found if each is not None]


def growth_of_cap(work: Work, figure: Figure) -> tuple[Money, int] | None:
    """Return the cap of the year before and the change from it in thousandths of a percent, half up (TCAP-3, AMB-15).

    None for another figure than the credit cap, or where the cap of the year before is not known.
    """
    key, starts_on, _, value, _ = figure
    if key != CAP:
        return None
    before, after = work.law.known(key, date(starts_on.year - 1, 1, 1)), Law.load().parameter(key).read(value)
    if not isinstance(before, Money) or not isinstance(after, Money) or not before:
        return None
    return before, thousandths((after.cents - before.cents) * 100, before.cents)
