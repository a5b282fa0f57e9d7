"""What a person of the state should look at, over all EAOs: money that does not agree, disputes, lapses, odd things."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from esa.credits.models import Reservation
from esa.credits.service.reading import exceptions, lapses
from esa.credits.store import caps, looking
from esa.kernel.dates import central_day
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import PROCESSOR
from esa.organizations import service as organizations
from esa.payments import service as payments
from esa.platform.work import Work

# A lapse is news for so long.
_NEWS = timedelta(days=14)
# A reservation without money is large from this part of the year's cap on: one false one would keep others out.
LARGE = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at: of which EAO, what, about which number, how much, since when, and why."""

    organization_id: uuid.UUID
    what: str
    about: str
    amount: Money
    since: date
    why: str = ""


def open_points(work: Work) -> list[Point]:
    """Return all that a person should look at, over all EAOs, the oldest first; it changes nothing."""
    work.authorize(Permission.ORGANIZATION_READ)
    found = [*_money(work), *_disputes(work), *_reservations(work), *_lapses(work)]
    return sorted(found, key=lambda each: (each.since, each.what, each.about))


def _money(work: Work) -> Iterator[Point]:
    for eao in organizations.organizations(work):
        state = payments.reconcile_for_state(work, eao.id, ledger.balance(work, eao.id, PROCESSOR))
        for each in state.questions:
            yield Point(eao.id, each.question.value, each.about, each.amount, each.since, each.why)
        for line in state.lines:
            yield Point(
                eao.id, "line_not_explained", line.bank_reference, line.amount, line.booked_on, line.description
            )


def _disputes(work: Work) -> Iterator[Point]:
    for each in payments.disputes(work):
        what = "disputed" if each.disputed else "bounced"
        day = central_day(each.changed_at or each.opened_at)
        yield Point(each.organization_id, what, each.reference, each.amount, day, each.reason)


def _reservations(work: Work) -> Iterator[Point]:
    for each in exceptions(work):
        found = each.found
        yield Point(found.organization_id, each.why, found.reference, found.amount, _day(found))
    cap = caps.cap(work.tx, work.today.year)
    if cap is not None:
        for found in looking.large_unpaid(work.tx, cap.year, cap.cap.ceil_share(LARGE)):
            yield Point(found.organization_id, "large_unpaid", found.reference, found.amount, _day(found))


def _day(found: Reservation) -> date:
    return central_day(found.changed_at or found.reserved_at)


def _lapses(work: Work) -> Iterator[Point]:
    for found, moved in lapses(work, work.today.year):
        day = central_day(moved.at)
        if day >= work.today - _NEWS:
            yield Point(found.organization_id, "lapsed", found.reference, moved.amount, day)
