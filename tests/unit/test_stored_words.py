"""The words of the law and the rooms that tables keep: what was kept must be readable for good, so no word changes alone."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.tables import METADATA

MIGRATIONS = Path(__file__).parents[2] / "migrations"
WRITTEN = [
    path.read_text(encoding="utf-8")
    for path in sorted([*MIGRATIONS.glob("versions/*.py"), *MIGRATIONS.glob("sql/*.sql")])
]
KEPT = [
    (name, column.name, tuple(column.type.enums))
    for name, table in sorted(METADATA.tables.items())
    for column in table.columns
    if isinstance(column.type, sa.Enum)
]


@pytest.mark.parametrize(("table", "column", "words"), KEPT, ids=[f"{table}.{column}" for table, column, _ in KEPT])
def test_every_word_that_a_table_keeps_stands_in_its_migrations(table, column, words):
    bare = table.rpartition(".")[2]
    about_it = "\n".join(text for text in WRITTEN if bare in text)
    assert words
    assert [word for word in words if f'"{word}"' not in about_it and f"'{word}'" not in about_it] == []
