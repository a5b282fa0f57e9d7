"""All pure tests, collected once; then each fault in a forked process against the tests that run its statement."""

import ast
import gc
import importlib
import math
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import coverage
import hypothesis
import pytest

from tests.mutation.importing import Fault, Importers, run_anew
from tests.mutation.mutants import Mutant
from tests.mutation.reach import AT_IMPORT, Reach, measured, statement_of
from tests.mutation.swapping import Functions, functions_alive, run_items
from tests.mutation.verdicts import KILLED, SURVIVED, TIMEOUT, Verdict, in_child

OPTIONS = (
    "-q", "-s", "--tb=no", "--no-header", "-p", "no:cacheprovider", "-p", "no:unraisableexception",
    "-p", "_hypothesis_pytestplugin", "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip
NOBODY = "no test runs this statement"
_SECONDS_OF_AN_IMPORT = 0.01
# Fixtures that need the database: what takes them is no test of the pure core.
_DATABASE = {"server", "migrated", "settings", "house", "app", "client"}


class Trying:
    """The plugin that takes the place of the run: what is to be done is given, and done among the collected tests."""

    def __init__(self, cover: coverage.Coverage, modules: Sequence[Path], work: Callable[["Trial"], None]) -> None:
        self.cover, self.modules, self.work = cover, modules, work

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Take the house's examples, the same in every run; a fault has only to be noticed, not told in its shortest form."""
        hypothesis.settings.register_profile(
            "mutation",
            hypothesis.settings.get_profile("house"),
            database=None,
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        )
        hypothesis.settings.load_profile("mutation")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not _DATABASE & set(getattr(item, "fixturenames", ()))]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Failed("a test file cannot be imported")
        reach = measured(self.cover, session.items, self.modules)
        self.cover.stop()
        trial = Trial(session, reach)
        gc.collect()
        gc.freeze()
        self.work(trial)
        return True


