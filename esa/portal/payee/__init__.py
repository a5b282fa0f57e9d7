"""The pages of schools and providers: their children, what they ask to be paid, and what is on record of them."""

from esa.portal.payee import children, home, invoices, own
from esa.portal.payee.frame import blueprint

__all__ = ["blueprint", "children", "home", "invoices", "own"]
