"""The words, commands and decisions of tax credits; nothing here knows a database or a clock."""

from esa.credits.domain.words import (
    AllotmentMode,
    ChangeKind,
    ChangeStanding,
    Method,
    Movement,
    Outcome,
    Part,
    ReservationStanding,
    ReturnReason,
    Rhythm,
    TaxpayerType,
)

__all__ = [
    "AllotmentMode", "ChangeKind", "ChangeStanding", "Method", "Movement", "Outcome", "Part", "ReservationStanding",
    "ReturnReason", "Rhythm", "TaxpayerType",
]  # fmt: skip
