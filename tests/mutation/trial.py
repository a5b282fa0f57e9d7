"""One mutant on trial: a process of its own imports the mutated module and runs the tests until one fails."""

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import alembic.command
import babel.messages.pofile
import flask
import hypothesis
import psycopg
import pytest
import sqlalchemy.orm
import structlog
from click import testing

# Imported once here, so that no trial has to: nothing of ours, whose modules must be new in each trial.
SHARED = (alembic.command, babel.messages.pofile, flask, psycopg, sqlalchemy.orm, structlog, testing)
KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"
_STOP_AFTER = 30
OPTIONS = (
    "-x", "-q", "--tb=no", "--no-header", "--noconftest", "-W", "ignore::pytest.PytestAssertRewriteWarning",
    "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "_hypothesis_pytestplugin",
    "--hypothesis-profile=mutation", "--hypothesis-seed=0",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant, and by which test."""

    status: str
    test: str


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the loader's signature
        return compile(self.source, self.path, "exec")


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.loader = name, _Loader(name, str(path), source)

    def find_spec(self, fullname, path, target=None):  # noqa: ARG002 - the finder's signature
        if fullname != self.name:
            return None
        package = [str(Path(self.loader.path).parent)] if self.loader.path.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(
            fullname, self.loader.path, loader=self.loader, submodule_search_locations=package
        )


class _FirstFailure:
    """Ends the trial at the first test that fails, without the tidying up that costs more than the test."""

    def __init__(self, writer: int) -> None:
        self.writer = writer

    def end(self, test: str) -> None:
        os.write(self.writer, test.encode())
        os._exit(1)

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed:
            self.end(report.nodeid)

    def pytest_collectreport(self, report) -> None:
        if report.failed:
            self.end(f"import of {report.nodeid}")


def tried(module: str, path: Path, source: str, tests: list[str]) -> Verdict:
    """Return the verdict on the source in the place of the module; the tests are asked one after the other."""
    for each in tests:
        verdict = _tried(module, path, source, each)
        if verdict.status != SURVIVED:
            return verdict
    return Verdict(SURVIVED, "")


def _tried(module: str, path: Path, source: str, tests: str) -> Verdict:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _run(module, path, source, tests, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        test = said.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Verdict(TIMEOUT, f"signal {os.WTERMSIG(status)}")
    return Verdict(SURVIVED if os.WEXITSTATUS(status) == 0 else KILLED, test)


def _run(module: str, path: Path, source: str, tests: str, writer: int) -> None:
    """Be the child: never returns."""
    failure = _FirstFailure(writer)
    gc.disable()
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (_STOP_AFTER, _STOP_AFTER))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        # Only the plugin that the tests of the core need: finding the others takes longer than these tests.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        signal.alarm(2 * _STOP_AFTER)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path.insert(0, _Finder(module, path, source))
        # A fault has only to be noticed, not to be told in its shortest form.
        hypothesis.settings.register_profile(
            "mutation", database=None, deadline=None, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
        )
        code = int(pytest.main([*OPTIONS, tests], plugins=[failure]))
    except BaseException as fault:  # noqa: BLE001 - whatever the fault does ends here
        failure.end(f"crash: {fault!r}")
    os._exit(code)
