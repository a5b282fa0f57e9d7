"""Deciding applications by the law in force: appended, never changed, and only where something is new."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esa.applications.domain.deciding import (
    NOTHING,
    SETTLED,
    STATUS_OF,
    Filed,
    Lists,
    facts_of,
    has_seen,
    is_news,
    siblings,
)
from esa.applications.store import bulk
from esa.applications.store.bulk import Made
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.law.decision import PLACE, Decision, NeedsParameters
from esa.law.decision import decide as decide_by_law
from esa.law.facts import Facts, facts_to_wire
from esa.platform.work import Work
from esa.schools import service as schools


@dataclass(frozen=True, slots=True)
class Decided:
    """How many applications were looked at, on how many a decision was stored, how many wait for a figure."""

    looked_at: int
    stored: int
    waiting: int = 0


def decide(
    work: Work,
    year: SchoolYear,
    application_ids: Sequence[uuid.UUID] | None = None,
    organization_id: uuid.UUID | None = None,
) -> Decided:
    """Decide an EAO's applications of a school year, all or those named, on the program's day.

    One that needs a figure nobody has published waits: it is kept undecided, and nothing is decided by a guess.
    """
    # What is brought in or sent is decided at once: a key that may bring in need not be given more.
    if not any(work.actor.may(each) for each in (Permission.APPLICATION_DECIDE, Permission.APPLICATION_IMPORT)):
        work.authorize(Permission.APPLICATION_SUBMIT)
    owner = organization_id or work.actor.require_organization()
    work.tx.flush()
    law = work.law_of(owner)
    rows = bulk.to_decide(work.connection, owner, year, application_ids)
    wanted = None if application_ids is None else set(application_ids)
    made: list[Made] = []
    waiting: list[uuid.UUID] = []
    outdated: list[uuid.UUID] = []
    for row, facts in facts_by_row(work, year, rows):
        if wanted is not None and row.id not in wanted:
            continue
        try:
            made += _news(row, facts, decide_by_law(facts, law))
        except NeedsParameters:
            waiting.append(row.id)
            outdated += [] if has_seen(row, facts_to_wire(facts)) or row.status in SETTLED else [row.id]
    stored = bulk.store_decisions(work.connection, owner, made, work.now, work.today, work.actor.user_id) if made else 0
    if outdated:
        bulk.undecide(work.connection, outdated, work.now)
    detail = {
        "stored": stored, **({"waiting": len(waiting)} if waiting else {}),
        **({"readings": dict(read)} if (read := law.readings_in(PLACE)) else {}),
    }  # fmt: skip
    audit.record(work, "application.decided", subject_kind="school_year", subject_id=str(year), detail=detail)
    return Decided(len(rows) if wanted is None else len(wanted), stored, len(waiting))


def lists_on(work: Work) -> Lists:
    """Return the state's lists on the program's day."""
    cutoffs = {each.id: each.entry_cutoff for each in schools.districts(work) if each.entry_cutoff != "08-01"}
    return Lists(schools.classifications_on(work, work.today), cutoffs)


def facts_by_row(work: Work, year: SchoolYear, rows: list[Filed]) -> Iterator[tuple[Filed, Facts]]:
    """Yield each application with the facts that a decision of the program's day would see."""
    granted = bulk.granted(work.connection, [row.person_id for row in rows], year)
    related, lists = siblings(rows, granted), lists_on(work)
    for row in rows:
        known = granted.get(row.person_id, NOTHING)
        yield row, facts_of(row, year, work.today, lists, known, related.get(row.id, ()))


def _news(row: Filed, facts: Facts, decision: Decision) -> list[Made]:
    wire, answer = facts_to_wire(facts), decision.to_wire()
    return [_made(row, wire, answer, decision)] if is_news(row, wire, answer) else []


def _made(row: Filed, facts: dict[str, object], answer: dict[str, object], decision: Decision) -> Made:
    return Made(
        id=new_id(),
        filed=row,
        facts=facts,
        answer=answer,
        law=decision.law,
        outcome=decision.outcome,
        tier=decision.tier,
        base_tier=decision.base_tier,
        cap=None if decision.cap is None else decision.cap.cents,
        cap_percent=decision.cap_percent,
        lunch=decision.lunch,
        has_iep=decision.has_iep,
        status=row.status if row.status in SETTLED else STATUS_OF[decision.outcome],
    )
