"""Tables of payments: money that comes in, money that goes out, and the bank details of payees."""

from esa.payments.models.coming import (
    BankLine,
    InboxMessage,
    Payment,
    PaymentRefund,
    PaymentStep,
    ProcessorMovement,
    ProcessorPayout,
)
from esa.payments.models.payees import PayeeBankDetails, PayeeTaxForm, PayingBank
from esa.payments.models.paying import (
    OutgoingItem,
    OutgoingPayment,
    PaymentBatch,
    PaymentIntent,
    ReturnFile,
    ReturnItem,
)

__all__ = [
    "BankLine", "InboxMessage", "OutgoingItem", "OutgoingPayment", "PayeeBankDetails", "PayeeTaxForm", "PayingBank",
    "Payment", "PaymentBatch", "PaymentIntent", "PaymentRefund", "PaymentStep", "ProcessorMovement",
    "ProcessorPayout", "ReturnFile", "ReturnItem",
]  # fmt: skip
