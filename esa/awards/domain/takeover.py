"""Accounts taken over from an earlier system in mid-year: the file, its rows, its control totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esa.awards.domain.csv_text import header, records
from esa.kernel.errors import Ground
from esa.kernel.money import ZERO, Money, total
from esa.ledger.domain.chart import Source

COLUMNS = ("application", "source", "granted", "deposited", "spent")
_SOURCES = frozenset(each.value for each in Source)


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What an earlier system says of one account and source: granted for the year, deposited of it, spent of that."""

    line: int
    application: str
    source: str
    granted: Money
    deposited: Money
    spent: Money


@dataclass(frozen=True, slots=True)
class Totals:
    """The control totals of a file, which somebody reads off the earlier system's own report."""

    accounts: int
    granted: Money
    deposited: Money
    spent: Money

    def differing(self, told: "Totals") -> list[Ground]:
        """Return in which totals the file is not what was told, with both figures."""
        pairs = (
            ("accounts", str(self.accounts), str(told.accounts)),
            ("granted", f"${self.granted}", f"${told.granted}"),
            ("deposited", f"${self.deposited}", f"${told.deposited}"),
            ("spent", f"${self.spent}", f"${told.spent}"),
        )
        said = "The file comes to {}, you entered {}."
        return [Ground(name, said.format(mine, other)) for name, mine, other in pairs if mine != other]


def totals_of(rows: Sequence[TakenRow]) -> Totals:
    """Return what a file comes to."""
    return Totals(
        len({each.application for each in rows}), total([each.granted for each in rows]),
        total([each.deposited for each in rows]), total([each.spent for each in rows]),
    )  # fmt: skip


def read(data: bytes) -> tuple[list[TakenRow], list[Ground]]:
    """Return a file's good rows and every fault by its line; a header that is not ours is the only fault then."""
    try:
        names = header(data)
        if tuple(names) != COLUMNS:
            return [], [Ground("line 1", f"The first line must be: {','.join(COLUMNS)}")]
        made: list[TakenRow] = []
        faults: list[Ground] = []
        seen: set[tuple[str, str]] = set()
        for line, cells in records(data):
            _take(line, cells, made, faults, seen)
    except UnicodeDecodeError:
        return [], [Ground("", "The file is not UTF-8 text.")]
    return made, faults


def _take(
    line: int, cells: list[str] | str, made: list[TakenRow], faults: list[Ground], seen: set[tuple[str, str]]
) -> None:
    where = f"line {line}"
    if isinstance(cells, str) or len(cells) != len(COLUMNS):
        faults.append(Ground(where, "This is no line of five values."))
        return
    given: Mapping[str, str] = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    said = _faults(given, seen)
    if said:
        faults.extend(Ground(where, each) for each in said)
        return
    seen.add((given["application"], given["source"]))
    amounts = (Money.from_wire(given[name]) for name in COLUMNS[2:])
    made.append(TakenRow(line, given["application"], given["source"], *amounts))


def _faults(given: Mapping[str, str], seen: set[tuple[str, str]]) -> list[str]:
    said = []
    if not given["application"]:
        said.append("application: name the number of the application")
    if given["source"] not in _SOURCES:
        said.append(f"source: must be one of {', '.join(sorted(_SOURCES))}")
    elif (given["application"], given["source"]) in seen:
        said.append("source: stands twice for this application")
    amounts = {}
    for name in COLUMNS[2:]:
        try:
            amounts[name] = Money.from_wire(given[name])
        except ValueError:
            said.append(f"{name}: must be an amount like 7145.00")
    if len(amounts) == len(COLUMNS[2:]) and not ZERO <= amounts["spent"] <= amounts["deposited"] <= amounts["granted"]:
        said.append("spent may not be more than deposited, nor deposited more than granted")
    elif amounts.get("granted") == ZERO:
        said.append("granted: must be more than nothing")
    return said
