"""Queries of refunds: what is expected, what came."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from esa.accounts.domain.refunds import RefundStanding
from esa.accounts.models import ExpectedRefund, RefundReceipt
from esa.kernel.money import Money

_OPEN = (RefundStanding.EXPECTED, RefundStanding.GIVING_UP)


def refunds(tx: Session, *, is_open: bool, limit: int) -> Sequence[ExpectedRefund]:
    """Return the refunds in reach that are open, the earliest due first, or those that are over, the newest first."""
    rows = select(ExpectedRefund)
    if is_open:
        rows = rows.where(ExpectedRefund.standing.in_(_OPEN)).order_by(ExpectedRefund.due_on, ExpectedRefund.reference)
    else:
        rows = rows.where(ExpectedRefund.standing.not_in(_OPEN)).order_by(
            ExpectedRefund.recorded_at.desc(), ExpectedRefund.reference
        )
    return tx.scalars(rows.limit(limit)).all()


def refund(tx: Session, reference: str, *, lock: bool = False) -> ExpectedRefund | None:
    """Return a refund, locked where it is to be changed."""
    rows = select(ExpectedRefund).where(ExpectedRefund.reference == reference)
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    return tx.scalar(rows)


def of_line(tx: Session, line_id: uuid.UUID) -> Sequence[ExpectedRefund]:
    """Return the refunds of a line that were not given up."""
    rows = select(ExpectedRefund).where(
        ExpectedRefund.line_id == line_id, ExpectedRefund.standing != RefundStanding.GIVEN_UP
    )
    return tx.scalars(rows.order_by(ExpectedRefund.recorded_at)).all()


def of_account(tx: Session, account_id: uuid.UUID) -> Sequence[ExpectedRefund]:
    """Return the refunds of an account, the newest first."""
    rows = select(ExpectedRefund).where(ExpectedRefund.account_id == account_id)
    return tx.scalars(rows.order_by(ExpectedRefund.recorded_at.desc())).all()


def receipts_of_line(tx: Session, line_id: uuid.UUID) -> Sequence[RefundReceipt]:
    """Return what came back of a line."""
    mine = select(ExpectedRefund.id).where(ExpectedRefund.line_id == line_id)
    return tx.scalars(select(RefundReceipt).where(RefundReceipt.refund_id.in_(mine))).all()


def receipts(tx: Session, refund_id: uuid.UUID) -> Sequence[RefundReceipt]:
    """Return what came of a refund, in order."""
    return tx.scalars(
        select(RefundReceipt).where(RefundReceipt.refund_id == refund_id).order_by(RefundReceipt.at)
    ).all()


def received_sums(tx: Session, organization_id: uuid.UUID | None) -> Sequence[tuple[uuid.UUID, str, str, Money]]:
    """Return (organization, account number, source, what came back into the account)."""
    rows = text(
        "SELECT r.organization_id, a.number, p.key, sum(p.value::bigint)::bigint FROM refund_receipts r"
        " JOIN expected_refunds e ON e.id = r.refund_id JOIN scholarship_accounts a ON a.id = e.account_id"
        " CROSS JOIN LATERAL jsonb_each_text(r.parts) AS p"
        " WHERE r.to_account AND (CAST(:organization AS uuid) IS NULL OR r.organization_id = :organization)"
        " GROUP BY 1, 2, 3"
    )
    found = tx.execute(rows, {"organization": organization_id})
    return [(owner, number, source, Money(int(cents))) for owner, number, source, cents in found]
