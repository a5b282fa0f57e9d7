"""Money off the top and beside it: the fund's 4 %, overhead and its limit, interest."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from esa.audit import service as audit
from esa.credits.domain.fiscal import FiscalYear
from esa.credits.models import FundRemittance, OverheadCost
from esa.credits.service.refusing import capital
from esa.credits.store import top
from esa.kernel.errors import Ground, Invalid, LimitReached
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.law import Law
from esa.law.eao import EaoYear, Limits, findings, limits
from esa.law.tried import Tried
from esa.ledger import service as ledger
from esa.ledger.domain.chart import FUND_DUE, Source, awarded, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.kinds import Kind
from esa.organizations import service as organizations
from esa.platform.work import Work

_YEAR_END = "12-31"
# The command and the room whose readings the duties of a year follow.
_PLACES = ("eao limits", "credits")


def record_interest(work: Work, amount: Money, on: date, reference: str) -> uuid.UUID:
    """Book interest or investment revenue of the EAO acted for: all of it is for scholarship accounts (EAO-7)."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    kind, owner = Source.INTEREST, work.actor.require_organization()
    entry = Entry(
        organization_id=owner, on=on, kind="interest", narrative=f"Interest, {reference}", key=f"interest:{reference}",
        lines=(debit(bank(kind), amount), credit(fund(kind), amount)),
    )  # fmt: skip
    made = ledger.post(work, entry)
    audit.record(work, "interest.recorded", subject_kind="organization", subject_id=str(owner))
    return made


@dataclass(frozen=True, slots=True)
class FundState:
    """What an EAO's gifts of a calendar year owe the Treasurer's fund, and what was paid (FUND-1)."""

    year: int
    gifts: int
    contributions: Money
    due: Money
    paid: Money

    @property
    def left(self) -> Money:
        """Return what is still to be paid; below zero where gifts were taken back after it was."""
        return self.due - self.paid


def fund_states(work: Work, organization_id: uuid.UUID) -> list[FundState]:
    """Return an EAO's years with the fund, the newest first."""
    if work.actor.organization_id != organization_id:
        work.authorize(Permission.ORGANIZATION_READ)
    paid = top.paid_by_year(work.tx, organization_id)
    return [
        FundState(year, count, amount, due, paid.get(year, Money(0)))
        for year, count, amount, due in top.due_by_year(work.tx, organization_id)
    ]


def remittances(work: Work, organization_id: uuid.UUID) -> list[FundRemittance]:
    """Return what an EAO paid to the fund, the newest first."""
    return list(top.remittances(work.tx, organization_id))


