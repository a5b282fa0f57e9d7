"""Figures as values, where a proposal of them stands, and what this room tells the rooms above it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

# Key, first day, day after the last (None: until the next figure), value as text, citation.
Figure = tuple[str, date, date | None, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePublished:
    """A figure now stands from `starts_on`; `value` is its text, in the unit of its parameter."""

    key: str
    starts_on: date
    value: str
    cite: str
    source: str
    as_of: date


class ProposalStanding(StrEnum):
    """Where figures that somebody proposed stand; only confirmed ones are law."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"


def figures_to_wire(figures: Iterable[Figure]) -> list[Any]:
    """Return figures as lists of JSON types."""
    return [[key, str(starts), ends and str(ends), value, cite] for key, starts, ends, value, cite in figures]


def figures_from_wire(kept: Iterable[Any]) -> list[Figure]:
    """Return the figures that were kept as lists of JSON types."""
    return [
        (key, date.fromisoformat(starts), date.fromisoformat(ends) if ends else None, value, cite)
        for key, starts, ends, value, cite in kept
    ]


def fingerprint(preview: Mapping[str, Any]) -> str:
    """Return a digest of what was shown: equal only where the same would happen."""
    return hashlib.sha256(json.dumps(preview, sort_keys=True).encode()).hexdigest()
