"""Deciding an EAO's open applications again by the law as it now stands; what a run has settled is left alone."""

from dataclasses import dataclass

from esa.applications import service as applications
from esa.applications.domain.deciding import SETTLED
from esa.awards import store
from esa.kernel.dates import SchoolYear
from esa.kernel.permissions import Permission
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class DecidedAgain:
    """How many open applications were looked at, got a new decision or wait; `untouched` are numbers left alone."""

    looked_at: int
    stored: int
    waiting: int
    untouched: tuple[str, ...]


def decide_again(work: Work, year: SchoolYear, *, dry: bool = False) -> DecidedAgain:
    """Decide the open applications of the year again; a decision is appended where it says something new.

    Left alone are those with a place in a frozen or released run and those awarded, waiting or withdrawn. A second
    press waits for the first and finds nothing new. A dry run only tells which are open.
    """
    work.authorize(Permission.AWARD_DRAFT)
    found = applications.standings(work, year)
    held = store.in_runs(work.tx, work.actor.require_organization(), year)
    untouched = tuple(sorted(number for each, number, status in found if each in held or status in SETTLED))
    open_ones = [each for each, _, status in found if each not in held and status not in SETTLED]
    if dry or not open_ones:
        return DecidedAgain(len(open_ones), 0, 0, untouched)
    done = applications.decide(work, year, open_ones)
    return DecidedAgain(len(open_ones), done.stored, done.waiting, untouched)
