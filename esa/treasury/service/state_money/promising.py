"""Promising an EAO general revenue out of the appropriation, and taking back what was not spent (FUND-3)."""

from datetime import date

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Ground, Invalid, LimitReached, NotFound
from esa.kernel.ids import new_id, number_of
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.organizations import service as organizations
from esa.platform.work import Work
from esa.treasury.domain.state_money import commitment_entry, refuse, return_entry
from esa.treasury.models import StateCommitment, StateReturn
from esa.treasury.service.state_money.reading import APPROPRIATION, appropriated, may_return
from esa.treasury.service.state_money.recording import record
from esa.treasury.store import state_money as store


def commit(work: Work, slug: str, year: SchoolYear, amount: Money, reason: str) -> str:
    """Promise an EAO general revenue, which it may then award; an amount below zero takes a promise back.

    Raises Invalid without a reason, LimitReached beyond the appropriation or for what is awarded or paid already,
    NotFound where no appropriation of the year is known.
    """
    work.authorize(Permission.STATE_MONEY_PAY)
    owner = organizations.find(work, slug).id
    refuse([] if reason.strip() else [Ground("reason", "Say why, for example which letter promised it.")])
    if not amount:
        raise Invalid("Enter an amount.", [Ground("amount", "Enter an amount.")])
    _open(work, year)
    if not store.take(work.tx, year, committed=amount):
        found = appropriated(work, year)
        left = ZERO if found is None else found.remaining
        told = f"The appropriation has ${left} left."
        raise LimitReached(told, [Ground("amount", told)], code="over_the_appropriation")
    made_id = new_id()
    reference = number_of("GR", made_id)
    with work.by_the_system():
        ledger.ensure_accounts(work, owner)
        entry_id = ledger.post(work, commitment_entry(owner, work.today, amount, reference))
        made = StateCommitment(
            id=made_id, reference=reference, organization_id=owner, year=year, amount=amount, reason=reason.strip(),
            at=work.now, by=work.actor.user_id, entry_id=entry_id,
        )  # fmt: skip
        work.tx.add(made)
    record(work, "promised", owner, reference, amount)
    return reference


def _open(work: Work, year: SchoolYear) -> None:
    known, cited = work.law.known(APPROPRIATION, year.first_day), work.law.entry(APPROPRIATION, year.first_day)
    if not isinstance(known, Money) or cited is None:
        raise NotFound(f"No appropriation for {year} is known. Publish the figure {APPROPRIATION} first.")
    store.open_year(work.tx, year, known, cited.cite, work.now)


def give_back(work: Work, year: SchoolYear, amount: Money, paid_on: date, proof: str) -> str:
    """Record that the EAO paid back what was invoiced and not spent. Raises Invalid for more than that, or no proof."""
    work.authorize(Permission.STATE_MONEY_ASK)
    owner = work.actor.require_organization()
    most = may_return(work, owner)
    grounds = [] if proof.strip() else [Ground("proof", "Name the proof, for example the number of the transfer.")]
    if not ZERO < amount <= most:
        grounds.append(Ground("amount", f"Enter an amount up to ${most}, which is what was not spent."))
    if paid_on > work.today:
        grounds.append(Ground("paid_on", "This day has not come yet."))
    refuse(grounds)
    made_id = new_id()
    reference = number_of("SR", made_id)
    entry_id = ledger.post(work, return_entry(owner, paid_on, amount, reference))
    work.tx.add(
        StateReturn(
            id=made_id, reference=reference, organization_id=owner, year=year, amount=amount, paid_on=paid_on,
            proof=proof.strip(), at=work.now, by=work.actor.user_id, entry_id=entry_id,
        )
    )  # fmt: skip
    with work.by_the_system():
        if not store.take(work.tx, year, committed=-amount, returned=amount):
            raise LimitReached("Nothing of this year's appropriation was promised.", code="over_the_appropriation")
    record(work, "given_back", owner, reference, amount)
    return reference
