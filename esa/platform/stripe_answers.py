"""What Stripe answers, in our words; plain JSON in, our values out, so that nothing here needs the library."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from esa.kernel.money import Money
from esa.kernel.processor import Checkout, Notice, Seen, SeenDispute, SeenMovement, SeenPayout, SeenRefund


def plain(thing: Any) -> dict[str, Any]:
    """Return an object of the library as plain JSON."""
    made: dict[str, Any] = thing.to_dict() if hasattr(thing, "to_dict") else dict(thing)
    return made


def rows(listed: Any) -> list[dict[str, Any]]:
    """Return all objects of a list, to its end."""
    return [plain(each) for each in listed.auto_paging_iter()]


def _id(value: Any) -> str:
    """Return the id of something that may have been expanded."""
    if isinstance(value, Mapping):
        return str(value["id"])
    return str(value or "")


def checkout_of(made: Any) -> Checkout:
    """Return a Checkout page."""
    row = plain(made)
    return Checkout(
        id=row["id"], status=row["status"] or "", url=row["url"] or "", payment=_id(row.get("payment_intent"))
    )


def seen(row: dict[str, Any], refunds: list[dict[str, Any]], disputes: list[dict[str, Any]]) -> Seen:
    """Return a payment with its refunds and disputes."""
    charge = row.get("latest_charge") or {}
    fault = row.get("last_payment_error") or {}
    details = charge.get("payment_method_details") or {} if isinstance(charge, Mapping) else {}
    return Seen(
        id=row["id"],
        ours=(row.get("metadata") or {}).get("payment", ""),
        status=row["status"],
        amount=Money(row["amount"]),
        received=Money(row.get("amount_received") or 0),
        begun_at=_instant(charge["created"]) if isinstance(charge, Mapping) and charge else None,
        charge=_id(charge),
        means=details.get("type", ""),
        fault=str(fault.get("code") or fault.get("message") or ""),
        has_failed=bool(fault) or row["status"] == "canceled",
        refunds=tuple(refund(each) for each in refunds),
        disputes=tuple(
            SeenDispute(
                id=each["id"], amount=Money(each["amount"]), status=each["status"], reason=each.get("reason") or ""
            )
            for each in disputes
        ),
    )


def refund(row: dict[str, Any]) -> SeenRefund:
    """Return a refund."""
    return SeenRefund(
        id=row["id"], amount=Money(row["amount"]), status=row.get("status") or "pending",
        ours=(row.get("metadata") or {}).get("refund", ""), reason=row.get("failure_reason") or row.get("reason") or "",
    )  # fmt: skip


def movement(row: dict[str, Any]) -> SeenMovement:
    """Return a line of the account of our money."""
    source = row.get("source")
    return SeenMovement(
        id=row["id"],
        kind=row["type"],
        amount=Money(row["amount"]),
        fee=Money(row["fee"]),
        net=Money(row["net"]),
        created_at=_instant(row["created"]),
        available_on=_day(row["available_on"]),
        source=_id(source),
        payment=_id(source.get("payment_intent")) if isinstance(source, Mapping) else "",
    )


def payout(row: dict[str, Any]) -> SeenPayout:
    """Return a payout."""
    return SeenPayout(
        id=row["id"], amount=Money(row["amount"]), status=row["status"], arrives_on=_day(row["arrival_date"])
    )


def notice(row: dict[str, Any]) -> Notice:
    """Return a message: only which thing it is about is taken from it."""
    thing = row["data"]["object"]
    kind = thing.get("object", "")
    payment = thing["id"] if kind == "payment_intent" else _id(thing.get("payment_intent"))
    return Notice(
        id=row["id"], kind=row["type"], created_at=_instant(row["created"]), is_live=bool(row["livemode"]),
        object_kind=kind, object_id=thing.get("id", ""), payment=payment,
        ours=(thing.get("metadata") or {}).get("payment", ""),
    )  # fmt: skip


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _day(seconds: int) -> date:
    # Its days are midnights of UTC: in Central time they would be the day before.
    return _instant(seconds).date()
