"""Sharing interest among the accounts whose money earned it: shown first, then done as it was shown (EAO-7).

The law wants all interest spent on scholarship accounts and does not say how. Until it is shared, it stays in the fund
of interest, out of which award runs grant; a share is no grant, so it does not count against the cap of CAP-7.
"""

import uuid

from esa.accounts.domain.interest import InterestPlan, shares
from esa.accounts.models import InterestShare, InterestSharing
from esa.accounts.store import interest as store
from esa.audit import service as audit
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, fund, scholarship, scholarship_chart
from esa.ledger.domain.closing import period_of
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.kinds import Kind
from esa.platform.bulk import insert_many
from esa.platform.work import Work


def foresee(work: Work, period: str, amount: Money) -> InterestPlan:
    """Return who would get what of an amount, changing nothing.

    Raises Invalid with every field that is wrong, Conflict where the period was shared already.
    """
    work.authorize(Permission.DEPOSIT_POST)
    owner = work.actor.require_organization()
    try:
        known = period_of(period)
    except ValueError as fault:
        raise Invalid("This is no period.", [Ground("period", str(fault))]) from None
    is_month = known.name[5:] == f"{known.last.month:02d}" and known.name[:4] == f"{known.last.year:04d}"
    first = known.last.replace(day=1) if is_month else SchoolYear.of(known.last).first_day
    grounds = []
    if known.last >= work.today:
        grounds.append(Ground("period", "This period is not over yet."))
    if not ZERO < amount <= ledger.fund_balance(work, owner, Source.INTEREST):
        grounds.append(Ground("amount", "Share at most what the fund of interest holds. Record the interest first."))
    if grounds:
        raise Invalid("This cannot be shared.", grounds)
    if store.sharing(work.tx, owner, period) is not None:
        raise Conflict("Interest of this period was shared already.", code="shared_already")
    held = store.daily(work.tx, owner, first, known.last)
    if not any(each.cent_days for each in held):
        raise Invalid("This cannot be shared.", [Ground("period", "No account held money in this period.")])
    return InterestPlan(period, first, known.last, amount, shares(amount, held))


def carry_out(work: Work, period: str, amount: Money, seen: str) -> InterestSharing:
    """Share the interest as it was shown, one entry an account.

    Raises as `foresee`, and Conflict where the shares are not what `seen` says was shown.
    """
    plan = foresee(work, period, amount)
    if plan.seen != seen:
        raise Conflict("The balances are not what was shown. Look at the new shares first.", code="not_as_seen")
    owner = work.actor.require_organization()
    made = InterestSharing(
        id=new_id(), organization_id=owner, period=period, first_on=plan.first, last_on=plan.last, amount=amount,
        accounts=len(plan.rows), digest=f"sha256:{plan.seen}", shared_at=work.now, shared_by=work.actor.require_user(),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    _book(work, owner, plan)
    rows = [
        {
            "sharing_id": made.id, "account_id": each.account_id, "organization_id": owner,
            "household_id": each.household_id, "cent_days": each.cent_days, "amount": part,
        }
        for each, part in plan.rows
    ]  # fmt: skip
    insert_many(work.tx, InterestShare, rows)
    detail = {"period": period, "amount": amount.to_wire(), "accounts": made.accounts, "digest": made.digest}
    audit.record(work, "interest.shared", subject_kind="interest_sharing", subject_id=str(made.id), detail=detail)
    return made


def _book(work: Work, owner: uuid.UUID, plan: InterestPlan) -> None:
    source = Source.INTEREST
    charts = [scholarship_chart(each.number, source, each.account_id, each.household_id) for each, _ in plan.rows]
    ledger.ensure_accounts(work, owner, charts)
    entries = (
        Entry(
            organization_id=owner, on=work.today, kind=Kind.INTEREST.value,
            narrative=f"Interest of {plan.period} to account {each.number}",
            key=f"{Kind.INTEREST.value}:{plan.period}:{each.number}",
            lines=(debit(fund(source), part), credit(scholarship(each.number, source), part)),
        )
        for each, part in plan.rows
    )  # fmt: skip
    ledger.post_many(work, entries)


def sharings(work: Work, organization_id: uuid.UUID) -> list[InterestSharing]:
    """Return what an EAO shared, the latest period first."""
    work.authorize(Permission.BOOKS_READ)
    return list(store.sharings(work.tx, organization_id))
