"""The base of every table: typed columns, names of constraints, and which rows whom a table belongs to."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
from sqlalchemy.types import TypeDecorator

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money


class Reach(StrEnum):
    """Whose rows a table holds; row-level security follows from it (see `migrations/policies.py`)."""

    STATEWIDE = "statewide"
    ORGANIZATION = "organization"
    HOUSEHOLD = "household"
    DONOR = "donor"
    PRIVATE = "private"


class Cents(TypeDecorator[Money]):
    """Money as BIGINT cents."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: sa.Dialect) -> int | None:
        """Return the cents."""
        del dialect
        return None if value is None else value.cents

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Money | None:
        """Return the money; SUM gives a Decimal, which must be whole."""
        del dialect
        return None if value is None else Money(int(value))


class Instant(TypeDecorator[datetime]):
    """An aware instant; a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the instant. Raises ValueError on a naive one."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs its offset")
        return value


class Year(TypeDecorator[SchoolYear]):
    """A school year as the calendar year in which it opens."""

    impl = sa.SmallInteger
    cache_ok = True

    def process_bind_param(self, value: SchoolYear | None, dialect: sa.Dialect) -> int | None:
        """Return the year of opening."""
        del dialect
        return None if value is None else value.opens

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> SchoolYear | None:
        """Return the school year."""
        del dialect
        return None if value is None else SchoolYear(value)


def words(kind: type[StrEnum], length: int = 40) -> sa.Enum:
    """Return a text column that holds the values of the enumeration and, by a CHECK, no others."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=length,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )


class Base(MappedAsDataclass, DeclarativeBase):
    """The base of every table; each declares its reach with `reach(...)` in its table arguments."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Money: Cents,
        datetime: Instant,
        date: sa.Date,
        uuid.UUID: UUID(as_uuid=True),
        SchoolYear: Year,
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        str: sa.Text,
        bytes: sa.LargeBinary,
        int: sa.BigInteger,
    }


def reach(whose: Reach, *, append_only: bool = False) -> dict[str, Any]:
    """Return the table argument that declares whose rows these are, and whether they are never changed."""
    return {"info": {"reach": whose, "append_only": append_only}}
