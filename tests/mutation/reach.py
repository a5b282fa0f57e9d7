"""Which tests run through which statement of which module: one run of all of them, each line's tests written down."""

import ast
import json
import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest
from _pytest.runner import runtestprotocol

AT_IMPORT = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """For each module and line the tests that run it, by number; `AT_IMPORT` stands for the import of all modules.

    `files` are those of which a test runs something; `failed` are tests that fail without a fault: they can notice none and are left out.
    """

    lines: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Sequence[float]
    files: Mapping[str, frozenset[str]]
    failed: frozenset[str]

    def of(self, path: Path, lines: range) -> frozenset[str]:
        """Return the contexts in which one of the lines is run."""
        known = self.lines.get(str(path), {})
        return frozenset().union(*(known.get(line, frozenset()) for line in lines))


def measured(cover: coverage.Coverage, items: Sequence[pytest.Item], modules: Sequence[Path]) -> Reach:
    """Run every test once in a forked process, since what they leave in memory is no part of a trial."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reader)
            with os.fdopen(writer, "w", encoding="utf-8") as told:
                json.dump(_run(cover, items, {str(path) for path in modules}), told)
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        found = json.load(said)
    os.waitpid(child, 0)
    lines = {
        path: {int(line): frozenset(tests) for line, tests in of_line.items()}
        for path, of_line in found["lines"].items()
    }
    files: dict[str, set[str]] = {item.nodeid: set() for item in items}
    for path, tests in found["files"].items():
        for number in tests:
            files[items[int(number)].nodeid].add(path)
    kept = {test: frozenset(paths) for test, paths in files.items()}
    return Reach(lines, found["seconds"], kept, frozenset(found["failed"]))


def _run(cover: coverage.Coverage, items: Sequence[pytest.Item], modules: Collection[str]) -> dict[str, object]:
    failed: list[str] = []
    seconds: list[float] = []
    for number, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True)):
        begun = time.process_time()
        cover.switch_context(str(number))
        reports = runtestprotocol(item, nextitem=following, log=False)
        failed += [item.nodeid for report in reports if report.failed]
        seconds.append(time.process_time() - begun)
    cover.stop()
    found = cover.get_data()
    lines, files = {}, {}
    for path in found.measured_files():
        by_line = found.contexts_by_lineno(path)
        files[path] = sorted({test for tests in by_line.values() for test in tests} - {AT_IMPORT})
        if path in modules:
            lines[path] = by_line
    return {"failed": failed, "seconds": seconds, "lines": lines, "files": files}


def statement_of(tree: ast.Module, first: int, last: int) -> range:
    """Return the lines of the smallest statement around the lines; of a compound one only its head, where they are there."""
    found: ast.stmt | None = None
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and _first(node) <= first and last <= _last(node):
            # The walk goes from the outside inwards, so the last that holds the lines is the smallest.
            found = node
    if found is None:
        return range(first, last + 1)
    body = getattr(found, "body", None)
    if body and isinstance(body[0], ast.stmt) and last < _first(body[0]):
        return range(_first(found), _first(body[0]))
    return range(_first(found), _last(found) + 1)


def _first(node: ast.stmt) -> int:
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])


def _last(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno
