"""Queries of interest that is shared among accounts."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.accounts.domain.interest import Daily
from esa.accounts.models import InterestSharing
from esa.kernel.money import Money

# The sum of the balances at the end of each day, without a row for each day: what moved before the period counts on
# all its days, what moved in it from its own day on.
_DAILY = text(
    "SELECT a.id, a.number, a.household_id, sum(-l.amount * (:last - greatest(e.entry_on, :first) + 1))::bigint"
    " FROM scholarship_accounts a JOIN ledger_accounts b ON b.scholarship_account_id = a.id"
    " JOIN ledger_lines l ON l.organization_id = b.organization_id AND l.account_id = b.id"
    " JOIN ledger_entries e ON e.id = l.entry_id"
    " WHERE a.organization_id = :owner AND a.standing <> 'closed' AND e.entry_on <= :last"
    " GROUP BY a.id ORDER BY a.number"
)
_SUMS = text(
    "SELECT s.organization_id, a.number, sum(s.amount)::bigint FROM interest_shares s"
    " JOIN scholarship_accounts a ON a.id = s.account_id"
    " WHERE CAST(:organization AS uuid) IS NULL OR s.organization_id = :organization GROUP BY 1, 2"
)


def daily(tx: Session, owner: uuid.UUID, first: date, last: date) -> list[Daily]:
    """Return each open account's balances over the days of a period, added up, by number."""
    found = tx.execute(_DAILY, {"owner": owner, "first": first, "last": last})
    return [Daily(account_id, number, household, max(days, 0)) for account_id, number, household, days in found]


def sharing(tx: Session, owner: uuid.UUID, period: str) -> InterestSharing | None:
    """Return what was shared of a period."""
    rows = select(InterestSharing).where(InterestSharing.organization_id == owner, InterestSharing.period == period)
    return tx.scalar(rows)


def sharings(tx: Session, owner: uuid.UUID) -> Sequence[InterestSharing]:
    """Return what an EAO shared, the latest period first."""
    rows = select(InterestSharing).where(InterestSharing.organization_id == owner)
    return tx.scalars(rows.order_by(InterestSharing.last_on.desc())).all()


def sums(tx: Session, organization_id: uuid.UUID | None) -> list[tuple[uuid.UUID, str, Money]]:
    """Return (organization, account number, sum of its shares)."""
    found = tx.execute(_SUMS, {"organization": organization_id})
    return [(owner, number, Money(cents)) for owner, number, cents in found]