def remit(work: Work, year: int, amount: Money, paid_on: date, proof: str) -> uuid.UUID:
    """Record a payment of the EAO acted for to the Treasurer's fund, with its proof, and book it.

    Raises Invalid without a proof or for more than is due of the year.
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    owner = work.actor.require_organization()
    left = next((each.left for each in fund_states(work, owner) if each.year == year), Money(0))
    grounds = [] if proof.strip() else [Ground("proof", "Name the proof, for example the number of the transfer.")]
    if not Money(0) < amount <= left:
        grounds.append(Ground("amount", f"Enter an amount up to ${max(left, Money(0))}, which is what is still due."))
    if grounds:
        raise Invalid(grounds[0].message, grounds)
    row_id = new_id()
    entry_id = ledger.post(
        work,
        Entry(
            organization_id=owner, on=paid_on, kind="remittance", narrative=f"To the Treasurer's fund for {year}",
            key=f"remittance:{row_id}", lines=(debit(FUND_DUE, amount), credit(bank(Source.TAX_CREDIT), amount)),
        ),
    )  # fmt: skip
    work.tx.add(
        FundRemittance(
            id=row_id, organization_id=owner, year=year, amount=amount, paid_on=paid_on, proof=proof.strip(),
            recorded_at=work.now, entry_id=entry_id, recorded_by=work.actor.user_id,
        )
    )  # fmt: skip
    work.tx.flush()
    audit.record(work, "fund.remitted", subject_kind="organization", subject_id=str(owner))
    return row_id


@dataclass(frozen=True, slots=True)
class Duties:
    """An EAO's fiscal year so far: what it took in and did, what it owes and may, and how each rule stands.

    `readings` are those other than ours by which it was measured (AMB-5, AMB-6).
    """

    period: FiscalYear
    year: EaoYear
    limits: Limits
    committed: Money
    fund: FundState
    findings: tuple[Tried, ...]
    readings: Mapping[str, str]

    @property
    def overhead_left(self) -> Money:
        """Return what overhead may still cost; below zero where it is over the limit."""
        return self.limits.overhead_limit - self.year.overhead

    @property
    def strict_left(self) -> Money:
        """Return the same under the stricter reading: the steps on what is left after the 4 % and the 90 % (AMB-5)."""
        return self.limits.strict - self.year.overhead


def duties(work: Work, organization_id: uuid.UUID, on: date | None = None, law: Law | None = None) -> Duties:
    """Return how an EAO stands in the fiscal year around the day (EAO-7, EAO-8, EAO-9, FUND-1).

    The fund's 4 % is owed by calendar year, the rest by fiscal year. What was granted and waits for its deposit is told
    apart as committed (AMB-6); read otherwise, the duties are those of the calendar year. `law` is for
    a look at how they would be under another reading.
    """
    if work.actor.organization_id != organization_id:
        work.authorize(Permission.ORGANIZATION_READ)
    found, day = organizations.organization(work, organization_id), on or work.today
    law = law or work.law_of(organization_id)
    by_calendar = law.reads("AMB-6") == "calendar_year"
    period = FiscalYear.of(_YEAR_END if by_calendar else found.fiscal_year_end, day)
    none = FundState(day.year, 0, Money(0), Money(0), Money(0))
    fund_year = next((each for each in fund_states(work, organization_id) if each.year == day.year), none)
    deposited = ledger.moved(work, organization_id, "deposit", period.first, period.last)
    spent = {source: total([deposited.get(awarded(source), Money(0))]) for source in Source}
    interest = -ledger.moved(work, organization_id, "interest", period.first, period.last).get(
        fund(Source.INTEREST), Money(0)
    )
    shared = ledger.moved(work, organization_id, Kind.INTEREST, period.first, period.last).get(
        fund(Source.INTEREST), Money(0)
    )
    year = EaoYear(
        id=found.slug, contributions=top.contributed(work.tx, organization_id, period.first, period.last),
        interest=interest, spent_on_accounts=spent[Source.TAX_CREDIT],
        interest_spent_on_accounts=spent[Source.INTEREST] + shared,
        overhead=top.overhead(work.tx, organization_id, period.first, period.last),
        remitted_to_fund=fund_year.paid,
    )  # fmt: skip
    due = replace(limits(year.contributions, year.interest, law), remittance_due=fund_year.due)
    kept = ledger.balance(work, organization_id, awarded(Source.TAX_CREDIT))
    return Duties(period, year, due, -kept, fund_year, findings(year, due), dict(law.readings_in(*_PLACES)))


def overhead_costs(work: Work, organization_id: uuid.UUID, period: FiscalYear) -> list[OverheadCost]:
    """Return the costs of marketing and administration of a fiscal year, the newest first."""
    return list(top.costs(work.tx, organization_id, period.first, period.last))


def record_overhead(work: Work, amount: Money, paid_on: date, purpose: str) -> list[str]:
    """Record a cost of marketing or administration paid out of contributions, and return the warnings it earns.

    Over the limit of EAO-9 it is told or not taken, as the parameter `overhead_watch` says; the stricter reading of
    AMB-5 is told only. Raises Invalid without a purpose, LimitReached over the limit or for more than the EAO has.
    """
    work.authorize(Permission.CONTRIBUTION_RECORD)
    owner = work.actor.require_organization()
    if not purpose.strip():
        ground = Ground("purpose", "Say what the money was for.")
        raise Invalid(ground.message, [ground])
    before = duties(work, owner, paid_on)
    over = amount > before.overhead_left
    if over and work.law.text("overhead_watch", paid_on) == "block":
        left = max(before.overhead_left, Money(0))
        told = f"This cost is over the limit on overhead; ${left} is left in this fiscal year (RSMo 135.714.1(5)(c))."
        raise LimitReached(told, [Ground("amount", told)], code="overhead_limit")
    row_id = new_id()
    entry_id = ledger.post(
        work,
        Entry(
            organization_id=owner, on=paid_on, kind="overhead", narrative=f"Overhead: {purpose.strip()}",
            key=f"overhead:{row_id}",
            lines=(debit(fund(Source.TAX_CREDIT), amount), credit(bank(Source.TAX_CREDIT), amount)),
        ),
    )  # fmt: skip
    work.tx.add(
        OverheadCost(
            id=row_id, organization_id=owner, amount=amount, paid_on=paid_on, purpose=purpose.strip(),
            recorded_at=work.now, entry_id=entry_id, recorded_by=work.actor.user_id,
        )
    )  # fmt: skip
    work.tx.flush()
    detail = {"readings": dict(before.readings)} if before.readings else None
    audit.record(work, "overhead.recorded", subject_kind="organization", subject_id=str(owner), detail=detail)
    return warnings(work, duties(work, owner, paid_on))


def warnings(work: Work, now: Duties) -> list[str]:
    """Return what is to be told of an EAO's overhead, in the language of whoever asks."""
    told = next(each for each in now.findings if each.rule == "EAO-9")
    over_strict = now.strict_left < Money(0)
    reasons = told.reasons if not told.holds else told.reasons[1:] if over_strict else ()
    return [capital(each.text(work.actor.language)) for each in reasons]
