"""The words of the law and the rooms that tables keep: what was kept must be readable for good, so no word changes alone."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MIGRATIONS = PROJECT / "migrations"
WRITTEN = [
    path.read_text(encoding="utf-8")
    for path in sorted([*MIGRATIONS.glob("versions/*.py"), *MIGRATIONS.glob("sql/*.sql")])
]


def kept_in(path):
    """Each (table, column, module, enumeration) of a file of tables; read as text, so that no table is made for it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {name.name: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names}
    for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        named = {ast.unparse(node.targets[0]): node.value for node in kind.body if isinstance(node, ast.Assign)}
        for column in (node for node in kind.body if isinstance(node, ast.AnnAssign) and node.value):
            for call in ast.walk(column.value):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "words":
                    name = ast.unparse(call.args[0])
                    yield named["__tablename__"].value, ast.unparse(column.target), modules[name], name


KEPT = sorted(
    {
        row
        for path in (PROJECT / "esa").glob("**/*.py")
        if "words(" in path.read_text(encoding="utf-8")
        for row in kept_in(path)
    }
)


@pytest.mark.parametrize(("table", "column", "module", "name"), KEPT, ids=[f"{row[0]}.{row[1]}" for row in KEPT])
def test_every_word_that_a_table_keeps_stands_in_its_migrations(table, column, module, name):
    words = [each.value for each in getattr(import_module(module), name)]
    about_it = "\n".join(text for text in WRITTEN if table in text)
    assert words
    assert [word for word in words if f'"{word}"' not in about_it and f"'{word}'" not in about_it] == []


def test_every_room_that_keeps_words_is_looked_at():
    assert len(KEPT) > 40
