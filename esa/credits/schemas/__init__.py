"""What the API tells of tax credits, and the forms of donors, EAOs and the Treasurer."""

from esa.credits.schemas.cap import CapSchema
from esa.credits.schemas.gifts import GiftsQuery, OneReservationSchema, ReservationsSchema

__all__ = ["CapSchema", "GiftsQuery", "OneReservationSchema", "ReservationsSchema"]
