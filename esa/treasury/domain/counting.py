"""What the posting counts: students and grants of a school year and to date (135.714.4, PUB-1 … PUB-9)."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money, total
from esa.treasury.domain.suppression import THRESHOLD, Sum, suppress


class Period(StrEnum):
    """The two spans that the statute asks for."""

    YEAR = "school_year"
    TO_DATE = "to_date"


# Counted but never printed: who was granted in earlier years only, the difference of the two printed spans.
EARLIER_ONLY = "earlier_only"
FREE, REDUCED, NEITHER = "free", "reduced", "neither"
IEP, NO_IEP = "iep", "no_iep"
ALL = "all"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One grant as the posting sees it: whose, when, by which EAO (its slug), and the facts of its decision."""

    person_id: uuid.UUID
    school_year: SchoolYear
    organization: str
    amount: Money
    lunch: str
    has_iep: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a posting before suppression, and which of them are hidden."""

    counts: dict[Key, int]
    hidden: frozenset[Key]
    averages: dict[str, Money | None]
    granted: Money

    def shown(self, key: Key) -> int | None:
        """Return the count, or None where it is hidden."""
        return None if key in self.hidden else self.counts[key]


def count(recipients: Iterable[Recipient], year: SchoolYear, organizations: Sequence[str]) -> Figures:
    """Return the figures of `year` and to date over the grants up to that year.

    A student counts once in a span, however many grants; to date a student's lunch and IEP are those of the newest
    grant, so that every to-date count is that of the year plus that of earlier years only.
    """
    known = [each for each in recipients if each.school_year <= year]
    counts = _students(known, year, organizations)
    sums = _sums(organizations)
    unprinted = frozenset(
        key for key in counts if key[2] == EARLIER_ONLY or key[1] in (NEITHER, NO_IEP) or key[0] == "sum"
    )
    hidden = suppress(counts, sums, THRESHOLD, unprinted=unprinted)
    this_year = [each for each in known if each.school_year == year]
    with_iep = [each for each in this_year if each.has_iep]
    hide_iep = not hidden.isdisjoint({("iep", IEP, Period.YEAR), ("iep", NO_IEP, Period.YEAR)})
    averages = {
        ALL: None if ("all", ALL, Period.YEAR) in hidden else _average(this_year),
        IEP: None if hide_iep else _average(with_iep),
    }
    return Figures(counts, hidden, averages, total([each.amount for each in this_year]))


def _students(known: Sequence[Recipient], year: SchoolYear, organizations: Sequence[str]) -> dict[Key, int]:
    newest: dict[uuid.UUID, Recipient] = {}
    by_organization: dict[str, dict[uuid.UUID, SchoolYear]] = {name: {} for name in organizations}
    for each in sorted(known, key=lambda grant: (grant.school_year, grant.organization, str(grant.person_id))):
        newest[each.person_id] = each
        by_organization[each.organization][each.person_id] = each.school_year
    counts: dict[Key, int] = defaultdict(int)
    groups = [("all", ALL), *(("lunch", g) for g in (FREE, REDUCED, NEITHER)), ("iep", IEP), ("iep", NO_IEP)]
    groups += [("organization", name) for name in organizations] + [("sum", "organization")]
    for item, group in groups:
        for span in (Period.YEAR, EARLIER_ONLY, Period.TO_DATE):
            counts[(item, group, span)] = 0

    def add(item: str, group: str, last: SchoolYear) -> None:
        counts[(item, group, Period.YEAR if last == year else EARLIER_ONLY)] += 1
        counts[(item, group, Period.TO_DATE)] += 1

    for each in newest.values():
        add("all", ALL, each.school_year)
        add("lunch", each.lunch if each.lunch in (FREE, REDUCED) else NEITHER, each.school_year)
        add("iep", IEP if each.has_iep else NO_IEP, each.school_year)
    for name, persons in by_organization.items():
        for last in persons.values():
            add("organization", name, last)
            add("sum", "organization", last)
    return dict(counts)


def _sums(organizations: Sequence[str]) -> list[Sum[Key]]:
    sums: list[Sum[Key]] = []
    for span in (Period.YEAR, EARLIER_ONLY, Period.TO_DATE):
        sums.append(Sum(("all", ALL, span), tuple(("lunch", g, span) for g in (FREE, REDUCED, NEITHER))))
        sums.append(Sum(("all", ALL, span), (("iep", IEP, span), ("iep", NO_IEP, span))))
        sums.append(Sum(("sum", "organization", span), tuple(("organization", name, span) for name in organizations)))
    groups = [("all", ALL), *(("lunch", g) for g in (FREE, REDUCED, NEITHER)), ("iep", IEP), ("iep", NO_IEP)]
    groups += [("organization", name) for name in organizations] + [("sum", "organization")]
    for item, group in groups:
        whole = (item, group, Period.TO_DATE)
        sums.append(Sum(whole, ((item, group, Period.YEAR), (item, group, EARLIER_ONLY))))
    return sums


def _average(grants: Sequence[Recipient]) -> Money | None:
    """Return dollars granted a student, rounded half up to the cent; None where there is nobody."""
    students = len({each.person_id for each in grants})
    if not students:
        return None
    cents = total([each.amount for each in grants]).cents
    return Money((2 * cents + students) // (2 * students))
