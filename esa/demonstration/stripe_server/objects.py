"""The shapes of Stripe's objects as the stand-in hands them out; a test holds them against Stripe's published samples."""

from typing import Any

Thing = dict[str, Any]
DAY = 86_400


def session(session_id: str, asked: Thing, base: str, now: int) -> Thing:
    """Return a Checkout page that waits for its giver."""
    first = asked["line_items"][0]
    amount = int(first["price_data"]["unit_amount"]) * int(first.get("quantity", 1))
    return {
        "id": session_id, "object": "checkout.session", "after_expiration": None, "allow_promotion_codes": None,
        "amount_subtotal": amount, "amount_total": amount, "automatic_tax": {"enabled": False, "status": None},
        "billing_address_collection": None, "cancel_url": asked.get("cancel_url"),
        "client_reference_id": asked.get("client_reference_id"), "consent": None, "consent_collection": None,
        "created": now, "currency": first["price_data"]["currency"], "custom_fields": [],
        "custom_text": {"shipping_address": None, "submit": None}, "customer": None, "customer_creation": "if_required",
        "customer_details": None, "customer_email": asked.get("customer_email"), "expires_at": now + DAY,
        "invoice": None, "invoice_creation": None, "livemode": False, "locale": asked.get("locale"),
        "metadata": asked.get("metadata", {}), "mode": asked["mode"], "payment_intent": None, "payment_link": None,
        "payment_method_collection": "if_required", "payment_method_options": {},
        "payment_method_types": asked["payment_method_types"], "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False}, "recovered_from": None, "setup_intent": None,
        "shipping_address_collection": None, "shipping_cost": None, "shipping_details": None, "shipping_options": [],
        "status": "open", "submit_type": None, "subscription": None, "success_url": asked.get("success_url"),
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "url": f"{base}/pay/{session_id}",
    }  # fmt: skip


def payment_intent(intent_id: str, opened: Thing, data: Thing, means: str, now: int) -> Thing:
    """Return the payment that a completed Checkout page has begun."""
    return {
        "id": intent_id, "object": "payment_intent", "amount": opened["amount_total"], "amount_capturable": 0,
        "amount_details": {"tip": {}}, "amount_received": 0, "application": None, "application_fee_amount": None,
        "automatic_payment_methods": None, "canceled_at": None, "cancellation_reason": None,
        "capture_method": "automatic", "client_secret": f"{intent_id}_secret_invented",
        "confirmation_method": "automatic", "created": now, "currency": opened["currency"], "customer": None,
        "description": data.get("description"), "invoice": None, "last_payment_error": None, "latest_charge": None,
        "livemode": False, "metadata": data.get("metadata", {}), "next_action": None, "on_behalf_of": None,
        "payment_method": f"pm_{intent_id[3:]}", "payment_method_options": {}, "payment_method_types": [means],
        "processing": None, "receipt_email": None, "review": None, "setup_future_usage": None, "shipping": None,
        "statement_descriptor": None, "statement_descriptor_suffix": None, "status": "processing",
        "transfer_data": None, "transfer_group": None,
    }  # fmt: skip


def charge(charge_id: str, intent: Thing, means: str, now: int) -> Thing:
    """Return the charge of a payment: pending until the bank has answered."""
    details = {"type": means, means: {"bank_name": "STRIPE TEST BANK", "last4": "6789"}}
    return {
        "id": charge_id, "object": "charge", "amount": intent["amount"], "amount_captured": intent["amount"],
        "amount_refunded": 0, "application": None, "application_fee": None, "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": {
            "address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")),
            "email": None, "name": None, "phone": None,
        },
        "calculated_statement_descriptor": None, "captured": True, "created": now, "currency": intent["currency"],
        "customer": None, "description": intent["description"], "disputed": False, "failure_balance_transaction": None,
        "failure_code": None, "failure_message": None, "fraud_details": {}, "invoice": None, "livemode": False,
        "metadata": dict(intent["metadata"]), "on_behalf_of": None, "outcome": None, "paid": False,
        "payment_intent": intent["id"], "payment_method": intent["payment_method"], "payment_method_details": details,
        "receipt_email": None, "receipt_number": None, "receipt_url": None, "refunded": False, "review": None,
        "shipping": None, "source_transfer": None, "statement_descriptor": None, "statement_descriptor_suffix": None,
        "status": "pending", "transfer_data": None, "transfer_group": None,
    }  # fmt: skip


def movement(movement_id: str, kind: str, amount: int, fee: int, source: str, now: int) -> Thing:
    """Return a line of the account of the receiver's money; its day is a midnight of UTC."""
    category = {"payment": "charge", "payment_refund": "refund", "adjustment": "dispute"}.get(kind, kind)
    details = [{"amount": fee, "application": None, "currency": "usd", "description": "Fee", "type": "stripe_fee"}]
    return {
        "id": movement_id, "object": "balance_transaction", "amount": amount, "available_on": now - now % DAY + DAY,
        "created": now, "currency": "usd", "description": None, "exchange_rate": None, "fee": fee,
        "fee_details": details if fee else [], "net": amount - fee, "reporting_category": category, "source": source,
        "status": "available", "type": kind,
    }  # fmt: skip


def refund(refund_id: str, paid: Thing, amount: int, asked: Thing, now: int) -> Thing:
    """Return a refund: of a bank debit it is pending for days."""
    return {
        "id": refund_id, "object": "refund", "amount": amount, "balance_transaction": None, "charge": paid["id"],
        "created": now, "currency": paid["currency"], "metadata": asked.get("metadata", {}),
        "payment_intent": paid["payment_intent"], "reason": asked.get("reason"), "receipt_number": None,
        "source_transfer_reversal": None, "status": "pending", "transfer_reversal": None,
    }  # fmt: skip


def dispute(dispute_id: str, paid: Thing, now: int) -> Thing:
    """Return a dispute by which the giver's bank takes the money back."""
    return {
        "id": dispute_id, "object": "dispute", "amount": paid["amount"] - paid["amount_refunded"],
        "balance_transactions": [], "charge": paid["id"], "created": now, "currency": paid["currency"],
        "evidence": {}, "evidence_details": {
            "due_by": now + 7 * DAY, "has_evidence": False, "past_due": False, "submission_count": 0,
        },
        "is_charge_refundable": False, "livemode": False, "metadata": {}, "payment_intent": paid["payment_intent"],
        "reason": "debit_not_authorized", "status": "needs_response",
    }  # fmt: skip


def payout(payout_id: str, amount: int, movement_id: str, now: int) -> Thing:
    """Return a payout to the receiver's bank."""
    return {
        "id": payout_id, "object": "payout", "amount": amount, "arrival_date": now - now % DAY + 2 * DAY,
        "automatic": True, "balance_transaction": movement_id, "created": now, "currency": "usd",
        "description": "STRIPE PAYOUT", "destination": "ba_invented", "failure_balance_transaction": None,
        "failure_code": None, "failure_message": None, "livemode": False, "metadata": {}, "method": "standard",
        "original_payout": None, "reconciliation_status": "completed", "reversed_by": None, "source_type": "card",
        "statement_descriptor": None, "status": "in_transit", "type": "bank_account",
    }  # fmt: skip


def event(event_id: str, kind: str, thing: Thing, now: int) -> Thing:
    """Return the message that tells what happened to a thing, as it was at that moment."""
    return {
        "id": event_id, "object": "event", "api_version": "2026-10-28.invented", "created": now,
        "data": {"object": thing}, "livemode": False, "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None}, "type": kind,
    }  # fmt: skip
