"""Giving: a donor pays for a reservation, EAO finance enters what came by other means."""

from esa.portal.giving import paying
from esa.portal.giving.frame import donor_pages

__all__ = ["donor_pages", "paying"]
