"""Staff's pages of the register of payees: looking, and what is done about one payee."""

from esa.portal.payees import changes
from esa.portal.payees.looking import blueprint

__all__ = ["blueprint", "changes"]
