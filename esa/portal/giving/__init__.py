"""Money in for an EAO's finance: what came by hand, where each payment stands, what bank and books ask."""

from esa.portal.giving import entering, standing
from esa.portal.giving.frame import eao_pages

__all__ = ["eao_pages", "entering", "standing"]
