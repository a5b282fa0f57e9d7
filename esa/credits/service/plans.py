"""Gifts that recur: a plan makes a reservation on each of its days, like any other and under the same rules."""

import uuid
from collections.abc import Sequence
from datetime import date

from esa.audit import service as audit
from esa.credits.domain import Rhythm
from esa.credits.domain.commands import Claimed, ReserveCredits
from esa.credits.domain.words import MONTHS_OF
from esa.credits.models import GiftPlan
from esa.credits.service.refusing import refusal
from esa.credits.service.reserving import claim_all, shown_name
from esa.credits.service.telling import tell_of_plan
from esa.credits.store import people
from esa.kernel.dates import months_after
from esa.kernel.errors import Invalid, NotFound
from esa.kernel.ids import name_id, new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.law.credits.grounds import reserving_grounds
from esa.platform.work import Work


def start_plan(
    work: Work, donor_id: uuid.UUID, organization_id: uuid.UUID, amount: Money, rhythm: Rhythm, starts_on: date
) -> uuid.UUID:
    """Begin a plan and return its id; its first reservation is made on its first day. Raises Invalid (RES-1)."""
    if not work.actor.may(Permission.CONTRIBUTION_RECORD):
        work.authorize(Permission.GIFT_MAKE)
    first = max(starts_on, work.today)
    grounds = reserving_grounds(amount, first, first.year, work.law)
    if grounds:
        raise refusal(work, Invalid, [("amount", each) for each in grounds], "invalid")
    made = GiftPlan(
        id=new_id(), donor_id=donor_id, organization_id=organization_id, amount=amount, rhythm=rhythm,
        starts_on=first, next_on=first, made_at=work.now,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, "plan.started", subject_kind="plan", subject_id=str(made.id))
    return made.id


def stop_plan(work: Work, plan_id: uuid.UUID, because: str = "") -> None:
    """Stop a plan; what it reserved already stays. Raises NotFound."""
    found = people.plan(work.tx, plan_id)
    if found is None or found.stopped_at is not None:
        raise NotFound("There is no such plan.")
    found.stopped_at, found.stopped_because = work.now, because
    work.tx.flush()
    audit.record(work, "plan.stopped", subject_kind="plan", subject_id=str(plan_id))


def plans(work: Work, donor_id: uuid.UUID) -> Sequence[GiftPlan]:
    """Return a donor's plans that go on."""
    return people.plans(work.tx, donor_id)


def plans_due(work: Work) -> list[tuple[GiftPlan, Claimed]]:
    """Make the reservations that plans are to make by today, and return what became of each.

    Where the cap has no room, the donor takes a part or waits like anybody else. A day is served once: the request's
    id follows from the plan and the day. A plan for an EAO that is not certified this school year is stopped, and the
    donor told.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    made = []
    for plan in people.plans_due(work.tx, work.today):
        asked = ReserveCredits(
            claim_id=name_id(plan.id, str(plan.next_on)), donor_id=plan.donor_id, amount=plan.amount,
            organization_id=plan.organization_id, partial_ok=True, wait=True, no_dependent_benefits=True,
            no_student_named=True, shown_name=shown_name(work, plan.donor_id), plan_id=plan.id,
        )  # fmt: skip
        claimed = claim_all(work, [asked], certified_only=True)[0]
        made.append((plan, claimed))
        if any(name == "organization" for name, _ in claimed.grounds):
            plan.stopped_at, plan.stopped_because = work.now, "the EAO is not certified"
            tell_of_plan(work, plan)
            continue
        plan.made += 1
        plan.next_on = months_after(plan.starts_on, plan.made * MONTHS_OF[plan.rhythm])
    work.tx.flush()
    return made
