"""Slices of long lists: the rows of one page and how to go on from its last row, never by counting off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Rows of one page; `following` and `previous` are the marks to go on from, None at the ends."""

    rows: Sequence[T]
    following: str | None
    previous: str | None
