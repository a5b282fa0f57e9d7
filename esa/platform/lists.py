"""Laying a list over what stands: new records are added, different ones changed, the rest left as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

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
    work: Work, told: Sequence[Told], known: Iterable[tuple[str, Any]], origin: Origin, *, dry: bool
) -> Changes:
    """Do what the list says and return what that was; a dry run changes nothing. `known` are all records, by name.

    A record that changes gets the list's source and as-of date; one that stays keeps its own.
    """
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
    if not dry:
        work.tx.flush()
    met = {id(each.current) for each in told}
    absent = tuple(name for name, record in known if id(record) not in met)
    return Changes(tuple(added), tuple(changed), unchanged, absent)


def _change(record: Any, values: dict[str, Any]) -> None:
    for column, value in values.items():
        setattr(record, column, value)


@dataclass(frozen=True, slots=True)
class Held:
    """How many records of a list come from one source, as of one day."""

    source: str
    as_of: date
    records: int


def held(tx: Session, table: Any) -> list[Held]:
    """Return where a table's records come from, the latest first; `table` has `source` and `as_of`."""
    rows = select(table.source, table.as_of, func.count()).group_by(table.source, table.as_of)
    return [Held(*row) for row in tx.execute(rows.order_by(table.as_of.desc(), table.source))]


def one_at_a_time(work: Work) -> None:
    """Wait until nobody else takes a list, so that what was told before is what is done."""
    work.tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('lists'))"))
