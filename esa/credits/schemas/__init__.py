"""What the API tells of tax credits, and the forms of donors, EAOs and the Treasurer."""

from esa.credits.schemas.cap import CapSchema

__all__ = ["CapSchema"]
