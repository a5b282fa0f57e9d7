"""The payments room's door: money that comes in, what became of it, and whether processor, bank and books agree."""

from esa.payments.models import InboxMessage, Payment, PaymentRefund, PaymentStep
from esa.payments.service.accounts import differing, payouts_from, read_from, take_movements, take_payout
from esa.payments.service.entering import enter, give_back, image
from esa.payments.service.inbox import (
    PATIENCE,
    expire,
    handle,
    keep,
    look,
    look_again,
    note_receipt,
    put_off,
    stuck,
    unhandled,
    waiting,
)
from esa.payments.service.opening import Wanted, checkout_opened, open_payment, outdated, own_payment
from esa.payments.service.reading import of_reservations, payment, payments, refunds, steps, to_look_after
from esa.payments.service.reconciling import (
    Reconciled,
    Taken,
    disputes,
    explain_by_hand,
    nobodys_movements,
    reconcile,
    reconcile_for_state,
    take_bank_file,
)
from esa.payments.service.refunding import ask_refund, refund_sent, refund_to_send, refundable, refunds_to_send

__all__ = [
    "PATIENCE", "InboxMessage", "Payment", "PaymentRefund", "PaymentStep", "Reconciled", "Taken", "Wanted",
    "ask_refund", "checkout_opened", "differing", "disputes", "enter", "expire", "explain_by_hand", "give_back",
    "handle", "image", "keep", "look", "look_again", "nobodys_movements", "note_receipt", "of_reservations",
    "open_payment", "outdated", "own_payment", "payment", "payments", "payouts_from", "put_off", "read_from",
    "reconcile", "reconcile_for_state", "refund_sent", "refund_to_send", "refundable", "refunds", "refunds_to_send",
    "steps", "stuck", "take_bank_file", "take_movements", "take_payout", "to_look_after", "unhandled", "waiting",
]  # fmt: skip
