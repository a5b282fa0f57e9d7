"""The pages of payments, and the address of the processor's messages."""

from esa.payments.views.hooks import blueprint

__all__ = ["blueprint"]
