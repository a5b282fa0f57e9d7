"""Laying a list over what stands: new records are added, different ones changed, the rest left as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from esa.audit import service as audit
from esa.kernel.dates import parse_day
from esa.kernel.tables import Changes, differences
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class Told:
    """What a list says of one record: the name it is shown by, the record that stands (None: new), its values."""

    name: str
    current: Any
    values: dict[str, Any]
    make: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list comes from and the day it speaks of."""

    source: str
    as_of: date


def lay_over(
    work: Work, what: str, told: Sequence[Told], known: Iterable[tuple[str, Any]], origin: Origin, *, dry: bool
) -> Changes:
    """Do what the list says and return what that was; a dry run changes nothing. `known` are all records, by name."""
    added, changed, unchanged = [], [], 0
    for each in told:
        if each.current is None:
            added.append(each.name)
            if not dry:
                work.tx.add(each.make())
            continue
        pairs = [(column, getattr(each.current, column), value) for column, value in each.values.items()]
        said = differences(each.name, pairs)
        unchanged += not said
        if said:
            changed.append(said)
            if not dry:
                _change(each.current, {"source": origin.source, "as_of": origin.as_of, **each.values})
    if not dry and (added or changed):
        work.tx.flush()
        detail = {"source": origin.source, "as_of": str(origin.as_of), "added": len(added), "changed": len(changed)}
        audit.record(work, f"{what}.imported", subject_kind="list", subject_id=what, detail=detail)
    met = {id(each.current) for each in told}
    absent = tuple(name for name, record in known if id(record) not in met)
    return Changes(tuple(added), tuple(changed), unchanged, absent)


def _change(record: Any, values: dict[str, Any]) -> None:
    for column, value in values.items():
        setattr(record, column, value)


def needed(cells: dict[str, str], column: str) -> str:
    """Return a cell. Raises ValueError where it is empty."""
    if not cells.get(column):
        raise ValueError(f"{column}: must not be empty")
    return cells[column]


def one_of(cells: dict[str, str], column: str, words: Iterable[str]) -> str:
    """Return a cell that is one of the words. Raises ValueError."""
    allowed = list(words)
    if cells.get(column) not in allowed:
        raise ValueError(f"{column}: must be one of {', '.join(allowed)}")
    return cells[column]


def day(cells: dict[str, str], column: str) -> date:
    """Return a day. Raises ValueError."""
    try:
        return parse_day(cells.get(column, ""))
    except ValueError as fault:
        raise ValueError(f"{column}: {fault}") from None
