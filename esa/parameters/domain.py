"""What this room tells the rooms above it, in the transaction in which it happened."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePublished:
    """A figure now stands from `starts_on`; `value` is its text, in the unit of its parameter."""

    key: str
    starts_on: date
    value: str
    cite: str
    source: str
    as_of: date
