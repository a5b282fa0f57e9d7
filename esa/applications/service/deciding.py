"""Deciding applications by the law in force: appended, never changed, and only where something is new."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esa.applications.domain.deciding import NOTHING, SETTLED, STATUS_OF, Filed, Lists, facts_of, is_news, siblings
from esa.applications.store import bulk
from esa.applications.store.bulk import Made
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.law.decision import Decision, NeedsParameters
from esa.law.decision import decide as decide_by_law
from esa.law.facts import facts_to_wire
from esa.platform.work import Work
from esa.schools import service as schools


@dataclass(frozen=True, slots=True)
class Decided:
    """How many applications were looked at, and on how many of them a decision was stored."""

    looked_at: int
    stored: int


def decide(
    work: Work,
    year: SchoolYear,
    application_ids: Sequence[uuid.UUID] | None = None,
    organization_id: uuid.UUID | None = None,
) -> Decided:
    """Decide an EAO's applications of a school year, all or those named, on the program's day.

    Raises Invalid where a figure that a decision needs is not known: nothing is decided by a guess.
    """
    # What is brought in or sent is decided at once: a key that may bring in need not be given more.
    if not any(work.actor.may(each) for each in (Permission.APPLICATION_DECIDE, Permission.APPLICATION_IMPORT)):
        work.authorize(Permission.APPLICATION_SUBMIT)
    owner = organization_id or work.actor.require_organization()
    work.tx.flush()
    rows = bulk.to_decide(work.connection, owner, year, application_ids)
    wanted = None if application_ids is None else set(application_ids)
    made = list(_decisions(work, year, rows, wanted))
    stored = bulk.store_decisions(work.connection, owner, made, work.now, work.today, work.actor.user_id) if made else 0
    audit.record(
        work, "application.decided", subject_kind="school_year", subject_id=str(year), detail={"stored": stored}
    )
    return Decided(len(rows) if wanted is None else len(wanted), stored)


def lists_on(work: Work) -> Lists:
    """Return the state's lists on the program's day."""
    cutoffs = {each.id: each.entry_cutoff for each in schools.districts(work) if each.entry_cutoff != "08-01"}
    return Lists(schools.classifications_on(work, work.today), cutoffs)


def _decisions(work: Work, year: SchoolYear, rows: list[Filed], wanted: set[uuid.UUID] | None) -> Iterator[Made]:
    granted = bulk.granted(work.connection, [row.person_id for row in rows], year)
    related, lists, law, on = siblings(rows, granted), lists_on(work), work.law, work.today
    for row in rows:
        if wanted is not None and row.id not in wanted:
            continue
        facts = facts_of(row, year, on, lists, granted.get(row.person_id, NOTHING), related.get(row.id, ()))
        try:
            decision = decide_by_law(facts, law)
        except NeedsParameters as missing:
            grounds = [Ground(each.key, f"{each.key} {each.message}") for each in missing.unknown]
            raise Invalid("A figure that the decision needs is not known.", grounds, code="figure_unknown") from None
        wire, answer = facts_to_wire(facts), decision.to_wire()
        if is_news(row, wire, answer):
            yield _made(row, wire, answer, decision)


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
