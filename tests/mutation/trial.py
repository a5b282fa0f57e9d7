"""One mutant on trial: a process of its own imports the mutated module and runs the tests until one fails."""

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
    def __init__(self) -> None:
        self.test = ""

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_collectreport(self, report) -> None:
        if report.failed and not self.test:
            self.test = f"import of {report.nodeid}"


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
    code = 1
    failure = _FirstFailure()
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
        options = [
            "-x",
            "-q",
            "--noconftest",
            "-p",
            "no:cacheprovider",
            "-p",
            "_hypothesis_pytestplugin",
            "--tb=no",
            "--no-header",
        ]
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        options += ["--hypothesis-profile=mutation", "--hypothesis-seed=0"]
        code = int(pytest.main([*options, tests], plugins=[failure]))
    except BaseException:  # noqa: BLE001 - whatever the fault does ends here
        failure.test = failure.test or f"crash: {sys.exc_info()[1]!r}"
    finally:
        os.write(writer, failure.test.encode())
        os._exit(code)
