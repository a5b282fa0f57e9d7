"""Releasing a frozen run: grants, accounts with planned deposits, and entries by funding source, all or nothing."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from esa.accounts import service as accounts
from esa.accounts.domain import Granted
from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.applications.service import Awardable
from esa.audit import service as audit
from esa.awards import store
from esa.awards.domain.funds import read_funds
from esa.awards.domain.plan import Place, make_plan
from esa.awards.domain.pool import read_pool
from esa.awards.domain.words import RunStanding
from esa.awards.models import AwardRun
from esa.awards.service.running import options_of, run
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.errors import Conflict, Ground
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.platform.work import Work

# Where an application stands that a run may still fund or leave waiting.
_LIVE = frozenset({Status.QUALIFIED, Status.CONDITIONAL, Status.WAITLISTED})
_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class _Award:
    """A funded place with its application and the grant that it becomes; sources in cents."""

    place: Place
    application: Awardable
    grant_id: uuid.UUID
    sources: tuple[tuple[str, int], ...]


def release(work: Work, reference: str) -> int:
    """Release a frozen run: grants, accounts, planned deposits and entries by source; return how many grants.

    It is done by another person than the one who froze it. Raises Conflict for the same person, a run that is not
    frozen, or a funded application that was withdrawn or granted since, and LimitReached where a student was granted
    elsewhere meanwhile: then nothing is done.
    """
    work.authorize(Permission.AWARD_RELEASE)
    found = run(work, reference)
    if found.frozen_by == work.actor.require_user():
        said = "You froze this run. Another manager, or finance, has to release it."
        raise Conflict(said, [Ground("", said)], code="two_people")
    values = {
        "standing": RunStanding.RELEASED, "released_at": work.now, "released_by": work.actor.require_user(),
    }  # fmt: skip
    if not store.move(work.tx, found.id, RunStanding.FROZEN, values):
        raise Conflict("This run is not frozen, or was released already.", code="not_frozen")
    count = _carry_out(work, found)
    audit.record(
        work, "award_run.released", subject_kind="award_run", subject_id=reference, detail={"grants": count}
    )  # fmt: skip
    return count


def _carry_out(work: Work, found: AwardRun) -> int:
    plan = make_plan(read_pool(found.pool), read_funds(found.funds), options_of(found))
    places = plan.places()
    funded = [place for place in places if place.amount is not None]
    known = applications.awardable(work, [place.application_id for place in places])
    _still_live(funded, known)
    made = _awards(funded, known)
    grants.record(work, _grants(made, found))
    if made:
        ledger.post_many(work, _entries(made, found, work.today))
        accounts.open_and_schedule(work, found.organization_id, found.school_year, _accounts(made))
    left = [known[place.application_id] for place in places if place.outcome == "waitlisted"]
    waiting = [each.id for each in left if each.status in _LIVE]
    applications.settle(work, [each.application.id for each in made], waiting)
    return len(made)


def _still_live(funded: Sequence[Place], known: Mapping[str, Awardable]) -> None:
    gone = [place.application_id for place in funded if known[place.application_id].status not in _LIVE]
    if gone:
        named = ", ".join(gone[:_NAMED_AT_MOST]) + (" and others" if len(gone) > _NAMED_AT_MOST else "")
        raise Conflict(
            f"Withdrawn, refused or granted since the freeze: {named}. Set this run aside and make a new draft.",
            code="application_gone",
        )


def _awards(funded: Sequence[Place], known: Mapping[str, Awardable]) -> list[_Award]:
    return [_Award(place, known[place.application_id], new_id(), _sources(place.sources)) for place in funded]


def _sources(text: str) -> tuple[tuple[str, int], ...]:
    parts = (part.split(":") for part in text.split("|"))
    return tuple((source, Money.from_wire(amount).cents) for source, amount in parts)


def _grants(awards: Sequence[_Award], found: AwardRun) -> Iterator[NewGrant]:
    for each in awards:
        application = each.application
        yield NewGrant(
            id=each.grant_id, organization_id=found.organization_id, household_id=application.household_id,
            student_id=application.student_id, person_id=application.person_id, application_id=application.id,
            school_year=found.school_year, tier=each.place.tier, amount=each.place.amount or 0, cap=application.cap,
            cap_percent=application.cap_percent, lunch=application.lunch, has_iep=application.has_iep,
            run_id=found.id, sources=each.sources,
        )  # fmt: skip


def _entries(awards: Sequence[_Award], found: AwardRun, on: date) -> Iterator[Entry]:
    for each in awards:
        lines = []
        for source, cents in each.sources:
            kind, amount = Source(source), Money(cents)
            lines += [debit(fund(kind), amount), credit(awarded(kind), amount)]
        number = each.place.application_id
        yield Entry(
            organization_id=found.organization_id, on=on, kind="award", narrative=f"Grant on application {number}",
            key=f"award:{found.school_year}:{number}", lines=tuple(lines),
        )  # fmt: skip


def _accounts(awards: Sequence[_Award]) -> list[Granted]:
    return [
        Granted(
            grant_id=each.grant_id, household_id=each.application.household_id,
            student_id=each.application.student_id, application_id=each.application.id,
            amount=each.place.amount or 0, sources=each.sources,
            payment_plan=each.application.payment_plan, agreement_on=each.application.agreement_on,
            enrolled_on=each.application.enrolled_on, school_id=each.application.school_id,
        )
        for each in awards
    ]  # fmt: skip
