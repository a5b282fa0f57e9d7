"""Writing many rows by one statement: the rows travel as one JSON text and the table's own types read them."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from esa.kernel.money import Money
from esa.platform.tables import Base


def insert_many(tx: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows in their order, all with the same columns; nothing is read back. Column defaults are not applied."""
    if rows:
        tx.execute(_statement(model, tuple(rows[0])), {"rows": json.dumps(rows, default=_wire)})


@cache
def _statement(model: type[Base], columns: tuple[str, ...]) -> sa.TextClause:
    table, names = model.__tablename__, ", ".join(columns)
    return sa.text(
        f"INSERT INTO {table} ({names})"
        f" SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, CAST(:rows AS jsonb))"
    )


def _wire(value: object) -> object:
    """Return a value as PostgreSQL reads it out of JSON."""
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    raise TypeError(f"{type(value).__name__} is no value of a row")
