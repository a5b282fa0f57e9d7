"""The pages of paying, and the address of the processor's messages."""

from esa.payments.views import payees, returns
from esa.payments.views.batches import blueprint as paying
from esa.payments.views.hooks import blueprint

BLUEPRINTS = (paying,)

__all__ = ["BLUEPRINTS", "blueprint", "payees", "returns"]
