"""Award runs of one EAO: drafted and looked at, frozen with their files, released by a second person."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from esa.applications import service as applications
from esa.audit import service as audit
from esa.awards import store
from esa.awards.domain.funds import Fund, read_funds, write_funds
from esa.awards.domain.plan import Options, Plan, make_plan, run_digest
from esa.awards.domain.pool import read_pool
from esa.awards.domain.words import RunStanding
from esa.awards.models import AwardPlace, AwardRun
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.permissions import Permission
from esa.law.readings import chosen as chosen_readings
from esa.ledger import service as ledger
from esa.ledger.domain.chart import DRAWN
from esa.platform.pages import Slice
from esa.platform.work import Work


def funds_now(work: Work) -> tuple[Fund, ...]:
    """Return what the EAO may still grant from each source, in the order in which it is drawn."""
    owner = work.actor.require_organization()
    return tuple(Fund(source.value, ledger.fund_balance(work, owner, source)) for source in DRAWN)


def draft(work: Work, year: SchoolYear, options: Options, funds: Sequence[Fund] | None = None) -> str:
    """Draft a run over the EAO's pool and money of now and return its number; nothing is decided by it.

    Raises Invalid for a lottery without a seed, or for funds beyond what the books hold.
    """
    work.authorize(Permission.AWARD_DRAFT)
    owner = work.actor.require_organization()
    if (options.tie == "lottery") != (options.seed is not None):
        raise Invalid("A lottery needs its seed.", [Ground("seed", "Enter a seed, and only for a lottery.")])
    held = funds_now(work)
    chosen = tuple(held if funds is None else funds)
    _within(held, chosen)
    options = replace(options, readings=work.law_of(owner).readings_in("award plan"))
    pool, money = applications.pool(work, year), write_funds(chosen)
    plan = make_plan(read_pool(pool), read_funds(money), options)
    run = AwardRun(
        id=new_id(), reference=new_reference("RUN"), organization_id=owner, school_year=year, tie_rule=options.tie,
        seed=options.seed or "", last_rule=options.last, funds=money, pool=pool, plan=plan.to_csv(),
        summary=summary_of(plan), readings=dict(options.readings), drafted_at=work.now,
        drafted_by=work.actor.require_user(),
    )  # fmt: skip
    work.tx.add(run)
    work.tx.flush()
    detail = {"readings": run.readings} if run.readings else None
    audit.record(work, "award_run.drafted", subject_kind="award_run", subject_id=run.reference, detail=detail)
    return run.reference


def _within(held: Sequence[Fund], chosen: Sequence[Fund]) -> None:
    known = {fund.source: fund.amount for fund in held}
    over = [
        Ground("funds", f"{fund.source} holds {known.get(fund.source, Fund('', fund.amount).amount)}; choose less.")
        for fund in chosen
        if fund.source not in known or fund.amount > known[fund.source]
    ]
    if over:
        raise Invalid("The books do not hold this much.", over, code="beyond_the_books")


def summary_of(plan: Plan) -> dict[str, Any]:
    """Return what a preview shows: by tier, and where the money ends."""
    tiers = [
        {"tier": line.tier, "applicants": line.applicants, "funded": line.funded, "amount": line.amount.to_wire()}
        for line in plan.by_tier()
    ]
    counts = {
        name: plan.count(name) for name in ("awarded", "partial", "waitlisted", "not_eligible", "already_granted")
    }
    rows = zip(plan.sequences, plan.tiers, plan.outcomes, strict=True)
    waiting = [(sequence, tier) for sequence, tier, outcome in rows if outcome == "waitlisted" and sequence]
    ends = min(waiting)[1] if waiting else None
    return {**counts, "spent": plan.spent.to_wire(), "left": plan.left.to_wire(), "tiers": tiers, "ends_in": ends}


def options_of(run: AwardRun) -> Options:
    """Return the run's rules for ties and last dollars, and the readings other than ours by which it ranks."""
    return Options(run.tie_rule, run.seed or None, run.last_rule, chosen_readings(run.readings))


def runs(work: Work) -> Sequence[AwardRun]:
    """Return the EAO's runs, the newest first."""
    work.authorize(Permission.AWARD_READ)
    return store.runs(work.tx, work.actor.require_organization())


def run(work: Work, reference: str) -> AwardRun:
    """Return a run with its files. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.AWARD_READ)
    found = store.by_reference(work.tx, reference)
    if found is None:
        raise NotFound("There is no such award run.")
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """How a run's summary differs from that of the one before: counts now minus counts then."""

    before: str
    awarded: int
    waitlisted: int


def difference(work: Work, current: AwardRun) -> Difference | None:
    """Return the difference from the last run of the year before this one, None for the first."""
    earlier = [
        each for each in runs(work) if each.school_year == current.school_year and each.drafted_at < current.drafted_at
    ]
    if not earlier:
        return None
    last, now = earlier[0].summary, current.summary
    return Difference(earlier[0].reference, now["awarded"] - last["awarded"], now["waitlisted"] - last["waitlisted"])


def freeze(work: Work, reference: str) -> str:
    """Freeze a draft: its files, rules and digest are fixed, and every applicant's place is stored; return the digest.

    Raises Conflict where the pool or the money has changed since the draft, or the run is no draft any more.
    """
    work.authorize(Permission.AWARD_FREEZE)
    found = run(work, reference)
    if chosen_readings(found.readings) != work.law_of(found.organization_id).readings_in("award plan"):
        raise Conflict("The law is read otherwise since this draft. Make a new draft.", code="reading_changed")
    if found.pool != applications.pool(work, found.school_year):
        raise Conflict("The applications have changed since this draft. Make a new draft.", code="pool_changed")
    _within(funds_now(work), read_funds(found.funds))
    options = options_of(found)
    digest = run_digest(found.pool, found.funds, options)
    values = {
        "standing": RunStanding.FROZEN, "digest": digest, "frozen_at": work.now,
        "frozen_by": work.actor.require_user(),
    }  # fmt: skip
    if not store.move(work.tx, found.id, RunStanding.DRAFT, values):
        raise Conflict("This run is no draft any more.", code="not_a_draft")
    plan = make_plan(read_pool(found.pool), read_funds(found.funds), options)
    owner = found.organization_id
    store.add_places(
        work.connection,
        (
            (found.id, p.application_id, owner, p.outcome, p.tier, p.amount, p.sequence, p.sources, p.reason)
            for p in plan.places()
        ),
    )
    detail = {"digest": digest, **({"readings": found.readings} if found.readings else {})}
    audit.record(work, "award_run.frozen", subject_kind="award_run", subject_id=reference, detail=detail)
    return digest


def set_aside(work: Work, reference: str) -> None:
    """Set a frozen run aside; a new draft may then be made. Raises Conflict where it is not frozen."""
    work.authorize(Permission.AWARD_FREEZE)
    found = run(work, reference)
    if not store.move(work.tx, found.id, RunStanding.FROZEN, {"standing": RunStanding.SET_ASIDE}):
        raise Conflict("Only a frozen run is set aside.", code="not_frozen")
    audit.record(work, "award_run.set_aside", subject_kind="award_run", subject_id=reference)


def places(work: Work, reference: str, after: int = 0) -> Slice[AwardPlace]:
    """Return a page of a run's places by sequence."""
    return store.places(work.tx, run(work, reference).id, after)


def waiting_before(work: Work) -> dict[uuid.UUID, int]:
    """Return by application how many children wait before it, for the household's own waiting children (ORD-3)."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return store.waiting_before(work.tx)
