"""What the pages and the API take and tell of applications."""

from esa.applications.schemas.pages import ListingSchema, PairListingSchema, SettleSchema

__all__ = ["ListingSchema", "PairListingSchema", "SettleSchema"]
