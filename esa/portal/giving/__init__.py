"""Giving: a donor pays for a reservation, EAO finance enters what came by hand and answers open questions."""

from esa.portal.giving import entering, paying, standing
from esa.portal.giving.frame import donor_pages, eao_pages

__all__ = ["donor_pages", "eao_pages", "entering", "paying", "standing"]
