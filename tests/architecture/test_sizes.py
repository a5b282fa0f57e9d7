"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FILE_LINES = 300
TEST_LINES = 400
FUNCTION_LINES = 40

CODE = sorted((PROJECT / "esa").rglob("*.py"))
TESTS = sorted((PROJECT / "tests").rglob("*.py"))


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_file_of_the_house_is_at_most_300_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_test_file_is_at_most_400_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEST_LINES


def test_a_function_is_at_most_40_lines():
    long = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{path.relative_to(PROJECT)}:{node.lineno} {node.name} {lines}")
    assert long == []


def test_every_module_opens_with_a_sentence():
    silent = [str(path) for path in CODE if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []
