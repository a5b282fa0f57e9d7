"""The chart of accounts as a table: what the money is, down; where it comes from, across."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from esa.kernel.money import ZERO, Money, total
from esa.ledger.domain.chart import Source

_STUDENTS = "Liabilities:Account:"
# As the names in the books end; the rest has no source of its own.
_ENDINGS = {"".join(part.title() for part in source.value.split("_")): source for source in Source}


@dataclass(slots=True)
class Row:
    """One kind of money: its name in the books, its balance by source, and what has no source."""

    name: str
    by_source: dict[Source, Money] = field(default_factory=dict)
    other: Money = ZERO
    path: str = ""

    @property
    def sum(self) -> Money:
        """Return the sum over all sources."""
        return total([*self.by_source.values(), self.other])

    @property
    def is_students(self) -> bool:
        """Say whether these are the students' accounts together."""
        return _STUDENTS.startswith(f"{self.name}:")


def matrix_of(balances: Iterable[tuple[str, Money]]) -> list[Row]:
    """Return the rows by name; students' accounts are one row together."""
    rows: dict[str, Row] = {}
    for path, amount in balances:
        head, _, ending = path.rpartition(":")
        source = _ENDINGS.get(ending)
        name = path if source is None else head
        if path.startswith(_STUDENTS):
            name = _STUDENTS.rstrip(":")
        row = rows.setdefault(name, Row(name))
        if source is None:
            row.other, row.path = row.other + amount, path
        else:
            row.by_source[source] = row.by_source.get(source, ZERO) + amount
    return [rows[name] for name in sorted(rows)]