class Trial:
    """Tries faults of one module after another."""

    def __init__(self, session: pytest.Session, reach: Reach) -> None:
        self.session, self.items, self.reach, self.importers = session, tuple(session.items), reach, Importers()
        for test in sorted(reach.failed):
            print(f"left out, since it fails without a fault: {test}", flush=True)
        self.alive = functions_alive()
        self.counts: Counter[str] = Counter()
        self.needed: dict[str, frozenset[str]] = {}

    def take(self, path: Path, name: str) -> None:
        """Turn to the module."""
        text = path.read_text(encoding="utf-8")
        self.path, self.name, self.tree = path, name, ast.parse(text)
        self.functions = Functions(path, self.alive)
        self.noticed: Counter[str] = Counter()
        self.text, self.trusted, self.unfit = text, set(), set()
        self.gone, self.near = self.importers.all_of(name), self.importers.of(name)
        self.near_files = {str(self.importers.files[each]) for each in self.near}
        self.dependent = [item for item in self.items if self._counts(item)]

    def verdict(self, mutant: Mutant) -> Verdict:
        """Return what became of the fault."""
        last = mutant.line + max(mutant.lines, 1) - 1
        contexts = self.reach.of(self.path, statement_of(self.tree, mutant.line, last))
        if AT_IMPORT in contexts:
            return self._counted("anew", self._anew(mutant.source, self.dependent))
        if not contexts:
            return Verdict(SURVIVED, NOBODY)
        items = [self.items[int(each)] for each in contexts if self.items[int(each)].nodeid not in self.reach.failed]
        quick = self._swapped(mutant.source, items)
        if quick is None:
            return self._counted("anew", self._anew(mutant.source, items))
        return self._counted("quick", quick)

    def slow(self, mutant: Mutant) -> Verdict:
        """Return the verdict of the slow way, against all tests that import the module."""
        return self._anew(mutant.source, self.dependent)

    def _counts(self, item: pytest.Item) -> bool:
        """Say whether the test can notice what the module does when it is imported: by itself, or by what it runs."""
        near = item.module.__name__ in self.near or not self.near_files.isdisjoint(self.reach.files[item.nodeid])
        # A test may be given the name of the module that it looks at.
        given = getattr(getattr(item, "callspec", None), "params", {}).values()
        named = any(isinstance(each, str) and each in self.near for each in given)
        return (near or named) and item.nodeid not in self.reach.failed

    def _counted(self, way: str, verdict: Verdict) -> Verdict:
        self.counts[way] += 1
        if verdict.status == KILLED:
            self.noticed[verdict.test] += 1
            self.noticed[verdict.test.partition("::")[0]] += 1
        return verdict

    def _swapped(self, source: str, items: Sequence[pytest.Item]) -> Verdict | None:
        order = sorted(items, key=lambda item: (-self.noticed[item.nodeid], self._seconds[item.nodeid]))

        def run(writer):
            self.functions.swap(source)
            run_items(order, writer)

        return in_child(run, self._limit(items))

    def _anew(self, source: str, items: Sequence[pytest.Item]) -> Verdict:
        """Return the verdict; a test that notices must pass when the sound module is imported anew in the same way."""
        asked = [item for item in items if item.nodeid.partition("::")[0] not in self.unfit]
        verdict = self._imported(source, asked)
        if verdict.status != KILLED or verdict.test in self.trusted:
            return verdict
        sound = self._imported(self.text, [item for item in asked if item.nodeid == verdict.test] or asked)
        if sound.status == SURVIVED:
            self.trusted.add(verdict.test)
        elif len(self.gone) < len(self.importers.files):
            # Something of what was kept does not bear that its users are imported twice: then all is imported anew.
            self.gone, self.trusted = frozenset(self.importers.files), set()
        elif "test" in sound.test:
            self.unfit.add(sound.test.partition("::")[0].removeprefix("import of "))
            print(f"{self.name}: not asked, since it cannot be imported twice: {sound.test}", flush=True)
        else:
            raise SystemExit(f"{self.name}: it cannot be imported twice: {sound.test}")
        return verdict if sound.status == SURVIVED else self._anew(source, items)

    def _imported(self, source: str, items: Sequence[pytest.Item]) -> Verdict:
        files: dict[str, float] = {}
        for item in items:
            file = item.nodeid.partition("::")[0]
            if file not in files:
                # What a file imports anew takes longer than most of its tests.
                files[file] = _SECONDS_OF_AN_IMPORT * len(self._needs(item.module.__name__) & self.gone)
            files[file] += self._seconds[item.nodeid]
        order = sorted(files, key=lambda file: (-self.noticed[file], files[file]))
        place = {file: number for number, file in enumerate(order)}
        chosen = sorted(
            (item.nodeid for item in items),
            key=lambda each: (place[each.partition("::")[0]], -self.noticed[each], self._seconds[each]),
        )
        verdict = in_child(
            lambda writer: run_anew(self.session, Fault(self.name, self.path, source), self.gone, chosen, writer),
            self._limit(items) + 20,
        )
        return verdict or Verdict(TIMEOUT, "")

    def _needs(self, module: str) -> frozenset[str]:
        if module not in self.needed:
            self.needed[module] = self.importers.needs(module)
        return self.needed[module]

    def _limit(self, items: Sequence[pytest.Item]) -> int:
        return 5 + math.ceil(4 * sum(self._seconds[item.nodeid] for item in items))

    @property
    def _seconds(self) -> Mapping[str, float]:
        if not hasattr(self, "_by_test"):
            self._by_test = {item.nodeid: seconds for item, seconds in zip(self.items, self.reach.seconds, strict=True)}
        return self._by_test


def module_of(path: Path) -> str:
    """Return the module's name by which it is imported."""
    return str(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def collected(tests: Sequence[str], modules: Sequence[Path], work: Callable[[Trial], None]) -> None:
    """Collect the tests with the lines of the modules in view, and do the work among them."""
    project = Path(__file__).parents[2]
    cover = coverage.Coverage(data_file=None, source=[str(project / "esa")], config_file=False)
    cover.start()
    for path in modules:
        importlib.import_module(module_of(path.relative_to(project)))
    for path in (project / "esa" / "cli").glob("*.py"):
        importlib.import_module(module_of(path.relative_to(project)))
    begun = time.monotonic()

    def timed(trial: Trial) -> None:
        print(f"{len(trial.items)} tests collected and run once in {time.monotonic() - begun:.0f} s", flush=True)
        work(trial)

    # Only the plugin that these tests need: finding the others takes longer than many a trial.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    code = pytest.main([*OPTIONS, *tests], plugins=[Trying(cover, modules, timed)])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(int(code))
