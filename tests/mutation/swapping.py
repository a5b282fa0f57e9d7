"""The quick way: a function's code is changed in memory, in a process that has imported and collected everything.

It is the same as importing the changed module, where nothing of the changed statement was run while modules were imported.
"""

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.verdicts import NotPossibleError, Writer

Place = tuple[int, ...]


def functions_alive() -> list[FunctionType]:
    """Return every function in memory."""
    return [each for each in gc.get_objects() if type(each) is FunctionType]


class Functions:
    """The functions in memory that a module's source has made."""

    def __init__(self, path: Path, alive: Sequence[FunctionType]) -> None:
        self.path = str(path)
        self.sound = compile(path.read_text(encoding="utf-8"), self.path, "exec", dont_inherit=True)
        self.places = _places(self.sound)
        self.alive = [each for each in alive if each.__code__.co_filename == self.path]

    def swap(self, source: str) -> None:
        """Give every function the code that the source has for it."""
        changed = _places(compile(source, self.path, "exec", dont_inherit=True))
        if changed.keys() != self.places.keys() or not self.alive:
            raise NotPossibleError
        by_code: dict[CodeType, CodeType] = {}
        for place, code in self.places.items():
            if code in by_code:
                raise NotPossibleError
            by_code[code] = changed[place]
        for function in self.alive:
            code = by_code.get(function.__code__)
            if code is None or code.co_freevars != function.__code__.co_freevars:
                raise NotPossibleError
            function.__code__ = code


def _places(code: CodeType, place: Place = ()) -> Mapping[Place, CodeType]:
    found: dict[Place, CodeType] = {}
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    for number, each in enumerate(inner):
        found[*place, number] = each
        found |= _places(each, (*place, number))
    return found


def run_items(items: Sequence[pytest.Item], writer: Writer) -> None:
    """Run the collected tests until one fails."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            writer.failed(item.nodeid)
