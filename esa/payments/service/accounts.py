"""The processor's own account of our money: its lines, its fees, its payouts, each taken once."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from esa.kernel.dates import central_day
from esa.kernel.ids import new_id
from esa.kernel.processor import SeenMovement, SeenPayout
from esa.payments.domain.events import FeeCharged, PaidOut
from esa.payments.domain.words import PayoutStanding
from esa.payments.models import ProcessorMovement, ProcessorPayout
from esa.payments.store import accounts as store
from esa.payments.store import paying
from esa.platform.work import Work

# Lines can appear a little behind others; a payout takes some days.
_OVERLAP = timedelta(days=2)
_PAYOUT_DAYS = timedelta(days=14)


def read_from(work: Work) -> datetime | None:
    """Return from when on the processor's account is to be read; None for its beginning."""
    newest = store.newest_movement(work.tx)
    return None if newest is None else newest - _OVERLAP


def payouts_from(work: Work) -> datetime | None:
    """Return from when on payouts are to be read: those of two weeks, and all that are on their way."""
    oldest = store.unfinished_since(work.tx)
    if oldest is None:
        return None if store.newest_movement(work.tx) is None else work.now - _PAYOUT_DAYS
    return min(work.now, datetime(oldest.year, oldest.month, oldest.day, tzinfo=UTC)) - _PAYOUT_DAYS


def take_movements(work: Work, seen: Sequence[SeenMovement]) -> int:
    """Keep the lines that are new and book the fees of those whose payment is known; return how many were new."""
    new = sum(store.add_movement(work.tx, _values(each)) for each in seen)
    _claim(work)
    return new


def differing(work: Work) -> list[tuple[uuid.UUID, str]]:
    """Return the payments to be looked at again, since the processor's own lines say another amount than stands."""
    return store.differing(work.tx)


def _values(each: SeenMovement) -> dict[str, object]:
    return {
        "id": new_id(), "external_id": each.id, "organization_id": None, "payment_id": None, "kind": each.kind,
        "amount": each.amount, "fee": each.fee, "net": each.net, "source": each.source,
        "processor_payment": each.payment, "moved_at": each.created_at, "available_on": each.available_on,
        "payout": None,
    }  # fmt: skip


def _claim(work: Work) -> None:
    """Give every line without a payment its payment, as soon as that is known, and tell its fee then."""
    rows = store.unclaimed(work.tx)
    known = paying.by_processor_ids(work.tx, [each.processor_payment for each in rows])
    for row in rows:
        payment = known.get(row.processor_payment)
        if payment is None:
            continue
        row.payment_id, row.organization_id = payment.id, payment.organization_id
        work.tx.flush()
        if row.fee:
            work.emit(_fee(row, payment.reference))


def _fee(row: ProcessorMovement, reference: str) -> FeeCharged:
    assert row.organization_id is not None  # noqa: S101 - claimed just now
    return FeeCharged(
        organization_id=row.organization_id, movement=row.external_id, amount=row.fee, on=central_day(row.moved_at),
        why=f"{reference}, {row.kind.replace('_', ' ')}",
    )  # fmt: skip


def take_payout(work: Work, seen: SeenPayout, lines: Sequence[SeenMovement]) -> bool:
    """Keep a payout and its share of each EAO, told when it has arrived or come back; say whether anything was new."""
    take_movements(work, lines)
    store.mark_payout(work.tx, [each.id for each in lines], seen.id)
    rows = {each.organization_id: each for each in store.payout_shares(work.tx, seen.id)}
    for owner, amount in store.shares(work.tx, seen.id).items():
        if owner not in rows and amount:
            rows[owner] = ProcessorPayout(
                id=new_id(), external_id=seen.id, organization_id=owner, amount=amount, arrives_on=seen.arrives_on
            )
            work.tx.add(rows[owner])
    work.tx.flush()
    ended = [_end(work, each, seen) for each in rows.values()]
    return any(ended)


def _end(work: Work, row: ProcessorPayout, seen: SeenPayout) -> bool:
    arrived, failed = seen.status == "paid", seen.status in ("failed", "canceled")
    if arrived and row.standing is PayoutStanding.ON_ITS_WAY:
        row.standing, row.arrives_on = PayoutStanding.ARRIVED, seen.arrives_on
    elif failed and row.standing is not PayoutStanding.FAILED:
        was, row.standing = row.standing, PayoutStanding.FAILED
        if was is PayoutStanding.ON_ITS_WAY:
            work.tx.flush()
            return True
    else:
        return False
    work.tx.flush()
    work.emit(
        PaidOut(
            organization_id=row.organization_id, payout=row.external_id, amount=row.amount,
            on=min(seen.arrives_on, work.today), comes_back=failed,
        )
    )  # fmt: skip
    return True
