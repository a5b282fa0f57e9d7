"""Small cells of a public table: which must be hidden, and which others with them so that none can be worked out.

The statute forbids identifiable information and names no size (135.714.4); the reading is AMB-9: fewer than ten.
A count is hidden when it is under the threshold; further counts are hidden until no hidden one follows from what is
shown. Two things must hold for every sum that is public or can be formed from public figures: at least two of its
parts are hidden or none, and the hidden part as a whole is not itself a small group.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
THRESHOLD = 10


@dataclass(frozen=True, slots=True)
class Sum(Generic[K]):
    """A relation that every reader knows: the whole is the sum of its parts."""

    whole: K
    parts: tuple[K, ...]

    @property
    def members(self) -> tuple[K, ...]:
        """Return the whole and its parts."""
        return (self.whole, *self.parts)


def suppress(
    cells: Mapping[K, int],
    sums: Sequence[Sum[K]],
    threshold: int = THRESHOLD,
    *,
    unprinted: frozenset[K] = frozenset(),
) -> frozenset[K]:
    """Return the cells to hide.

    `cells` are all counts of a posting, also the `unprinted` ones that follow from printed ones; `sums` are all
    relations between them. An unprinted zero hides nobody: that two printed counts are equal tells of no child.
    Raises ValueError where a sum does not hold: a table that does not add up is no table.
    """
    for each in sums:
        if cells[each.whole] != sum(cells[part] for part in each.parts):
            raise ValueError(f"{each.whole} is not the sum of its parts")
    hidden = {key for key, value in cells.items() if value < threshold and (value or key not in unprinted)}
    while True:
        further = _too_thin(cells, sums, hidden, threshold) or _recoverable(cells, sums, hidden)
        if further is None:
            return frozenset(hidden)
        hidden.add(further)


def _too_thin(cells: Mapping[K, int], sums: Sequence[Sum[K]], hidden: set[K], threshold: int) -> K | None:
    """Return one more cell to hide for a sum with a single hidden member, or whose hidden parts are a small group."""
    for each in sums:
        inside = [key for key in each.members if key in hidden]
        if not inside:
            continue
        parts = [key for key in each.parts if key in hidden]
        group = sum(cells[key] for key in parts)
        small_group = each.whole not in hidden and group < threshold
        if len(inside) == 1 or small_group:
            found = _cheapest(cells, each, hidden)
            if found is not None:
                return found
    return None


def _cheapest(cells: Mapping[K, int], each: Sum[K], hidden: set[K]) -> K | None:
    """Return the smallest shown part, or the whole where no part is shown; None where all is hidden."""
    shown = [key for key in each.parts if key not in hidden]
    if shown:
        return min(shown, key=lambda key: (cells[key], str(key)))
    return each.whole if each.whole not in hidden else None


def _recoverable(cells: Mapping[K, int], sums: Sequence[Sum[K]], hidden: set[K]) -> K | None:
    """Return one more cell to hide where several sums together still give a hidden one away.

    Each sum is a linear equation in the hidden cells; a row of the reduced system with a single unknown solves it.
    """
    unknown = sorted(hidden, key=str)
    column = {key: index for index, key in enumerate(unknown)}
    rows = []
    for each in sums:
        row = [Fraction(0)] * len(unknown)
        for key, sign in ((each.whole, -1), *((part, 1) for part in each.parts)):
            if key in column:
                row[column[key]] += sign
        if any(row):
            rows.append(row)
    solved = {unknown[row.index(Fraction(1))] for row in _reduced(rows) if sum(1 for value in row if value) == 1}
    for each in sums:
        if solved.intersection(each.members):
            found = _cheapest(cells, each, hidden)
            if found is not None:
                return found
    return None


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Return the reduced row echelon form."""
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(done, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        rows[done] = [value / head for value in rows[done]]
        for index, row in enumerate(rows):
            if index != done and row[column]:
                rows[index] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]
