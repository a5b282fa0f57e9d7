"""The slow way: the changed module and all that import it are imported anew, and their tests are collected anew."""

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation.swapping import run_items
from tests.mutation.verdicts import Writer

OURS = ("esa", "tests")
OWN = "tests.mutation"


@dataclass(frozen=True, slots=True)
class Fault:
    """The source that stands in for a module's own."""

    module: str
    path: Path
    source: str


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the loader's signature
        return compile(self.source, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, fault: Fault) -> None:
        self.name, self.loader = fault.module, _Loader(fault.module, str(fault.path), fault.source)

    def find_spec(self, fullname, path, target=None):  # noqa: ARG002 - the finder's signature
        if fullname != self.name:
            return None
        package = [str(Path(self.loader.path).parent)] if self.loader.path.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(
            fullname, self.loader.path, loader=self.loader, submodule_search_locations=package
        )


class Importers:
    """Which of our modules import which, as they are in memory."""

    def __init__(self) -> None:
        self.files = {
            name: module.__file__
            for name, module in list(sys.modules.items())
            if name.partition(".")[0] in OURS and not name.startswith(OWN) and getattr(module, "__file__", None)
        }
        self._used_by: Mapping[str, set[str]] = defaultdict(set)
        self._named_by: Mapping[str, set[str]] = defaultdict(set)
        self._uses: dict[str, set[str]] = {}
        for name, file in self.files.items():
            tree = ast.parse(Path(str(file)).read_text(encoding="utf-8"))
            self._uses[name] = _imported(tree) - {name}
            for used in self._uses[name]:
                self._used_by[used].add(name)
            for named in _named(tree, self.files.keys()) - {name}:
                self._named_by[named].add(name)

    def of(self, module: str) -> frozenset[str]:
        """Return the module with all that import it, or import what imports it."""
        return self._closed({module}, named=False)

    def all_of(self, module: str) -> frozenset[str]:
        """Return the same with those that only name what they import when it is called, as the console does."""
        return self._closed({module}, named=True)

    def needs(self, module: str) -> frozenset[str]:
        """Return the module with all that it imports, and what these import."""
        found, waiting = {module}, [module]
        while waiting:
            more = self._uses.get(waiting.pop(), set()) - found
            found |= more
            waiting += more
        return frozenset(found & self.files.keys())

    def _closed(self, found: set[str], *, named: bool) -> frozenset[str]:
        waiting = list(found)
        while waiting:
            each = waiting.pop()
            more = (self._used_by.get(each, set()) | (self._named_by.get(each, set()) if named else set())) - found
            found |= more
            waiting += more
        return frozenset(found & self.files.keys())


def _named(tree: ast.Module, ours: Collection[str]) -> set[str]:
    return {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in ours}


def _imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    # Who imports a part of a package imports the package.
    found |= {each[:end] for each in found for end in range(len(each)) if each[end] == "."}
    return found


class _Faults:
    """Ends the trial where a test file cannot be imported."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.writer.failed(f"import of {report.nodeid}")


def run_anew(
    session: pytest.Session, fault: Fault, gone: frozenset[str], chosen: Sequence[str], writer: Writer
) -> None:
    """Import the fault in the module's place and run the chosen tests, file after file, until one fails.

    A test that is new with the fault, since it is named by what the module holds, is run too.
    """
    known = {item.nodeid for item in session.items}
    for each in gone:
        parent, _, child = each.rpartition(".")
        sys.modules.pop(each, None)
        if parent in sys.modules:
            sys.modules[parent].__dict__.pop(child, None)
    sys.meta_path.insert(0, _Finder(fault))
    session.config.pluginmanager.register(_Faults(writer))
    places = {each: number for number, each in enumerate(chosen)}
    for file in dict.fromkeys(each.partition("::")[0] for each in chosen):
        found = session.perform_collect([file])
        items = [item for item in found if item.nodeid in places or item.nodeid not in known]
        items.sort(key=lambda item: places.get(item.nodeid, -1))
        run_items(items, writer)
