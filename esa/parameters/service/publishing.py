"""Published figures: the law with them, and their entry with source and date."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission, Role
from esa.kernel.tables import Changes
from esa.law import Law
from esa.law.credits.cap_by_rule import AID, CAP
from esa.law.parameter import Status
from esa.parameters import store
from esa.parameters.domain import Figure, FigurePublished
from esa.parameters.models import FigureProposal, PublishedParameter
from esa.platform.lists import Held, held
from esa.platform.work import Work

_FIGURES = frozenset({"money", "guideline", "count", "percent", "months", "days", "years", "hours", "age"})
# Not published as a number, but told year by year by an authority: the Treasurer, of transportation aid (AMB-14).
_FLAGS = frozenset({"new_scholarships_frozen"})
# Figures of one year, by the month in which that year begins: after it they are not known until the next is published.
_OF_A_YEAR = {CAP: 1, AID: 7, "new_scholarships_frozen": 7}
# Of these the year is not one from its first day on: what is told of it may come late.
_FROM_ANY_DAY = _FLAGS
_SPANS = {
    1: "is of one calendar year: from January 1 until before January 1 of the next",
    7: "is of one fiscal year: from July 1 until before July 1 of the next",
}


def with_published(law: Law, tx: Session) -> Law:
    """Return the law with the figures that stand in the database laid over it."""
    figures = store.figures(tx)
    if not figures:
        return law
    return _enacted_with(figures) if law == Law.load() else law.with_published(figures)


@lru_cache(maxsize=8)
def _enacted_with(figures: tuple[Figure, ...]) -> Law:
    """Return the enacted law under these figures; kept, since every transaction asks and few ever change them."""
    return Law.load().with_published(figures)


def entered(work: Work) -> Sequence[PublishedParameter]:
    """Return every figure that was ever entered, the replaced ones too, by key, the latest day first."""
    work.authorize(Permission.REFERENCE_READ)
    return store.entered(work.tx)


def sources(work: Work) -> dict[tuple[str, date], tuple[str, date]]:
    """Return where each figure that stands comes from: by key and first day, its source and the day that speaks of."""
    return {(row.key, row.starts_on): (row.source, row.as_of) for row in store.current(work.tx)}


def held_figures(work: Work) -> list[Held]:
    """Return where the entered figures come from."""
    return held(work.tx, PublishedParameter)


def is_published(key: str) -> bool:
    """Say whether an authority publishes this parameter's figures; others are the law's own text or our readings."""
    if key in _FLAGS:
        return True
    try:
        parameter = Law.load().parameter(key)
    except KeyError:
        return False
    is_open = any(value.status in (Status.PUBLISHED, Status.UNKNOWN) for value in parameter.values)
    return is_open and parameter.unit in _FIGURES


def law_with(work: Work, *figures: Figure) -> Law:
    """Return the law in force with more figures over it, for a look at what they would change."""
    return work.law.with_published([in_its_year(figure) for figure in figures])


def publish(work: Work, figures: Sequence[Figure], *, source: str, as_of: date, dry: bool = False) -> Changes:
    """Enter figures; a different one of the same key and first day replaces the one that stands, which is kept.

    Only the program itself enters figures at once; what a person enters waits for a second one (`propose`). The rooms
    that act on a figure are told in the same transaction: a credit cap opens or moves its year. Raises Invalid naming
    every figure that is of no published parameter, has a value that does not fit, ends before it starts, stands twice
    or has no source, Conflict for a person; what a listener refuses leaves nothing behind.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    if not dry and work.actor.role is not Role.SYSTEM:
        raise Conflict("Somebody else must confirm what you proposed.", code="second_person")
    figures = checked(figures, source)
    if not dry:
        store.one_at_a_time(work.tx)
    return audit.list_taken(
        work, "parameters", enter(work, figures, source, as_of, dry=dry), source=source, as_of=as_of, dry=dry
    )


def checked(figures: Sequence[Figure], source: str) -> list[Figure]:
    """Return the figures, each of a year with that year's end. Raises Invalid naming every fault."""
    found = [in_its_year(figure) for figure in figures]
    grounds = [*_faults(found), *([] if source.strip() else [Ground("source", "say where the figure comes from")])]
    if grounds:
        raise Invalid("A figure cannot be published.", grounds, code="bad_figure")
    return found


def in_its_year(figure: Figure) -> Figure:
    """Return a figure of a year with that year's end where none is given."""
    key, starts_on, ends_on, value, cite = figure
    if ends_on or key not in _OF_A_YEAR:
        return figure
    return key, starts_on, _year_after(starts_on, _OF_A_YEAR[key]), value, cite


def _year_after(day: date, month: int) -> date:
    """Return the first day of the next year that begins in that month; none is after the calendar's last."""
    return date(min(day.year + (day.month >= month), date.max.year), month, 1)


def enter(
    work: Work,
    figures: Sequence[Figure],
    source: str,
    as_of: date,
    *,
    dry: bool,
    proposed: FigureProposal | None = None,
) -> Changes:
    """Lay checked figures over those that stand, all or none, and return what that changes."""
    with work.tx.begin_nested():
        return _lay_over(work, figures, source, as_of, dry=dry, proposed=proposed)


def _lay_over(
    work: Work, figures: Sequence[Figure], source: str, as_of: date, *, dry: bool, proposed: FigureProposal | None
) -> Changes:
    known = {(row.key, row.starts_on): row for row in store.current(work.tx)}
    added, changed, unchanged = [], [], 0
    for figure in figures:
        standing = known.get(figure[:2])
        if standing is not None and (standing.value, standing.ends_on) == (figure[3], figure[2]):
            unchanged += 1
            continue
        if standing is None:
            added.append(_shown(figure))
        else:
            changed.append(f"{_shown(figure)}, was {standing.value}")
        if not dry:
            _enter(work, figure, standing, source, as_of, proposed)
    return Changes(tuple(added), tuple(changed), unchanged)


def _enter(
    work: Work,
    figure: Figure,
    standing: PublishedParameter | None,
    source: str,
    as_of: date,
    proposed: FigureProposal | None,
) -> None:
    if standing is not None:
        standing.replaced_at = work.now
        work.tx.flush()
    key, starts_on, ends_on, value, cite = figure
    work.tx.add(
        PublishedParameter(
            id=new_id(), key=key, starts_on=starts_on, ends_on=ends_on, value=value, cite=cite, source=source,
            as_of=as_of, entered_at=work.now, entered_by=proposed.proposed_by if proposed else work.actor.user_id,
            proposal_id=proposed.id if proposed else None,
        )
    )  # fmt: skip
    work.tx.flush()
    work.emit(FigurePublished(key=key, starts_on=starts_on, value=value, cite=cite, source=source, as_of=as_of))


def _faults(figures: Sequence[Figure]) -> Iterator[Ground]:
    times = Counter(figure[:2] for figure in figures)
    for key, starts_on, ends_on, value, cite in figures:
        where = f"{key} from {starts_on}"
        if not is_published(key):
            yield Ground(where, "is no figure that an authority publishes; the law's own text comes with a release")
            continue
        try:
            Law.load().parameter(key).read(value)
        except ValueError as fault:
            yield Ground(where, str(fault))
        if ends_on is not None and ends_on <= starts_on:
            yield Ground(where, "ends before it starts")
        if key in _OF_A_YEAR and not _is_of_its_year(key, starts_on, ends_on):
            yield Ground(where, _SPANS[_OF_A_YEAR[key]])
        if times[key, starts_on] > 1:
            yield Ground(where, "stands twice")
        if not cite.strip():
            yield Ground(where, "needs its citation")


def _is_of_its_year(key: str, starts_on: date, ends_on: date | None) -> bool:
    month = _OF_A_YEAR[key]
    begins_right = key in _FROM_ANY_DAY or (starts_on.month, starts_on.day) == (month, 1)
    return begins_right and ends_on == _year_after(starts_on, month)


def _shown(figure: Figure) -> str:
    key, starts_on, ends_on, value, _ = figure
    return f"{key} from {starts_on}" + (f" until {ends_on}" if ends_on else "") + f": {value}"
